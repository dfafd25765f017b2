"""Imports go one way, Qt stays in the window, and nothing in the program can reach a network."""

from __future__ import annotations

import ast
import subprocess
import sys
from dataclasses import dataclass
from graphlib import CycleError, TopologicalSorter
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    Rule = Callable[[Path], list[str]]

SOURCE = Path(__file__).parents[1] / "src"

CORE = {"report", "layout", "storage", "docx", "check", "library"}
OPEN_REPORT = {"session", "files", "paste"}
TOP = {"app", "cli", "selftest", "__main__"}
EVERYBODY_MAY = {"errors", "resources", "__version__"}

# What each part of chengwen may import of chengwen, beside itself and EVERYBODY_MAY.
MAY_IMPORT: dict[str, set[str]] = {
    "__init__": set(),
    "errors": set(),
    "resources": set(),
    "report": set(),
    "storage": set(),
    "layout": {"report"},
    "library": {"report"},
    "check": {"report", "library"},
    "docx": {"report", "layout"},
    "session": CORE | OPEN_REPORT,
    "files": CORE | OPEN_REPORT,
    "paste": CORE | OPEN_REPORT,
    "ui": CORE | OPEN_REPORT,
    **{name: CORE | OPEN_REPORT | TOP | {"ui"} for name in TOP},
}

KNOWS_QT = {"ui", "app"}

# What reaches a network, or cannot be imported without what does. It is not packaged either.
NETWORK = (SOURCE.parent / "installer" / "network_modules.txt").read_text(encoding="utf-8").split()


@dataclass(frozen=True)
class Import:
    module: str
    target: str
    line: int
    only_types: bool

    def __str__(self) -> str:
        return f"{self.module}:{self.line} imports {self.target}"


def imports(source: Path) -> list[Import]:
    """Every import in the package, inside functions too; `from a import b` gives a.b."""
    found: list[Import] = []
    for path in sorted(source.joinpath("chengwen").rglob("*.py")):
        module = ".".join(path.relative_to(source).with_suffix("").parts).removesuffix(".__init__")
        tree = ast.parse(path.read_text(encoding="utf-8"))
        types = {id(node) for block in ast.walk(tree) if is_type_checking(block) for node in ast.walk(block)}
        for node in ast.walk(tree):
            found.extend(Import(module, target, line, id(node) in types) for target, line in targets(node))
    return found


def is_type_checking(node: ast.AST) -> bool:
    return isinstance(node, ast.If) and isinstance(node.test, ast.Name) and node.test.id == "TYPE_CHECKING"


def targets(node: ast.AST) -> Iterator[tuple[str, int]]:
    match node:
        case ast.Import(names=names):
            yield from ((name.name, node.lineno) for name in names)
        case ast.ImportFrom(module=str(package), names=names, level=0):
            yield from ((f"{package}.{name.name}", node.lineno) for name in names)
        case ast.ImportFrom():
            raise AssertionError(f"line {node.lineno}: a relative import; write the whole name")


def part(module: str) -> str:
    """The folder or file of chengwen that the module belongs to."""
    return (module + ".__init__").split(".")[1]


def wrong_directions(source: Path) -> list[str]:
    return [
        str(item)
        for item in imports(source)
        if item.target.startswith("chengwen.")
        and part(item.target) not in MAY_IMPORT[part(item.module)] | EVERYBODY_MAY | {part(item.module)}
    ]


def qt_outside_the_window(source: Path) -> list[str]:
    return [
        str(item)
        for item in imports(source)
        if item.target.startswith(("PySide6", "shiboken6")) and part(item.module) not in KNOWS_QT
    ]


def network_imports(source: Path) -> list[str]:
    forbidden = tuple(f"{name}." for name in NETWORK)
    return [str(item) for item in imports(source) if f"{item.target}.".startswith(forbidden)]


def cycle(source: Path) -> list[str]:
    """The modules of one import cycle, if there is any; what is only imported for types makes none."""
    found = [item for item in imports(source) if not item.only_types]
    modules = {item.module for item in found}
    graph: dict[str, set[str]] = {}
    for item in found:
        target = item.target if item.target in modules else item.target.rpartition(".")[0]
        if target in modules and target != item.module:
            graph.setdefault(item.module, set()).add(target)
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as error:
        return list(error.args[1])
    return []


