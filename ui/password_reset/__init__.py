"""Reset of a forgotten password: the form, the wait for a mail or message, the outcome."""
