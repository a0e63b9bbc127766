"""A forgotten password: from the form to a new one."""
