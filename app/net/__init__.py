"""The only way to the network; imported late, in a thread, because httpx and TLS take time."""
