"""The window: thin widgets over the operations of `app`."""
