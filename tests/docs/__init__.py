"""What the documentation says, run and followed."""
