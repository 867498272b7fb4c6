"""Who is due today, why, in which order, and what an entry settled."""
