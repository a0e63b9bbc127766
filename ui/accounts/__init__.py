"""The accounts that are open or kept: opening, taking over, signing out, removing."""
