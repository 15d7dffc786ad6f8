"""The words of all entries, and that no answer depends on them."""
