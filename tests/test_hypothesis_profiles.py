from __future__ import annotations

import re
from pathlib import Path

from hypothesis import settings

from hypothesis_profiles import PROFILES, examples

FIXED = re.compile(r"\bmax_examples=\d")
SEEN_BY_DECORATORS = examples(100)


def test_decorators_see_the_profile_that_holds_when_tests_run() -> None:
    """`--hypothesis-profile` is read before the test modules are imported."""
    assert settings().max_examples == SEEN_BY_DECORATORS


def test_short_is_a_share_of_long() -> None:
    """A test that names few examples keeps one at least."""
    assert PROFILES["short"] < PROFILES["long"]
    assert examples(1) == 1


def test_every_test_leaves_its_examples_to_the_profile() -> None:
    """A fixed number would take as long in the short profile as in the long one."""
    fixed = [
        path.name
        for path in Path(__file__).parent.rglob("*.py")
        if FIXED.search(path.read_text("utf-8"))
    ]
    assert not fixed, f"{fixed}: write max_examples=examples(…)"
