"""What operations need of the world, as Protocols: `ui/live.py` hands in the real ones."""
