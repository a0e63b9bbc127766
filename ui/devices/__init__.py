"""The account's devices: rename one, sign others out."""
