"""What each command does, from the journal to what is told."""
