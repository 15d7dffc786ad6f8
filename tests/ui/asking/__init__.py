"""The questions, as far as they need no terminal."""
