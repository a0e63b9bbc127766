"""What an account's pages share: its context, the services, the link to its server's website."""
