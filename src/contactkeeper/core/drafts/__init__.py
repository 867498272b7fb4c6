"""Drafts: a short message to start from, picked by the reason and filled from a template."""
