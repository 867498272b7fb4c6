"""Sentences that people read, made from facts.

`speech` says them in the language of a run. A sentence that needs grammar (a day, a span, a rhythm,
a noun in its case) is a function of `en` and of the other languages, under the same names. All
others are wordings, which the catalogues translate; their tables stand in the modules here.
Imports the core and the errors. Must not decide anything, nor know how wide a window is.
"""
