"""What one types: every command declares what it takes and hands it on, and holds no rule.

Imported once the language is known, so that the help is in it.
"""
