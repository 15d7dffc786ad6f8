"""Laering: a learning journal in plain files, for the terminal."""

__version__ = "0.1.0"
