"""What is being written: kept while it is, and waiting for whoever left it."""
