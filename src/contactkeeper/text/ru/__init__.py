"""Sentences in Russian: the modules and functions of `text.en` under the same names.

A name stays in the nominative, and no sentence tells a gender that the note does not tell.
"""
