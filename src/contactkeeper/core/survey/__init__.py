"""Find the conventions of a vault: its properties, tags, headings and order, for `ck init`."""
