"""The shape of the house: what a linter of imports does not hold."""

from __future__ import annotations

import ast
from collections import Counter
from pathlib import Path

import pytest

from tests.rig.process import ROOT

MODULES = sorted(path for folder in ("app", "ui") for path in (ROOT / folder).rglob("*.py"))
LONGEST = 350
ONE_THING = {"app/core/uia/session.py"}
"""Longer than that, for it is one thing: a table of transitions and what drives it."""


def name_of(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def public_types(path: Path) -> list[str]:
    """Return the classes and the aliases of types that a module defines."""
    found = []
    for node in ast.parse(path.read_text()).body:
        if isinstance(node, ast.ClassDef):
            found.append(node.name)
        elif isinstance(node, ast.AnnAssign) and ast.unparse(node.annotation) == "TypeAlias":
            assert isinstance(node.target, ast.Name)
            found.append(node.target.id)
        elif isinstance(node, ast.Assign) and isinstance(node.value, ast.Subscript | ast.BinOp):
            found += [each.id for each in node.targets if isinstance(each, ast.Name)]
    return [name for name in found if name[0].isupper() and not name.isupper()]


def test_no_two_public_types_have_one_name():
    count = Counter(name for path in MODULES for name in public_types(path))
    assert [name for name, times in count.items() if times > 1] == []


def test_no_file_is_long():
    long = {name_of(path) for path in MODULES if len(path.read_text().splitlines()) > LONGEST}
    assert long <= ONE_THING


def test_ui_is_cut_by_journey():
    entries = [path for path in (ROOT / "ui").iterdir() if path.name != "__pycache__"]
    assert len(entries) <= 26
    files = {path.name for path in entries if path.is_file()}
    assert files == {"__init__.py", "__main__.py", "main.py"}


@pytest.mark.parametrize("path", sorted((ROOT / "ui").rglob("__init__.py")), ids=name_of)
def test_a_package_of_ui_imports_nothing(path: Path):
    """A page that is painted first would wait for whatever its package imports."""
    body = ast.parse(path.read_text()).body
    assert [type(node) for node in body] == [ast.Expr], "a docstring, and nothing else"


def test_a_tool_tip_is_never_html():
    """Qt draws a tool tip as HTML wherever its text looks like it."""
    loose = [
        f"{path.name}:{number}"
        for path in sorted((ROOT / "ui").rglob("*.py"))
        for number, line in enumerate(path.read_text().splitlines(), 1)
        if "setToolTip(" in line and "tip(" not in line.partition("setToolTip(")[2]
    ]
    assert loose == []
