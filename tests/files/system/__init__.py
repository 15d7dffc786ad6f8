"""What the system is asked for, and where systems differ."""
