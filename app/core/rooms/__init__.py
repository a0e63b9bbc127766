"""Requests about an account's rooms, and who has the power to administer one."""
