"""The wheel's build: bundle the front end and compile the catalogues, so that whoever installs it needs neither."""

import shutil
import sys
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class FinishedFiles(BuildHookInterface[Any]):
    PLUGIN_NAME = "custom"

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        if version == "editable":
            return
        root = Path(self.root)
        sys.path.insert(0, str(root))
        from kambium.config import catalogues, frontend

        catalogues.compile_stale(root / "kambium")
        if not frontend.is_current(root):
            npm = shutil.which("npm")
            if npm is None:
                raise SystemExit("building the wheel needs npm (Node 20 or newer); `./kam run` makes do without")
            frontend.build(root, [npm])
