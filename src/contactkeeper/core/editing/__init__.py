"""Changes to notes: edits, the plans made of them, and the check before they are written."""
