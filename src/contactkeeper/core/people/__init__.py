"""Finding a person by what was typed, in any spelling."""
