"""What is written down stays true: reasons, word lists, commands, the Makefile."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from headwater.cli import parser
from headwater.reasons import TEXTS
from tests.cli_reference import reference

ROOT = Path(__file__).resolve().parent.parent
SOURCE = ROOT / "src" / "headwater"
LISTS = sorted((SOURCE / "lexicon").glob("*.tsv"))
PAGES = [ROOT / "README.md", ROOT / "CHANGELOG.md", *sorted((ROOT / "docs").glob("*.md"))]


def _trees() -> Iterator[ast.AST]:
    for path in sorted(SOURCE.rglob("*.py")):
        if path.name != "reasons.py":
            yield ast.parse(path.read_text(encoding="utf-8"))


def _codes(tree: ast.AST) -> Iterator[str]:
    """The literal codes given to `Reason(...)`."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name | ast.Attribute):
            name = node.func.id if isinstance(node.func, ast.Name) else node.func.attr
            given = [*node.args[:1], *(word.value for word in node.keywords if word.arg == "code")]
            yield from (one.value for one in given if name == "Reason" and isinstance(one, ast.Constant) and isinstance(one.value, str))


def _words() -> set[str]:
    """Every string in the source and every cell of the word lists: a code is used when it stands in one of them."""
    strings = {node.value for tree in _trees() for node in ast.walk(tree) if isinstance(node, ast.Constant) and isinstance(node.value, str)}
    cells = {cell.strip() for path in LISTS for line in path.read_text(encoding="utf-8").splitlines() for cell in line.split("\t")}
    return strings | cells


def test_the_command_reference_is_that_of_the_commands() -> None:
    assert (ROOT / "docs" / "cli.md").read_text(encoding="utf-8") == reference(parser()), "write it anew: make cli-docs"


def test_every_command_named_exists() -> None:
    commands = set(re.findall(r"^## `headwater ([a-z]+)`", reference(parser()), re.MULTILINE))
    named = {name for path in PAGES for name in re.findall(r"(?:`|bin/)headwater ([a-z]+)", path.read_text(encoding="utf-8"))}
    assert commands
    assert named <= commands


def test_every_reason_given_has_a_text() -> None:
    assert {code for tree in _trees() for code in _codes(tree)} - TEXTS.keys() == set()


def test_every_reason_is_given_somewhere() -> None:
    assert TEXTS.keys() - _words() == set()


@pytest.mark.parametrize("path", LISTS, ids=lambda path: path.stem)
def test_a_word_list_says_what_it_is_and_where_from(path: Path) -> None:
    first = path.read_text(encoding="utf-8").split("\n", 1)[0]
    assert re.match(r"# \S.{20,}", first)
    rows = re.findall(r"^\|([^|]+)\|\s*\S[^|]*\|\s*\S", (SOURCE / "lexicon" / "SOURCES.md").read_text(encoding="utf-8"), re.MULTILINE)
    assert path.stem in {name.strip(" `") for row in rows for name in row.split(",")}


def _targets() -> set[str]:
    return set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.name)
def test_every_make_command_named_exists(path: Path) -> None:
    named = set(re.findall(r"(?:`make ([a-z][a-z-]*)|^make ([a-z][a-z-]*) *(?:#|$))", path.read_text(encoding="utf-8"), re.MULTILINE))
    assert {name for pair in named for name in pair if name} - _targets() == set()


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.name)
def test_every_file_linked_exists(path: Path) -> None:
    links = re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", path.read_text(encoding="utf-8"))
    assert [link for link in links if not (path.parent / link).exists()] == []


def test_every_pin_is_exact_and_names_no_index() -> None:
    pins = [line for line in (ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    assert [pin for pin in pins if not re.fullmatch(r"[\w.-]+==[\w.]+(; .+)?", pin)] == []


def test_every_run_time_pin_has_its_licence_noted() -> None:
    noted = (ROOT / "docs" / "licences.md").read_text(encoding="utf-8").casefold()
    project = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    needed = re.findall(r'^  "([\w.-]+)>=', project.split("[project.optional-dependencies]")[0], re.MULTILINE)
    assert needed
    assert [name for name in needed if f"| {name.casefold()} |" not in noted] == []
