"""The real program, with any one of its calls to the system failing or its last."""
