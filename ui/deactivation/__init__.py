"""The Deactivate page, and the last page of an account."""
