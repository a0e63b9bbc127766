"""What is read of an account, and done to it."""
