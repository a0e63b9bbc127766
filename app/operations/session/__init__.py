"""A session: its requests, its tokens, where it is kept, and its end."""
