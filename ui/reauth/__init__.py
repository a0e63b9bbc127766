"""The page of an account that is locked or has to be signed in to again, with its controllers."""
