"""Run an action through User-Interactive Authentication, stage by stage."""
