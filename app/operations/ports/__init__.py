"""What operations need of the world, as Protocols.

`ui/application/composition.py` hands in the real ones.
"""
