"""What several folders of tests share. No test lives here; a folder's own scenery stays in it."""
