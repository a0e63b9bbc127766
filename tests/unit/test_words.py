"""The words of the program and their translations: what lupdate and lrelease let pass."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.rig import words
from tests.rig.process import ROOT
from tests.rig.words import FOLDER, LANGUAGES, SOURCE, Message, extract, pseudo, read

SOURCES = sorted((ROOT / "ui").rglob("*.py"))
PLACES = re.compile(r"\{\w+\}")
MNEMONIC = re.compile(r"&(?=\w)")


class Calls(ast.NodeVisitor):
    """Find every call that translates, with the class that it stands in."""

    def __init__(self) -> None:
        self.found: list[tuple[str, ast.Call]] = []
        self._class = ""

    def visit_ClassDef(self, node: ast.ClassDef) -> None:
        outer, self._class = self._class, node.name
        self.generic_visit(node)
        self._class = outer

    def visit_Call(self, node: ast.Call) -> None:
        name = node.func.attr if isinstance(node.func, ast.Attribute) else ""
        name = node.func.id if isinstance(node.func, ast.Name) else name
        if name in ("tr", "translate"):
            self.found.append((self._class, node))
        self.generic_visit(node)


def calls() -> Iterator[tuple[str, str, ast.Call]]:
    for path in SOURCES:
        visitor = Calls()
        visitor.visit(ast.parse(path.read_text()))
        for name, node in visitor.found:
            yield f"{path.relative_to(ROOT)}:{node.lineno}", name, node


def is_text(node: ast.expr) -> bool:
    return isinstance(node, ast.Constant) and isinstance(node.value, str)


def test_every_call_is_one_that_lupdate_understands():
    """Literals only; `tr` on self; a plural by `translate` with a plain name for its number."""
    wrong = []
    for where, _, node in calls():
        func = ast.unparse(node.func)
        texts = node.args[:1] if func == "self.tr" else node.args[:2]
        good = func in ("self.tr", "translate") and all(map(is_text, texts)) and not node.keywords
        text = texts[-1].value if good and isinstance(texts[-1], ast.Constant) else ""
        plural = func == "translate" and len(node.args) == 4 and isinstance(node.args[3], ast.Name)
        plain = len(node.args) == len(texts)
        if not good or not (plural if "%n" in text else plain):
            wrong.append(f"{where}: {ast.unparse(node)}")
    assert wrong == []


def test_lupdate_finds_every_word():
    ours = set()
    for _, name, node in calls():
        texts = [each.value for each in node.args[:2] if isinstance(each, ast.Constant)]
        ours.add((name, texts[0]) if ast.unparse(node.func) == "self.tr" else (texts[0], texts[1]))
    assert ours == {(each.context, each.source) for each in extract()}


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_language_is_complete(language: str):
    found = list(read(FOLDER / f"latchkey_{language}.ts"))
    wanted = [m for m in extract() if m.plural or language != SOURCE]
    assert [(m.context, m.source) for m in found] == sorted(
        ((m.context, m.source) for m in wanted), key=lambda key: key[0]
    ), "run make i18n"
    assert [m.source for m in found if not all(m.forms)] == []


def faults_of(message: Message) -> list[str]:
    """Return what is wrong with a translation."""
    faults = []
    for form in message.forms:
        for what, pattern in (("places", PLACES), ("mnemonic", MNEMONIC)):
            if sorted(pattern.findall(message.source)) != sorted(pattern.findall(form)):
                faults.append(f"{what}: {form!r}")
        if ("%n" in message.source) != ("%n" in form):
            faults.append(f"number: {form!r}")
        if form != form.strip() or "  " in form:
            faults.append(f"space: {form!r}")
        if message.source.endswith(("…", ".", "?", ":")) and form[-1:] != message.source[-1]:
            faults.append(f"end: {form!r}")
    if len(message.forms) != (2 if message.plural else 1):
        faults.append(f"forms: {message.forms!r}")
    return faults


@pytest.mark.parametrize("language", LANGUAGES)
def test_translations_keep_what_must_be_kept(language: str):
    faults = [fault for m in read(FOLDER / f"latchkey_{language}.ts") for fault in faults_of(m)]
    assert faults == []


@pytest.mark.parametrize(
    ("source", "forms", "fault"),
    [
        ("Ask {host}.", ("Frage.",), "places"),
        ("&Again", ("Noch einmal",), "mnemonic"),
        ("%n devices", ("%n Gerät", "Geräte"), "number"),
        ("%n devices", ("%n Geräte",), "forms"),
        ("No.", ("Nein. ",), "space"),
        ("No.", ("Nein",), "end"),
    ],
)
def test_the_check_finds_each_fault(source: str, forms: tuple[str, ...], fault: str):
    assert faults_of(Message("X", source, forms))[0].startswith(fault)


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_the_program_reads_is_what_was_translated(
    language: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(words, "FOLDER", tmp_path)
    name = f"latchkey_{language}"
    (tmp_path / f"{name}.ts").write_bytes((FOLDER / f"{name}.ts").read_bytes())
    assert words.update(language) == 0
    for end in ("ts", "qm"):
        fresh = (tmp_path / f"{name}.{end}").read_bytes()
        assert fresh == (FOLDER / f"{name}.{end}").read_bytes(), "run make i18n"


def test_english_is_its_plurals():
    """One of a thing is said otherwise than many; everything else is English already."""
    found = list(read(FOLDER / f"latchkey_{SOURCE}.ts"))
    assert found
    for message in found:
        one, many = message.forms
        assert many == message.source
        thing = re.search(r"%n (?:other )?(\w+)s\b", many)
        assert thing is None or re.search(rf"\b{thing[1]}\b", one), one


def test_the_pseudo_language_keeps_places_and_grows():
    text = "&Ask {host}, or see https://example.org/help for more"
    made = pseudo(text)
    assert faults_of(Message("X", text, (made,))) == []
    assert "https://example.org/help" in made
    assert len(made) > 1.4 * len(text)
    assert "%n" in pseudo("%n devices")
