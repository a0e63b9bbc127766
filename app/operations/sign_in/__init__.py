"""Operations that sign in: with a password, by single sign-on, by OAuth 2.0."""
