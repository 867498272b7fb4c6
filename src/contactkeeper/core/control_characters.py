"""Characters that a terminal obeys or does not show, as parts of regular expressions."""

from __future__ import annotations

# C0 but for the line break, DEL, C1; bidi marks, embeddings, overrides and isolates; line and
# paragraph separators; what is left of surrogates after a lossy read.
OBEYED = "\x00-\x09\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff"
"""Inside of `[…]`."""
# The other format characters of Unicode, and marks without a width: soft hyphens, fillers, joiners,
# zero-width blanks, tags. Two names that differ by them look the same.
UNSEEN = (
    "\u00ad\u034f\u0600-\u0605\u06dd\u070f\u0890\u0891\u08e2\u180e\u200b\u200c\u2060-\u2065"
    "\u206a-\u206f\ufeff\ufff9-\ufffb\U000110bd\U000110cd\U00013430-\U0001343f"
    "\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff"
)
"""Inside of `[…]`."""
LONE_JOINER = "\u200d(?![\u2600-\u27bf\u2b00-\u2bff\U0001f000-\U0001faff])"
"""A zero-width joiner without an emoji behind it; with one it makes one emoji of two."""
