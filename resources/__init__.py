"""Icons and other data that ships with Latchkey."""
