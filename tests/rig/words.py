"""``make i18n``: writes the translation files from the texts in the program.

    python -m tests.rig.words

Qt's lupdate finds the texts; what it gets wrong is corrected here (it marks a plural only in
`self.tr`, which fails on subclasses). resources/i18n holds a .ts file for each language, to be
translated; the .qm file beside it, which the program reads, is made of it and not committed. A
pseudo-language goes to build/i18n: it is longer than any real one, and each of its words can be
told from an untranslated one.
"""

from __future__ import annotations

import re
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as ET
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias

from tests.rig.process import ROOT

FOLDER = ROOT / "resources" / "i18n"
BUILD = ROOT / "build" / "i18n"
SOURCE = "en"
"""The language of the words themselves. It has files too, with nothing but the plurals: the words
say "%n devices" only, and one is "%n device"."""

LANGUAGES = ("de", SOURCE)
PSEUDO = "eo"
"""The locale whose files hold the pseudo-language; nobody's own, with two plural forms."""

KEPT = re.compile(r"\{\w+\}|%n|&(?=\w)|https?://\S+|\s+")
LETTERS = str.maketrans("aeiouyAEIOUYcnsz", "àéîöûýÀÉÎÖÛÝçñšž")

Key: TypeAlias = tuple[str, str]
"""Context and English text."""


@dataclass(frozen=True, slots=True)
class Message:
    """A translatable text of the program.

    Attributes:
        context: the class, or the name that is used in place of one.
        source: the English text.
        forms: translations; one, or one for each plural form; empty strings where there is none.
    """

    context: str
    source: str
    forms: tuple[str, ...] = ("",)

    @property
    def plural(self) -> bool:
        """Whether the text has plural forms."""
        return "%n" in self.source


def tool(name: str) -> str:
    """Return the path of one of PySide6's programs."""
    return str(Path(sys.executable).with_name(f"pyside6-{name}"))


def extract() -> list[Message]:
    """Return all translatable texts of the program, as lupdate finds them."""
    files = sorted(str(path) for path in (ROOT / "ui").rglob("*.py"))
    with tempfile.TemporaryDirectory() as folder:
        template = Path(folder) / "template.ts"
        command = [tool("lupdate"), *files, "-silent", "-locations", "none", "-ts", str(template)]
        subprocess.run(command, check=True, cwd=ROOT)
        return [Message(each.context, each.source) for each in read(template)]


def read(path: Path) -> Iterator[Message]:
    """Yield the texts of a .ts file."""
    for context in ET.parse(path).getroot().iter("context"):
        name = context.findtext("name", "")
        for message in context.iter("message"):
            found = message.find("translation")
            assert found is not None
            forms = [form.text or "" for form in found.iter("numerusform")] or [found.text or ""]
            yield Message(name, message.findtext("source", ""), tuple(forms))


def translated(messages: Iterable[Message], known: Mapping[Key, tuple[str, ...]]) -> list[Message]:
    """Return texts with the translations that are known; the others are empty."""
    out = []
    for each in messages:
        empty = ("", "") if each.plural else ("",)
        forms = known.get((each.context, each.source), empty)
        out.append(Message(each.context, each.source, forms))
    return out


def write(path: Path, language: str, messages: Iterable[Message]) -> None:
    """Write a .ts file, sorted, so that a change shows what changed."""
    root = ET.Element("TS", version="2.1", language=language, sourcelanguage="en")
    by_context: dict[str, list[Message]] = {}
    for each in messages:
        by_context.setdefault(each.context, []).append(each)
    for name, content in sorted(by_context.items()):
        context = ET.SubElement(root, "context")
        ET.SubElement(context, "name").text = name
        for each in content:
            attributes = {"numerus": "yes"} if each.plural else {}
            message = ET.SubElement(context, "message", attributes)
            ET.SubElement(message, "source").text = each.source
            state = {} if all(each.forms) else {"type": "unfinished"}
            translation = ET.SubElement(message, "translation", state)
            if not each.plural:
                translation.text = each.forms[0]
                continue
            for form in each.forms:
                ET.SubElement(translation, "numerusform").text = form
    ET.indent(root, " " * 4)
    path.parent.mkdir(parents=True, exist_ok=True)
    body = ET.tostring(root, encoding="unicode")
    path.write_text(f'<?xml version="1.0" encoding="utf-8"?>\n<!DOCTYPE TS>\n{body}\n')


def release(path: Path) -> Path:
    """Make the .qm file of a .ts file, beside it."""
    out = path.with_suffix(".qm")
    command = [tool("lrelease"), "-silent", str(path), "-qm", str(out)]
    subprocess.run(command, check=True)
    return out


def pseudo(text: str) -> str:
    """Return a text that is two fifths longer, between brackets, with accents."""
    out, at = "", 0
    for kept in KEPT.finditer(text):
        out += text[at : kept.start()].translate(LETTERS) + kept.group()
        at = kept.end()
    out += text[at:].translate(LETTERS)
    more = "·" * max(1, len(text) * 2 // 5)
    # In groups, so that it can be broken into lines as words can.
    return f"⟦{out} {' '.join(more[i : i + 7] for i in range(0, len(more), 7))}⟧"


def make_pseudo() -> Path:
    """Write the pseudo-language and return its .qm file."""
    words = [
        Message(each.context, each.source, (pseudo(each.source),) * (2 if each.plural else 1))
        for each in extract()
    ]
    path = BUILD / f"latchkey_{PSEUDO}.ts"
    write(path, PSEUDO, words)
    return release(path)


def update(language: str) -> int:
    """Bring a language's files up to date and return how many texts are not translated yet."""
    path = FOLDER / f"latchkey_{language}.ts"
    known = {(m.context, m.source): m.forms for m in read(path)} if path.exists() else {}
    found = extract()
    if language == SOURCE:
        found = [each for each in found if each.plural]
        known = {key: (forms[0], key[1]) for key, forms in known.items()}
    messages = translated(found, known)
    write(path, language, messages)
    release(path)
    return sum(not all(each.forms) for each in messages)


def main() -> int:
    """Update every language."""
    for language in LANGUAGES:
        missing = update(language)
        print(f"{language}: {missing} to be translated")
    print(f"{PSEUDO} (pseudo): {make_pseudo().relative_to(ROOT)}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
