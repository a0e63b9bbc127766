"""Widgets and base classes that several pages and dialogs use."""
