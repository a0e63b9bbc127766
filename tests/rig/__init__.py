"""Starts the servers that tests and `make demo` run against."""
