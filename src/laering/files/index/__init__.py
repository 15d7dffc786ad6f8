"""The words of all entries, for search and similar events. It may be deleted at any time."""
