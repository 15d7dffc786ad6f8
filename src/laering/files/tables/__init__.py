"""Tables that others made: rows of cells from a sheet, text with separators, JSON or a folder."""
