"""Measures the source: sizes, names and habits. `test_shape.py` holds them to the figures of STYLE.md."""

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parents[2]
PACKAGE = ROOT / "kambium"
FORBIDDEN_MODULES = {"base", "common", "extras", "helpers", "managers", "misc", "services", "shared", "util", "utils"}
FORBIDDEN_ENDINGS = ("Helper", "Info", "Manager", "Service", "Util", "Utils")
SIGNAL_MODULES = ("allauth.account.signals", "django.core.signals", "django.db.models.signals", "django.dispatch")
UNFINISHED = re.compile("TODO|FIXME|XXX|NotImplementedError|(?i:coming soon|lorem ipsum)|敬请期待")
INLINE = re.compile(
    r"""<style\b|\sstyle\s*=|<script(?![^>]*\b(?:src|type)=)|\son[a-z]+\s*=\s*["']|javascript:""", re.IGNORECASE
)
TEXTS = {".css", ".html", ".js", ".md", ".mjs", ".po", ".py", ".toml", ".txt", ".yaml", ".yml"}


@dataclass(frozen=True)
class Function:
    """One function: where it stands and how many lines it takes, docstring included."""

    place: str
    name: str
    lines: int


@cache
def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(), str(path))


def modules(folder: Path = PACKAGE) -> list[Path]:
    """Every module that a person wrote."""
    return [path for path in sorted(folder.rglob("*.py")) if "migrations" not in path.parts]


def place(path: Path, node: ast.AST | None = None) -> str:
    line = f":{node.lineno}" if node is not None and hasattr(node, "lineno") else ""
    return f"{path.relative_to(ROOT)}{line}" if path.is_relative_to(ROOT) else f"{path.name}{line}"


def functions(paths: list[Path]) -> list[Function]:
    return [
        Function(place(path, node), node.name, (node.end_lineno or 0) - node.lineno + 1)
        for path in paths
        for node in ast.walk(tree(path))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    ]


def length(path: Path) -> int:
    return len(path.read_text().splitlines())


def templates() -> list[Path]:
    return sorted(PACKAGE.rglob("templates/**/*.*"))


def written_texts() -> Iterator[Path]:
    """Every text of the repository but the decisions, which may name what was put off, and what others wrote."""
    for name in ("kambium", "tests", "docs", "assets", "benchmarks", "examples"):
        for path in sorted((ROOT / name).rglob("*")):
            foreign = {"adr", "node_modules", "dist"} & set(path.parts)
            if path.suffix in TEXTS and not foreign and path != Path(__file__):
                yield path
    yield from (ROOT / "kam", *ROOT.glob("*.md"))


def bad_names(path: Path) -> Iterator[str]:
    """Drawers and words that hide what a thing is."""
    if path.stem in FORBIDDEN_MODULES or (path.stem == "__init__" and path.parent.name in FORBIDDEN_MODULES):
        yield f"{place(path)}: a drawer; name the module for what it holds"
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.ClassDef) and node.name.endswith(FORBIDDEN_ENDINGS):
            yield f"{place(path, node)}: {node.name} does not say what it is"
        elif isinstance(node, ast.FunctionDef) and path.stem == "queries" and node.name.startswith("get_"):
            yield f"{place(path, node)}: {node.name} needs no get_"


def signals_used(path: Path) -> Iterator[str]:
    for node in ast.walk(tree(path)):
        names = [node.module or ""] if isinstance(node, ast.ImportFrom) else []
        names += [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
        for name in names:
            if name.startswith(SIGNAL_MODULES):
                yield f"{place(path, node)}: {name}; write it in the action"


def is_room(path: Path, room: str) -> bool:
    """Whether the module is `room.py` of a domain, or lies in its folder `room/`."""
    parts = path.relative_to(PACKAGE).with_suffix("").parts if path.is_relative_to(PACKAGE) else (path.stem,)
    return room in parts[-2:] if len(parts) > 2 else room in parts


def unguarded_reads(path: Path, owned: set[str]) -> Iterator[str]:
    """In a view: rows of an owned model that were not asked for through `visible_to`."""
    for node in ast.walk(tree(path)):
        is_read = isinstance(node, ast.Attribute) and node.attr != "visible_to" and _is_rows_of(node.value, owned)
        if is_read or (isinstance(node, ast.Call) and _is_plain_get(node, owned)):
            yield f"{place(path, node)}: {ast.unparse(node)}; read through visible_to"


def _is_plain_get(node: ast.Call, owned: set[str]) -> bool:
    is_get = ast.unparse(node.func).endswith(("get_object_or_404", "get_list_or_404"))
    return is_get and bool(node.args) and ast.unparse(node.args[0]) in owned


def _is_rows_of(node: ast.expr, owned: set[str]) -> bool:
    return (
        isinstance(node, ast.Attribute)
        and node.attr in {"objects", "_default_manager", "_base_manager"}
        and isinstance(node.value, ast.Name)
        and node.value.id in owned
    )


def verbs(path: Path) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    """The public functions of an `actions.py`; of a folder `actions/`, those that its `__init__` hands out."""
    wall = path.with_name("__init__.py")
    offered: set[str] | None = None
    if path.parent.name == "actions":
        imports = [node for node in ast.walk(tree(wall)) if isinstance(node, ast.ImportFrom)] if wall.exists() else []
        offered = {alias.name for node in imports for alias in node.names}
    for node in tree(path).body:
        is_public = isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and not node.name.startswith("_")
        if is_public and (offered is None or node.name in offered):
            yield node


def careless_actions(path: Path) -> Iterator[str]:
    """A verb takes at most its subject by position, everything else by name, and always who does it."""
    for node in verbs(path):
        given = node.args
        if len(given.posonlyargs) + len(given.args) > 1 or given.vararg:
            yield f"{place(path, node)}: {node.name} takes more than its subject by position"
        if "by" not in [argument.arg for argument in given.kwonlyargs]:
            yield f"{place(path, node)}: {node.name} does not ask who does it (keyword `by`)"
