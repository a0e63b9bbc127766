"""One session: its API client, the renewal of its tokens, its storage, and its sign-out."""
