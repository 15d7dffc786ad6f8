"""What touches the disk: the entry files, the journal around them, and the configuration."""
