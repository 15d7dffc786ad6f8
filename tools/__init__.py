"""Scripts for those who make a release or look after one."""
