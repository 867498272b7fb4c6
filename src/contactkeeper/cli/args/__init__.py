"""How a command line is read: declarations, the plain reader, Typer, completion."""
