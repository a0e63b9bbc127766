"""The main job, done with a screen reader: sign in, change the password, sign out."""

from __future__ import annotations

from tests.rig.screen_reader import ScreenReader


def change_password(reader: ScreenReader, old: str, new: str) -> None:
    """Change the password of whoever is signed in, after a wrong try at each field."""
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
