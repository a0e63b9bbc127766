"""The ways into a server."""
