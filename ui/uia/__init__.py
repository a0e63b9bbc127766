"""One dialog per stage of User-Interactive Authentication."""
