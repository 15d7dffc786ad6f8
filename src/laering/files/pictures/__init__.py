"""Pictures: what people hand over becomes a copy in the journal, and a small one where shown."""
