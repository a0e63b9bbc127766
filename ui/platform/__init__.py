"""Qt and the system: event loop, theme, translation, clipboard, single instance."""
