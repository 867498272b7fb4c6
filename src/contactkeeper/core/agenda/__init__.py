"""Decide who is due on a day and why, in which order, and what to say."""
