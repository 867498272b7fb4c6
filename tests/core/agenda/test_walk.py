from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from contactkeeper.core.agenda.walk import Walk

PEOPLE = "abcdef"
LISTS = st.lists(st.permutations(PEOPLE).map(lambda all_: all_[:4]), min_size=1, max_size=12)


@given(lists=LISTS, acts=st.lists(st.booleans(), min_size=12, max_size=12))
def test_nobody_comes_twice_and_the_walk_ends(lists: list[list[str]], acts: list[bool]) -> None:
    """Whatever the list is after each step, each person comes once, and who is left comes."""
    walk, shown = Walk(), list[str]()
    acted_on = set[str]()
    listed = lists[0]
    for step in range(12):
        listed = lists[min(step, len(lists) - 1)]
        walk.step(listed, acted_on)
        if not walk.path:
            break
        shown.append(walk.path)
        assert walk.number == len(shown) <= walk.total(listed) <= len(PEOPLE)
        if acts[step]:
            acted_on.add(walk.path)
    assert len(set(shown)) == len(shown)
    assert not walk.path
    assert set(listed) <= {*shown, *acted_on}


@given(
    moves=st.lists(st.sampled_from(["step", "back", "act", "undo"]), max_size=40),
    listed=st.permutations(PEOPLE),
)
def test_who_steps_back_meets_the_same_people(moves: list[str], listed: list[str]) -> None:
    """A step back shows who was shown before; a step from there passes over who was acted on."""
    walk, acted_on = Walk(), list[str]()
    walk.step(listed, acted_on)
    trail = [walk.path]
    for move in moves:
        before, number = walk.path, walk.number
        if move == "step":
            walk.step(listed, acted_on)
            assert walk.path not in acted_on
            assert walk.number > number or not before
        elif move == "back":
            walk.step_back()
            assert walk.path in trail
        elif move == "act" and before:
            acted_on.append(before)
        elif acted_on:
            walk.go_to(acted_on.pop())
            assert walk.path in trail
        trail += [walk.path] if walk.path and walk.path not in trail else []


def test_who_is_no_longer_listed_does_not_come() -> None:
    """Somebody was acted on elsewhere; somebody else came onto the list."""
    walk = Walk()
    walk.step(["a", "b", "c"], ())
    walk.step(["a", "c", "d"], ())
    assert (walk.path, walk.number, walk.total(["a", "c", "d"])) == ("c", 2, 3)
    walk.step_back()
    walk.step(["a", "d"], ())
    assert (walk.path, walk.number) == ("d", 3)
    walk.step(["a", "d"], ())
    assert walk.path == ""
    walk.step_back()
    assert walk.path == "d"
