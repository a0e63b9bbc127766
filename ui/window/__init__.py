"""The window: pages at the right, the navigation at the left."""
