"""Text made comparable where case does not count: names of files, and words that people write.

Every room that compares such text builds on one of the two. What else may differ is its own
affair: diacritics and punctuation in the name of a person (`people.folding`), blanks and signs in
that of a property (`frontmatter.spellings`).
"""

from __future__ import annotations

from unicodedata import normalize


def caseless(text: str) -> str:
    """Return the same for two texts that differ by case and normalisation alone; ё is not е.

    For names of files, folders, tags and modes: where two of them collide. `frontmatter.marks`
    goes without the first normalisation, since it asks for every note; the two differ for nothing
    but Greek vowels with an iota below and a mark out of order (Unicode 3.13, D145).
    """
    return normalize("NFC", normalize("NFC", text).casefold())


def lowered(text: str) -> str:
    """Return the text in lower case, composed, with е for ё: nobody types ё reliably."""
    return normalize("NFC", text).casefold().replace("ё", "е")


def note_name(path: str) -> str:
    """Return the name of whom the note at a path is about: the file's, without `.md`, NFC."""
    file_name = path.rpartition("/")[2]
    name = file_name[:-3] if file_name[-3:].lower() == ".md" else file_name
    return name if name.isascii() else normalize("NFC", name)
