"""The only rooms that touch the user's files: read, lock, replace, remember for undo."""
