"""Git: the merge driver, the sync of a vault, and what is known of its repository."""
