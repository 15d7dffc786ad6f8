"""What talks to a person, room by room as in ``src``."""
