"""The questions: their flow, and who asks them."""
