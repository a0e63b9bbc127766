"""The OAuth 2.0 API, without I/O: metadata, requests, answers, and browser callbacks."""
