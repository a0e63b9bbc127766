"""Texts that several pages use: errors, outcomes, fields, contacts."""
