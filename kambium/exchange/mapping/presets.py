"""Mappings that come with Kambium: the exports of known systems."""

from functools import lru_cache
from pathlib import Path

from kambium.exchange.mapping.language import MapFile
from kambium.exchange.mapping.load import load_file

FOLDER = Path(__file__).resolve().parents[1] / "presets"


@lru_cache(maxsize=1)
def presets() -> tuple[str, ...]:
    """The names of all presets."""
    return tuple(sorted(path.stem for path in FOLDER.glob("*.yaml")))


@lru_cache(maxsize=8)
def preset(name: str) -> MapFile:
    """The mapping of a preset. Raises KeyError."""
    if name not in presets():
        raise KeyError(name)
    return load_file(FOLDER / f"{name}.yaml")
