"""Merging a note that two machines changed, so that nothing of either is lost."""
