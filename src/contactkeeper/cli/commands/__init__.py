"""One module a command, and the table that names them all."""
