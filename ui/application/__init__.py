"""The program from start to end."""
