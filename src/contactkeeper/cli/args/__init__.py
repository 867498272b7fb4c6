"""Read command lines: declarations, the plain reader, Typer, help and completion."""
