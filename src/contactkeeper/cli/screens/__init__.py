"""Values as lines of a screen. Nothing is decided here."""
