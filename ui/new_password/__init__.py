"""The card for a new password, with strength, policy rules and suggestions."""
