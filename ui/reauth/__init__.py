"""What stands before an account that is locked, or has to be signed in to again."""
