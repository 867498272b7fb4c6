"""The page that `ck report` writes: sections of figures, pictures and tables as one HTML file.

Must not count anything, nor word what `text` words.
"""
