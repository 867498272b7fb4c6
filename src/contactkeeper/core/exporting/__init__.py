"""Choose what of the contacts leaves the vault: people for address books, rules for a Base.

Pure: `exchange` makes files of it.
"""
