"""Strength of a password, and suggestions for a new one."""
