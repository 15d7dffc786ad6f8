"""What others send in: the inbox, and a reader for each kind of file that comes."""
