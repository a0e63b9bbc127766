"""What Latchkey keeps on this computer: secrets in the system's vault, the rest in one file."""
