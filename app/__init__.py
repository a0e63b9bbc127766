"""What Latchkey does, without a window: nothing below this package knows Qt."""
