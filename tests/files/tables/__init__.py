"""The journal and its entries."""
