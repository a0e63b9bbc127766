"""The documents of `m.login.terms`, read from the params of the stage.

Section: "User-Interactive Authentication API, Authentication types" (Terms of service).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

MAX_POLICIES = 50
"""Nobody agrees to more documents one by one."""

MAX_TRANSLATIONS = 200


@dataclass(frozen=True, slots=True)
class Policy:
    """One document of `app.core.uia.stages.TermsChallenge`.

    Attributes:
        policy_id: the server's name for the document.
        version: the document's version, as the server wrote it.
        translations: language code -> (name, address); at least one. The address may be empty, or
            none.
    """

    policy_id: str
    version: str
    translations: Mapping[str, tuple[str, str]]

    def in_language(self, languages: Sequence[str]) -> tuple[str, str]:
        """Return name and address in the language that suits a person best.

        Args:
            languages: the person's languages, preferred first, such as ``de-DE`` or ``de_DE``.

        Returns:
            The translation in one of them, else in English, else any; a language matches with or
            without its region.
        """
        there = {code.replace("_", "-").lower(): text for code, text in self.translations.items()}
        for wanted in (*languages, "en"):
            tag = wanted.replace("_", "-").lower()
            short = tag.partition("-")[0]
            near = (code for code in sorted(there) if code.partition("-")[0] == short)
            for code in (tag, short, *near):
                if code in there:
                    return there[code]
        return next(iter(self.translations.values()))


def policies_of(params: Any) -> tuple[Policy, ...] | None:
    """Return the documents that params name; None where they do not say which, or name too many.

    A document without a text that can be read is named by its ID, without an address.

    Args:
        params: of the stage, as the server wrote them: of any shape.
    """
    table = params.get("policies") if isinstance(params, dict) else None
    if not isinstance(table, dict) or len(table) > MAX_POLICIES:
        return None
    return tuple(_policy(policy_id, found) for policy_id, found in table.items())


def _policy(policy_id: str, found: Any) -> Policy:
    parts = found if isinstance(found, dict) else {}
    version = parts.get("version")
    texts = {
        language: (_text(each.get("name")) or policy_id, _text(each.get("url")))
        for language, each in list(parts.items())[:MAX_TRANSLATIONS]
        if isinstance(each, dict)
    }
    known = str(version) if isinstance(version, str | int) else ""
    return Policy(policy_id, known, texts or {"": (policy_id, "")})


def _text(value: Any) -> str:
    return value if isinstance(value, str) else ""
