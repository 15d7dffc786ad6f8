"""The same numbers everywhere: counted in files without our code, read back from each format."""
