"""What the documents name is there."""

from __future__ import annotations

import re

import pytest

from tests.rig.process import ROOT

TEST = re.compile(r"`(?:(tests/[\w/]+\.py)::)?(test_\w+)`")
FILE = re.compile(r"\b((?:app|ui|tests|docs|packaging|resources)/[\w./-]+\.(?:py|md|txt|ts|sh))\b")


@pytest.mark.parametrize(
    ("document", "many"), [("reliability.md", 40), ("servers.md", 40), ("states.md", 30)]
)
def test_every_fault_and_every_state_names_a_test_that_exists(document: str, many: int):
    text = (ROOT / "docs" / document).read_text()
    there = "\n".join(path.read_text() for path in (ROOT / "tests").rglob("test_*.py"))
    defined = set(re.findall(r"def (test_\w+)", there))
    named = {name for _, name in TEST.findall(text)}
    assert len(named) > many
    assert named - defined == set()


def test_every_file_that_is_named_exists():
    documents = [*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")]
    missing = {
        f"{path.name}: {name}"
        for path in documents
        for name in FILE.findall(path.read_text())
        if not (ROOT / name).exists()
    }
    assert missing == set()


def test_every_decision_that_is_referred_to_exists():
    there = {path.name[:4] for path in (ROOT / "docs" / "decisions").glob("*.md")}
    sources = [path for top in ("app", "ui", "tests") for path in (ROOT / top).rglob("*.py")]
    documents = [*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")]
    missing = {
        f"{path.name}: {number}"
        for path in (*sources, *documents)
        for number in re.findall(r"docs/decisions/(\d{4})", path.read_text())
        if number not in there
    }
    assert missing == set()


def test_every_row_of_a_fault_has_a_test():
    text = (ROOT / "docs" / "reliability.md").read_text()
    rows = [line for line in text.splitlines() if line.startswith("|") and "---" not in line]
    lost = text[text.index("## A lost answer") : text.index("## The keyring")]
    heads = ("| fault |", "| state |", "| where |")
    bare = [
        row
        for row in rows
        if row not in lost and not row.startswith(heads) and "tests/" not in row
        if not TEST.search(row) and "`test_" not in row
    ]
    assert bare == []


def test_the_map_of_the_house_names_every_module():
    text = (ROOT / "docs" / "architecture.md").read_text()
    unnamed = ("__init__.py", "__main__.py")
    modules = {
        path.relative_to(ROOT).as_posix()
        for top in ("app", "ui")
        for path in (ROOT / top).rglob("*.py")
        if path.name not in unnamed
    }
    listed = re.findall(r"^\| `((?:app|ui)/[\w/]+\.py)` \|", text, re.MULTILINE)
    assert sorted(listed) == sorted(modules)  # each once


def test_every_folder_that_the_map_of_the_house_names_exists():
    text = (ROOT / "docs" / "architecture.md").read_text()
    named = re.findall(r"\b((?:app|ui|tests|docs|packaging|resources)/(?:\w+/)*)(?![\w.])", text)
    assert len(named) > 20
    assert [each for each in named if not (ROOT / each).is_dir()] == []


def test_every_constant_that_the_map_of_the_house_names_is_in_its_module():
    text = (ROOT / "docs" / "architecture.md").read_text()
    missing = []
    for row in re.findall(r"^\| `(?:app|ui)/.*$", text, re.MULTILINE):
        source = "".join((ROOT / name).read_text() for name in FILE.findall(row))
        named = re.findall(r"\b[A-Z]+(?:_[A-Z]+)+\b", row)
        missing += [name for name in named if not re.search(rf"\b{name}\b", source)]
    assert missing == []
