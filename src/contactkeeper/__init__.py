"""contactkeeper: who to write to this morning and why, from plain Markdown notes."""

from __future__ import annotations

__all__ = ["__version__"]

__version__ = "0.1.0"
"""The one place that says it: the package is built from here. To ask the installed package's
metadata for it would take as long as all else that `ck --version` does."""
