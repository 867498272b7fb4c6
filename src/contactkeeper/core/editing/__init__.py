"""Plan changes of a note as text edits, and verify them by parsing the result.

`edits` defines plans, `verify` verifies them; the other modules plan. Nothing here touches a file.
"""
