"""The pages that the program makes, in Chromium."""
