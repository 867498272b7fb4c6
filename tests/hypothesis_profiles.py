"""How many examples Hypothesis tries: a quarter in the profile `short`, all in `long`.

`short` is the default; `pytest --hypothesis-profile=long` chooses the other.
"""

from __future__ import annotations

import os

from hypothesis import settings

PROFILES = {"short": 25, "long": 100}
"""The examples of a test that names no number, so also percent of those that a test names."""


def register_profiles() -> None:
    """Register both profiles and load the short one.

    With CI in the environment the examples are the same in each run; by hand each run makes new
    ones.
    """
    for name, examples in PROFILES.items():
        settings.register_profile(
            name, max_examples=examples, deadline=None, derandomize=bool(os.environ.get("CI"))
        )
    settings.load_profile("short")


def examples(count: int) -> int:
    """Return the profile's share of a number of examples: the number itself in `long`."""
    return max(1, count * settings().max_examples // PROFILES["long"])
