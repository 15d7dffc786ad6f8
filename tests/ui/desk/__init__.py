"""What the person sits at."""
