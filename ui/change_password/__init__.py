"""The Password page."""
