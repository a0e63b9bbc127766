"""How strong a password is, and a good one for those who want one."""
