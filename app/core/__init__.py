"""Matrix protocol logic without I/O: requests, answers, errors; no await, clock or logging."""
