"""A new password: its fields, its strength, the rules for it, suggestions."""
