"""Compare what files of other programs say with the notes, and plan what is taken of it.

Pure: the files are read in `exchange`, the notes are written in `vault`.
"""
