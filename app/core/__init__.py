"""The conversation with a homeserver as pure code: no await, no clock, no logging."""
