from __future__ import annotations

from hypothesis import settings

from hypothesis_profiles import PROFILES, examples

SEEN_BY_DECORATORS = examples(100)


def test_decorators_see_the_profile_that_holds_when_tests_run() -> None:
    """`--hypothesis-profile` is read before the test modules are imported."""
    assert settings().max_examples == SEEN_BY_DECORATORS


def test_short_is_a_share_of_long() -> None:
    """A test that names few examples keeps one at least."""
    assert PROFILES["short"] < PROFILES["long"]
    assert examples(1) == 1
