"""A note as text: its frontmatter, its log, its entries and tasks."""
