"""A note as text: lines, headings, its log, and the grammar of an entry."""
