"""What stands in Markdown, whatever it is about: fences, comments, sections, escapes."""
