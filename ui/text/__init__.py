"""Sentences that more than one page says."""
