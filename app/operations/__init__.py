"""What a user can do, one module each; all input and output goes through `ports`."""
