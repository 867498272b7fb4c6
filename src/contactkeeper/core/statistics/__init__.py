"""Count what came of it: rhythm, answers, promises, favours, outcomes, growth, trust.

Every figure is computed here, once, for the terminal, the report, the review and JSON;
docs/stats.md has a line on each. Must not word anything, nor decide who is due.
"""
