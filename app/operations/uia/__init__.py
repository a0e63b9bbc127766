"""See a person through User-Interactive Authentication."""
