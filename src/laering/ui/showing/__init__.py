"""What stands there, said once as blocks, whatever form it takes."""
