"""What a learning is and what can be said of many: pure values and functions.

Nothing here knows a disk, a clock or a terminal; "today" is always an argument.
"""
