"""Opening a page in the person's browser, and the texts for its return to Latchkey."""
