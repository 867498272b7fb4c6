"""contactkeeper: who to write to this morning and why, from plain Markdown notes."""

from __future__ import annotations

__all__ = ["__version__"]


def __getattr__(name: str) -> str:
    # importlib.metadata costs 20 ms, so the version is looked up only when it is asked for.
    if name == "__version__":
        from importlib.metadata import version

        return version("contactkeeper")
    raise AttributeError(name)
