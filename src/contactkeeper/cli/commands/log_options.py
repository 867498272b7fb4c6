"""Refuse options of `ck log` that contradict each other, or that nothing would come of."""

from __future__ import annotations

from typing import TYPE_CHECKING

from contactkeeper.errors import UsageError
from contactkeeper.wording import NOTHING, Wording

if TYPE_CHECKING:
    from collections.abc import Sequence

_PERIODS = ("--since", "--week", "--month")
_OF_LIST = (*_PERIODS, "--tier", "--focus", "--tag")
"""The options of `--list` alone."""


def refuse_contradictions(given: Sequence[str]) -> None:
    """Refuse what contradicts itself.

    Args:
        given: the options and arguments that are given, in the order of the help.

    Raises:
        UsageError: names them.
    """
    message = _fault_of_list(given) if "--list" in given else _fault_of_entry(given)
    if message:
        raise UsageError(message)


def _fault_of_list(given: Sequence[str]) -> Wording:
    writes = [each for each in given if each not in ("--list", "WHO", "--company", *_OF_LIST)]
    periods = [each for each in given if each in _PERIODS]
    if writes:
        return Wording(
            "--list shows what you did and writes nothing; it does not go with {option}.",
            option=writes[0],
        )
    if len(periods) > 1:
        return Wording(
            "{one} and {other} exclude each other: each says from which day on.",
            one=periods[0],
            other=periods[1],
        )
    return NOTHING


def _fault_of_entry(given: Sequence[str]) -> Wording:
    reads = [each for each in given if each in _OF_LIST]
    beside_amend = [each for each in given if each in ("--done", "--snooze", "--with", "--new")]
    faults = (
        (
            reads,
            Wording(
                "{option} goes with --list, which shows what you did.", option="".join(reads[:1])
            ),
        ),
        ("WHO" not in given, Wording("WHO is missing. See: ck log --help")),
        (
            {"--sent", "--received"} <= set(given),
            Wording("--sent and --received exclude each other; neither means a conversation."),
        ),
        (
            "--company" in given and "--new" not in given,
            Wording("--company goes with --new. For somebody known: ck set WHO company=NAME."),
        ),
        (
            "--yes" in given and "--new" not in given,
            Wording("--yes goes with --new: nothing else asks."),
        ),
        (
            {"--done", "--new"} <= set(given),
            Wording("--done settles an open task, and somebody new has none."),
        ),
        (
            "--amend" in given and beside_amend,
            Wording(
                "--amend mends the last entry alone; it does not go with {option}.",
                option="".join(beside_amend[:1]),
            ),
        ),
    )
    return next((message for holds, message in faults if holds), NOTHING)
