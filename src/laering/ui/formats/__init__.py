"""How a document looks: a table of forms for each kind of thing, and a renderer for each form."""
