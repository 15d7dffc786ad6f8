"""What a learning is, and what can be said of many."""
