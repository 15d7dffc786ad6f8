"""One file: text to entry and back."""
