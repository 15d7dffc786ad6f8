"""One file: text to entry and back, and edits of its header."""
