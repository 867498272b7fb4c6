"""The terminal: arguments in, one call, one rendering. Nothing is decided here."""
