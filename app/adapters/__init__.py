"""Outside libraries behind functions of our own: one file for each library."""
