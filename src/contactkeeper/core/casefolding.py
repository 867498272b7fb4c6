"""Case folding for names of files and for words that people write.

Other folding builds on these two functions: `people.folding` also removes diacritics and
punctuation from names of people, `note.property_names` blanks and signs from names of properties.
"""

from __future__ import annotations

from unicodedata import normalize


def caseless(text: str) -> str:
    """Return the same for two texts that differ by case and normalisation alone; ё is not е.

    For names of files, folders, tags and modes: where two of them collide. `note.detect_contact`
    skips the first normalisation, since it runs for every note; the results differ only for Greek
    vowels with an iota below and a mark out of order (Unicode 3.13, D145).
    """
    return normalize("NFC", normalize("NFC", text).casefold())


def lowered(text: str) -> str:
    """Return the text in lower case, composed, with е for ё: nobody types ё reliably."""
    return normalize("NFC", text).casefold().replace("ё", "е")


def note_name(path: str) -> str:
    """Return the name of the person a note is about: that of its file, without `.md`, NFC."""
    file_name = path.rpartition("/")[2]
    name = file_name[:-3] if file_name[-3:].lower() == ".md" else file_name
    return name if name.isascii() else normalize("NFC", name)
