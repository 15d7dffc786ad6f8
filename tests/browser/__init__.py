"""The report's page in Chromium."""
