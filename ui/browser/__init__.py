"""The way through a person's browser."""
