"""Text that names the contacts of a server's support."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from app.core.responses import Support

translate = QCoreApplication.translate


def who_helps(server_name: str, support: Support | None) -> str:
    """Say whom to write to about a server."""
    if support is None:
        text = translate("Support", "Ask whoever runs {server}.")
        return text.format(server=server_name)
    ways = [each.matrix_id or each.email_address or "" for each in support.contacts or ()]
    if support.support_page is not None:
        ways.append(support.support_page)
    text = translate("Support", "Ask whoever runs {server}: {ways}.")
    return text.format(server=server_name, ways=", ".join(ways))
