"""The Password page: change the password of an account."""
