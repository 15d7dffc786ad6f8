"""How a document looks, format by format."""
