"""What touches the disk, room by room as in ``src``; ``corpus`` holds files that are broken."""
