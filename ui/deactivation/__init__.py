"""The Deactivate page, which closes an account, and the page that confirms it is closed."""
