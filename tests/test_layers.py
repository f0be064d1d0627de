"""The house rules on imports: who may reach whom, nothing hidden in functions, no cycles."""

import ast
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest

PACKAGE = "headwater"
SOURCE = Path(__file__).resolve().parent.parent / "src" / PACKAGE
GROUND = {"text", "records", "reasons", "errors", "days", "periods", "day_weights", "lexicon", "language"}
ROOMS = {"read", "clean", "annotate", "relate", "conclude", "show"}
LAZY = {f"{PACKAGE}.cli"}  # its table of commands is imported when a command is called: start-up time

Imports = list[tuple[str, str, bool]]  # importing module, imported name, inside a function


def _modules(root: Path) -> dict[str, Path]:
    named = ((path.relative_to(root.parent).with_suffix(""), path) for path in sorted(root.rglob("*.py")))
    return {".".join(name.parts).removesuffix(".__init__"): path for name, path in named}


def _imports(root: Path) -> Imports:
    modules = _modules(root)
    return [
        (module, target, hidden)
        for module, path in modules.items()
        for node, hidden in _nodes(ast.parse(path.read_text(encoding="utf-8")))
        for name in _targets(node, module, is_package=path.name == "__init__.py")
        if (target := _own(name, modules)) and target != module
    ]


def _nodes(tree: ast.AST, hidden: bool = False) -> Iterator[tuple[ast.AST, bool]]:
    for node in ast.iter_child_nodes(tree):
        yield node, hidden
        yield from _nodes(node, hidden or isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef))


def _targets(node: ast.AST, module: str, *, is_package: bool) -> Iterator[str]:
    if isinstance(node, ast.Import):
        yield from (alias.name for alias in node.names)
    if isinstance(node, ast.ImportFrom):
        base = module.split(".")[: len(module.split(".")) - node.level + is_package] if node.level else []
        start = ".".join([*base, *([node.module] if node.module else [])])
        yield from (f"{start}.{alias.name}" for alias in node.names)


def _own(name: str, modules: Iterable[str]) -> str | None:
    """The module of the package that a dotted name leads to: itself or the longest start of it."""
    while name.split(".")[0] == PACKAGE:
        if name in modules:
            return name
        name = name.rpartition(".")[0]
    return None


def _room(module: str) -> str:
    return [*module.split("."), ""][1]


def _across(imports: Imports) -> list[str]:
    """Imports from the ground floor or a room into a room that is not their own, or into the shell."""
    return [
        f"{module} imports {target}"
        for module, target, _ in imports
        if _room(module) in GROUND | ROOMS and _room(target) not in GROUND | {_room(module)}
    ]


def _hidden(imports: Imports) -> list[str]:
    return [f"{module} imports {target} inside a function" for module, target, hidden in imports if hidden and module not in LAZY]


def _cycles(imports: Imports) -> list[str]:
    """Modules that reach themselves, imports inside functions left out."""
    reach: dict[str, set[str]] = {}
    for module, target, hidden in imports:
        if not hidden:
            reach.setdefault(module, set()).add(target)
    return sorted(module for module in reach if module in _reached(module, reach))


def _reached(start: str, reach: dict[str, set[str]]) -> set[str]:
    seen: set[str] = set()
    waiting = list(reach[start])
    while waiting:
        module = waiting.pop()
        if module not in seen:
            seen.add(module)
            waiting.extend(reach.get(module, ()))
    return seen


@pytest.fixture(scope="module")
def imports() -> Imports:
    return _imports(SOURCE)


def test_rooms_import_the_ground_floor_and_themselves_only(imports: Imports) -> None:
    assert _across(imports) == []


def test_no_own_import_inside_a_function(imports: Imports) -> None:
    assert _hidden(imports) == []


def test_no_import_cycle(imports: Imports) -> None:
    assert _cycles(imports) == []


def test_every_module_has_its_place() -> None:
    assert {_room(module) for module in _modules(SOURCE)} >= ROOMS | {"text", "records", "reasons", "errors", "lexicon"}


HOUSE = {
    "__init__.py": "",
    "text.py": "",
    "lexicon/__init__.py": "from headwater.text import Span",
    "read/__init__.py": "from headwater.read.plain import read",
    "read/plain.py": "from headwater.text import Span\nfrom headwater.read import limits",
    "read/limits.py": "import headwater.lexicon",
    "clean/__init__.py": "",
    "cli.py": "def call():\n    from headwater.read import plain",
}


@pytest.mark.parametrize(
    ("file", "content", "fault"),
    [
        ("read/plain.py", "from headwater.text import Span", None),
        ("text.py", "from headwater import read", "headwater.text imports headwater.read"),
        ("clean/__init__.py", "from headwater.read.plain import read", "headwater.clean imports headwater.read.plain"),
        ("clean/__init__.py", "from ..read import plain", "headwater.clean imports headwater.read.plain"),
        ("clean/__init__.py", "import headwater.cli", "headwater.clean imports headwater.cli"),
        ("read/limits.py", "def f():\n    import headwater.text", "headwater.read.limits imports headwater.text inside a function"),
        ("read/limits.py", "class A:\n    def f(self):\n        from . import plain", "headwater.read.limits imports headwater.read.plain inside a function"),
        ("read/limits.py", "from .plain import read", "headwater.read.limits"),
        ("text.py", "from headwater.lexicon import rows", "headwater.lexicon"),
    ],
)  # fmt: skip
def test_a_planted_fault_is_found(tmp_path: Path, file: str, content: str, fault: str | None) -> None:
    for name, text in {**HOUSE, file: content}.items():
        path = tmp_path / PACKAGE / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    found = _imports(tmp_path / PACKAGE)
    faults = _across(found) + _hidden(found) + _cycles(found)
    assert (fault in faults) if fault else faults == []
