"""All network access; imported late, in a thread, because httpx and TLS take long to load."""
