"""Each notice that is made in the code has a sentence, and the values that the sentence names."""

from __future__ import annotations

import ast
from pathlib import Path
from string import Formatter
from typing import TYPE_CHECKING

import pytest

import contactkeeper
from contactkeeper.notice import Notice
from contactkeeper.text.en import sync

if TYPE_CHECKING:
    from collections.abc import Iterator

FOLDER = Path(contactkeeper.__file__).parent


def strings(node: ast.expr | None, function: ast.AST) -> Iterator[str]:
    """Yield the strings that an expression may be, as far as its function shows it."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.value
    elif isinstance(node, ast.IfExp):
        yield from strings(node.body, function)
        yield from strings(node.orelse, function)
    elif isinstance(node, ast.Name):
        for each in ast.walk(function):
            if not isinstance(each, ast.Assign):
                continue
            target = each.targets[0]
            if isinstance(target, ast.Name) and target.id == node.id:
                yield from strings(each.value, function)
            elif isinstance(target, ast.Tuple) and isinstance(each.value, ast.Tuple):
                for name, value in zip(target.elts, each.value.elts, strict=True):
                    if isinstance(name, ast.Name) and name.id == node.id:
                        yield from strings(value, function)


def notices() -> Iterator[tuple[str, str, frozenset[str]]]:
    """Yield the place, code and value names of each notice that is made in the code."""
    for place in sorted(FOLDER.rglob("*.py")):
        for function in ast.walk(ast.parse(place.read_text(encoding="utf-8"))):
            if not isinstance(function, ast.FunctionDef):
                continue
            for call in ast.walk(function):
                if not isinstance(call, ast.Call) or not isinstance(call.func, ast.Name):
                    continue
                if call.func.id not in {"Notice", "NotMerged", "NotSynced", "_line", "_warn"}:
                    continue
                names = frozenset(each.arg for each in call.keywords if each.arg) - {"notes"}
                for code in strings(call.args[-1], function):
                    yield f"{place.name}:{call.lineno}", code, names


def named(code: str) -> set[str]:
    """Return the values that a sentence names."""
    return {name for _, name, _, _ in Formatter().parse(sync._SENTENCES[code]) if name}  # noqa: SLF001


def test_each_notice_has_a_sentence_and_its_values() -> None:
    """A code without a sentence would crash in the one moment that needs it."""
    found = list(notices())
    assert len(found) > 60
    for place, code, names in found:
        if code in sync._FUNCTIONS:  # noqa: SLF001
            continue
        assert code in sync._SENTENCES, (place, code)  # noqa: SLF001
        assert named(code) <= names, (place, code)


def test_each_sentence_is_used() -> None:
    """Those whose codes are put together (`left-out-…`) are left to the tests of `ck sync`."""
    made = {code for _, code, _ in notices()}
    rest = set(sync._SENTENCES) - made  # noqa: SLF001
    assert [code for code in rest if not code.startswith("left-out-")] == []


@pytest.mark.parametrize(
    ("notice", "sentence"),
    [
        (Notice("deleted", path="Люди/It's.md"), "deleted: Люди/It's.md"),
        (Notice("join-branch", branch="o/It's"), "git branch -u 'o/It'\"'\"'s'"),
        (Notice("restored", count=1200), "Restored 1,200 entries · ck undo"),
        (Notice("conflict", path="{a}.md", line=3, message="x {y}"), "{a}.md:3: x {y}"),
    ],
)
def test_values_are_quoted_and_counted(notice: Notice, sentence: str) -> None:
    """A value is put in as it is: braces in a name are no field."""
    assert sync.say(notice) == sentence


def test_a_value_may_be_a_notice() -> None:
    """It is said in its place."""
    said = sync.say(Notice("driver-still-fails", wrong=Notice("driver-slow", seconds=30)))
    assert said.startswith("git can't run the merge driver: it did not end within 30 seconds. U")


@pytest.mark.parametrize(
    ("behind", "ahead", "said"),
    [
        (0, 0, "level with"),
        (2, 0, "2 commits behind"),
        (0, 1, "1 commit ahead of"),
        (1, 3, "1 commit behind and 3 commits ahead of"),
    ],
)
def test_a_distance_reads_as_a_sentence(behind: int, ahead: int, said: str) -> None:
    """Each of the four has its own preposition."""
    expected = f"On main, {said} origin/main as it was last fetched."
    assert sync.say_distance("main", "origin/main", behind, ahead) == expected
