"""The main window, with the sidebar, an account's pages and the account menu."""
