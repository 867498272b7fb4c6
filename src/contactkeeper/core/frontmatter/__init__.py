"""The block at the top of a note: its spans, and what its properties mean."""
