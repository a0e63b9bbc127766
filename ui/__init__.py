"""The window: thin widgets over the flows of `app`."""
