"""User-Interactive Authentication: its session, its stages, and which flow to follow."""
