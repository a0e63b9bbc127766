"""The documents of `m.login.terms`, read from the params of the stage.

Section: "User-Interactive Authentication API, Authentication types" (Terms of service).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import msgspec

MAX_POLICIES = 50
"""Nobody agrees to more documents one by one."""


@dataclass(frozen=True, slots=True)
class Policy:
    """One document of `app.core.uia.stages.TermsChallenge`.

    Attributes:
        policy_id: the server's name for the document.
        version: the document's version, as the server wrote it.
        translations: language code -> (name, address).
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


class _Translation(msgspec.Struct):
    name: str
    url: str


def policies_of(params: Any) -> tuple[Policy, ...] | None:
    """Return the documents that params name; None where they do not say which, or name too many.

    Args:
        params: of the stage, as the server wrote them: of any shape.
    """
    try:
        table = msgspec.convert(params, type=dict[str, dict[str, dict[str, Any]]])["policies"]
        if len(table) > MAX_POLICIES:
            return None
        policies = []
        for policy_id, found in table.items():
            version = msgspec.convert(found["version"], type=str)
            texts = {
                language: msgspec.convert(text, type=_Translation)
                for language, text in found.items()
                if language != "version"
            }
            shown = {language: (text.name, text.url) for language, text in texts.items()}
            if not shown:
                return None
            policies.append(Policy(policy_id, version, shown))
    except (msgspec.ValidationError, KeyError):
        return None
    return tuple(policies)
