"""What one types: the commands, as they are called, and what Tab offers."""
