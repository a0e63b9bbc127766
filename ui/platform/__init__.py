"""What the program needs of Qt and of the system: loop, theme, language, one window."""