def test_every_part_of_the_program_has_its_place_in_the_order() -> None:
    present = {part(".".join(path.relative_to(SOURCE).with_suffix("").parts)) for path in SOURCE.rglob("*.py")}
    assert present <= MAY_IMPORT.keys()


@pytest.mark.parametrize("rule", [wrong_directions, qt_outside_the_window, network_imports, cycle])
def test_the_program_keeps_the_rule(rule: Rule) -> None:
    assert rule(SOURCE) == []


@pytest.mark.parametrize(
    ("rule", "file", "line"),
    [
        (wrong_directions, "report/x.py", "from chengwen.docx.reader import read"),
        (wrong_directions, "library/x.py", "from chengwen.check import checker"),
        (wrong_directions, "storage/x.py", "import chengwen.report.report"),
        (wrong_directions, "docx/x.py", "def f():\n    from chengwen import session"),
        (wrong_directions, "ui/x.py", "from chengwen.app import build_window"),
        (qt_outside_the_window, "session.py", "from PySide6.QtCore import QObject"),
        (network_imports, "ui/x.py", "from PySide6 import QtNetwork"),
        (network_imports, "storage/x.py", "from urllib.request import urlopen"),
        (network_imports, "cli.py", "import http.client as quiet"),
    ],
)
def test_a_program_that_breaks_the_rule_is_caught(rule: Rule, file: str, line: str, tmp_path: Path) -> None:
    write(tmp_path, file, line)
    assert len(rule(tmp_path)) == 1


def test_a_cycle_over_three_modules_is_caught(tmp_path: Path) -> None:
    write(tmp_path, "report/a.py", "from chengwen.report.b import B")
    write(tmp_path, "report/b.py", "def late():\n    from chengwen.report import c")
    write(tmp_path, "report/c.py", "import chengwen.report.a")
    assert set(cycle(tmp_path)) == {"chengwen.report.a", "chengwen.report.b", "chengwen.report.c"}


def test_an_import_for_types_only_makes_no_cycle(tmp_path: Path) -> None:
    write(tmp_path, "report/a.py", "from chengwen.report.b import B")
    write(tmp_path, "report/b.py", "if TYPE_CHECKING:\n    from chengwen.report.a import A")
    assert cycle(tmp_path) == []


def test_names_that_only_look_alike_are_allowed(tmp_path: Path) -> None:
    write(tmp_path, "session.py", "from urllib.parse import quote\nimport socketry\nfrom chengwen.report import report")
    assert [*network_imports(tmp_path), *wrong_directions(tmp_path)] == []


def import_everything(source: Path) -> str:
    """Import every module of the program in a Python that lacks the network modules; says what went wrong."""
    program = f"""
import sys
from importlib import import_module
from pkgutil import walk_packages

class Absent:
    def find_spec(self, name, path=None, target=None):
        if f"{{name}}.".startswith({tuple(f"{name}." for name in NETWORK)}):
            raise ModuleNotFoundError(name, name=name)

sys.path.insert(0, {str(source)!r})
for name in [name for name in sys.modules if f"{{name}}.".startswith({tuple(f"{name}." for name in NETWORK)})]:
    del sys.modules[name]
sys.meta_path.insert(0, Absent())
import chengwen
for module in walk_packages(chengwen.__path__, "chengwen."):
    if module.name != "chengwen.__main__":
        import_module(module.name)
"""
    return subprocess.run([sys.executable, "-c", program], capture_output=True, encoding="utf-8", check=False).stderr


def test_every_module_can_be_imported_where_no_network_module_is() -> None:
    assert import_everything(SOURCE) == ""


def test_a_module_that_needs_a_network_module_by_way_of_another_is_caught(tmp_path: Path) -> None:
    write(tmp_path, "__init__.py", "")
    write(tmp_path, "report.py", "from xml.sax.saxutils import escape")
    assert "urllib.request" in import_everything(tmp_path)


def write(source: Path, file: str, text: str) -> None:
    path = source / "chengwen" / file
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
