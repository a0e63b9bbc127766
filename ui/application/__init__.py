"""The application: its start, navigation between accounts, idle timeout, and end."""
