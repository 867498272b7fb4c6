"""Plan changes of a note as text edits, and verify them by parsing the result.

`edits` defines plans and verifies them; the other modules plan. Nothing here touches a file.
"""
