"""What the person sits at: the terminal, its shell, an editor, a browser, the clipboard."""
