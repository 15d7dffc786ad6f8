"""The journal: where it is, which names it holds, one entry of it, and a survey of all."""
