"""The real program in a real pseudo-terminal, seen through a terminal emulator."""
