"""The sign-in page: find the server, then sign in by password, browser or code."""
