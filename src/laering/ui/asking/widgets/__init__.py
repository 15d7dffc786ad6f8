"""Asking in a real terminal: what is chosen with a key, what is typed, and the overview."""
