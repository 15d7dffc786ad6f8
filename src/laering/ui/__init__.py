"""What talks to a person: the words, the terminal, the questions, the pages."""
