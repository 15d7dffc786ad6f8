"""What the system is asked for: bytes on disk, locks, folders, and where systems differ."""
