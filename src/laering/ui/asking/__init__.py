"""The questions: their flow, who asks them, and how the words are kept on the way."""
