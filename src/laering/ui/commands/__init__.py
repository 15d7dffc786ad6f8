"""What each command does, in a file that begins with its name as people type it."""
