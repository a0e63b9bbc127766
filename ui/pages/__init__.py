"""One page per thing a person can do."""
