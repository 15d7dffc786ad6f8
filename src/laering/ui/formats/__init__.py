"""How a document looks: one table of forms, and a renderer for each."""
