"""Gather what a report shows: the figures, each day, each person, goals, who needs a decision.

Must not word anything.
"""
