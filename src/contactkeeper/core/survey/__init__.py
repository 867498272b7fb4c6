"""What a vault uses already: its properties, tags, headings and order, for `ck init`."""
