"""The Account page: facts about the account, refresh and sign-out."""
