"""Main tasks done with a screen reader: change the password, sign out, reset the password."""

from __future__ import annotations

from collections.abc import Callable

from tests.rig.screen_reader import ScreenReader


def change_password(reader: ScreenReader, old: str, new: str) -> None:
    """Change the password of the signed-in account, after a wrong try at each field."""
    reader.toggles("radio button", "Password")
    reader.hears("The server will ask for your current one before it agrees.")
    reader.types("New password", new)
    reader.types("Again", "something else")
    reader.presses("Change password…")
    reader.hears("The two are not the same.")
    reader.types("Again", new)
    reader.toggles("radio button", "Sign them out")
    reader.presses("Change password…")
    reader.finds("dialog", "Confirm it is you")
    reader.types("Current password", "not the old one")
    reader.presses("Continue")
    reader.hears("That is not the current password. Try again.")
    reader.types("Current password", old)
    reader.presses("Continue")
    reader.hears("Password changed at ")
    reader.hears("Your other device is signed out.")


def sign_out(reader: ScreenReader) -> None:
    """Sign out on the Account page."""
    reader.toggles("radio button", "Account")
    reader.presses("Sign out…")
    reader.finds("dialog", "Sign out here?")
    reader.presses("Sign out")
    reader.hears("is signed out, and nothing is kept on this computer.")


def reset_password(
    reader: ScreenReader, server: str, address: str, new: str, confirm: Callable[[], object]
) -> None:
    """Reset the password by email from the sign-in page, after trying the choice of SMS.

    Args:
        reader: operates the window.
        server: server name of the account.
        address: email address of the account.
        new: the new password.
        confirm: opens the link of the mail and confirms.
    """
    reader.presses("Forgot your password?")
    reader.types("Server", server)
    reader.toggles("radio button", "By text message")
    reader.finds("text", "Phone number")
    reader.toggles("radio button", "By email")
    reader.types("Email address", address)
    reader.types("New password", new)
    reader.types("Again", new)
    reader.presses("Send the mail")
    reader.hears("Choose one of the two.")
    reader.toggles("radio button", "Keep them signed in")
    reader.presses("Send the mail")
    reader.hears("Open the mail and confirm it")
    confirm()
    reader.hears("set the new password at")
    reader.hears("Your devices stay signed in, as you asked.")
    reader.presses("Close")
    reader.hears("Latchkey looks after your Matrix account")
