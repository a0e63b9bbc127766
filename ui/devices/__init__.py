"""The account's list of devices: rename devices, and sign other devices out."""
