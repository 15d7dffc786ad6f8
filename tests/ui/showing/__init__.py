"""What stands there, whatever form it takes."""
