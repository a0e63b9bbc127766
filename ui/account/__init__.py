"""What the pages of an account share: its state, the program's services, its server's website."""
