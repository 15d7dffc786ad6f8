"""The systems it runs on: the tour that every one of them takes, and Windows under wine."""
