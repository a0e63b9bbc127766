"""English singular forms, read from the .ts file where no .qm file has been compiled."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QTranslator, QXmlStreamReader


class EnglishPlurals(QTranslator):
    """Say "1 device" instead of "1 devices", reading the .ts file that a .qm file is made of.

    Args:
        path: the .ts file; where it cannot be read, nothing is translated.
    """

    def __init__(self, path: Path) -> None:
        super().__init__()
        self._one = _first_forms(path)

    def isEmpty(self) -> bool:
        """Whether there are no singular forms (the name is Qt's)."""
        return not self._one

    def translate(
        self, context: str, sourceText: str, disambiguation: str | None = None, n: int = -1
    ) -> str | None:
        """Return the singular form if `n` is 1; else None, which keeps the English source text."""
        return self._one.get((context, sourceText)) if n == 1 else None


def _first_forms(path: Path) -> dict[tuple[str, str], str]:
    """Return the first plural form of each message, by context and English text."""
    try:
        reader = QXmlStreamReader(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError):
        return {}
    found: dict[tuple[str, str], str] = {}
    context = source = ""
    while not reader.atEnd():
        if reader.readNext() is not QXmlStreamReader.TokenType.StartElement:
            continue
        match reader.name():
            case "name":
                context = reader.readElementText()
            case "source":
                source = reader.readElementText()
            case "numerusform":
                found.setdefault((context, source), reader.readElementText())
    return found
