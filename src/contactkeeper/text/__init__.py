"""Sentences that people read, made from facts: one function a sentence, in English.

A second language is a package beside these modules with modules and functions of the same names.
Imports the core and the errors; nobody but `cli` imports it. JSON takes the English of this package
in every locale. Must not decide anything, nor know how wide a window is.
"""
