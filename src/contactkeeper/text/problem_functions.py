"""The sentences of problems that depend on their facts: one row a code, or a code and its case."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from contactkeeper.errors import heading_command
from contactkeeper.shell_words import shell_word
from contactkeeper.text.faults import AUDIENCE_FAULTS, RULE_FAULTS, YAML_FAULTS
from contactkeeper.text.phrases import list_few
from contactkeeper.wording import Wording

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from contactkeeper.wording import Texts

_UNCLOSED: Texts = {
    "code": "code begins here that is never closed: the rest is not read",
    "comment": "a comment begins here that is never closed: the rest is not read",
    "fence": "a fence begins here that is never closed: the rest is not read",
    "html": "HTML begins here that is never closed: the rest is not read",
}


def _say_audience(template: str, *, words: str, position: int, about: str) -> Wording:
    return Wording(
        "`{words}`, at character {position}: {fault}. Until then it is for nobody",
        words=words,
        position=position,
        fault=Wording(template, about=about),
    )


def _say_rule(template: str, *, words: str, about: str) -> Wording:
    return Wording(
        "`{words}` must be {rule}. Until then it takes place once",
        words=words,
        rule=Wording(template, about=Wording(about)),
    )


def _say_unparsed(template: str, *, words: str = "") -> Wording:
    why = Wording(template)
    return Wording("`{words}` can't be read: {why}", words=words, why=why) if words else why


def _say_parser_error(*, why: str, words: str = "") -> Wording:
    return _say_unparsed(why, words=words)


def _say_duplicate(kind: str, value: str, others: Sequence[str]) -> Wording:
    named = list_few(others)
    if kind == "e-mail":
        return Wording.counted(
            "{others} has the same e-mail ({value})",
            "{others} have the same e-mail ({value})",
            len(others),
            others=named,
            value=value,
        )
    if kind == "handle":
        return Wording.counted(
            "{others} has the same handle ({value})",
            "{others} have the same handle ({value})",
            len(others),
            others=named,
            value=value,
        )
    return Wording.counted(
        "{others} has the same name in another spelling",
        "{others} have the same name in another spelling",
        len(others),
        others=named,
    )


def _say_same_name(others: Sequence[str]) -> Wording:
    return Wording.counted(
        "{others} has the same name",
        "{others} have the same name",
        len(others),
        others=list_few(others),
    )


def _say_nearly(words: str, day: str) -> Wording:
    return Wording(
        '"{words}" is not read as a date, so it counts for nothing: '
        "write {day}, and a blank or a colon after it",
        words=words,
        day=day or "2026-11-23",
    )


def _say_unclosed(kind: str) -> Wording:
    return Wording(_UNCLOSED[kind])


def _say_two_logs(title: str, others: Sequence[str], lines: Sequence[int]) -> Wording:
    first, *more = map(_say_section, others, lines)
    also = first
    for each in more:
        also = Wording("{sections} and {last}", sections=also, last=each)
    command = heading_command(title)
    if not title:
        return Wording(
            "by its dates this may be the log, and so may {also}, so none is read: "
            "{command} chooses this one",
            also=also,
            command=command,
        )
    return Wording(
        "by its dates “{title}” may be the log, and so may {also}, so none is read: "
        "{command} chooses this one",
        title=title,
        also=also,
        command=command,
    )


def _say_section(title: str, line: int) -> Wording:
    if not title:
        return Wording("what stands on line {line}", line=line)
    return Wording("“{title}” on line {line}", title=title, line=line)


def _say_by_dates(title: str) -> Wording:
    return Wording(
        "“{title}” is read as the log, since its dates show that it is one: "
        "{command} lets ck write there",
        title=title,
        command=heading_command(title),
    )


def _say_unclear(name: str, people: Sequence[str], count: int) -> Wording:
    first, *_ = *others, last = people
    facts = {"name": name, "others": tuple(others), "last": last, "first": first}
    if count == 1:
        return Wording(
            "“{name}” may be {others} or {last}, so it is an entry of none: "
            "write [[{first}]], or whom it means",
            **facts,
        )
    return Wording.counted(
        "“{name}” (in {number:,} note) may be {others} or {last}, so it is an entry of none: "
        "write [[{first}]], or whom it means",
        "“{name}” (in {number:,} notes) may be {others} or {last}, so it is an entry of none: "
        "write [[{first}]], or whom it means",
        count,
        **facts,
    )


def _say_undated(count: int) -> Wording:
    return Wording.counted(
        "{number:,} line has no date, and counts as text of the entry above",
        "{number:,} lines have no date, and count as text of the entries above",
        count,
    )


def _say_undated_alone(count: int) -> Wording:
    return Wording.counted(
        "{number:,} line has no date, so it counts for nothing",
        "{number:,} lines have no date, so they count for nothing",
        count,
    )


def _say_vanished(count: int, place: str) -> Wording:
    if count == 1:
        return Wording(
            "A note that git tracks is missing, since {place} is missing, empty or a link: "
            "restore it",
            place=place,
        )
    return Wording.counted(
        "{number:,} note that git tracks is missing, since {place} is missing, empty or a link: "
        "restore it",
        "{number:,} notes that git tracks are missing, since {place} is missing, empty or a link: "
        "restore it",
        count,
        place=place,
    )


def _say_restore(root: str, path: str) -> Wording:
    return Wording(
        "Git tracks this note, but it is missing: ck sync commits its deletion. "
        "To restore it: git -C {root} checkout -- {path}",
        root=shell_word(root),
        path=shell_word(path),
    )


def _say_unknown_option(*, key: str, near: str) -> Wording:
    if not near:
        return Wording("{key} is not known here, so it has no effect", key=key)
    return Wording(
        "{key} is not known here, so it has no effect. Did you mean {near}?", key=key, near=near
    )


def _say_unreadable(reason: str) -> Wording:
    return Wording("It can't be read: {reason}", reason=Wording(reason))


def _say_broken(reason: str) -> Wording:
    return Wording("it can't be read ({reason}): export it again", reason=Wording(reason))


def _say_nameless(words: str) -> Wording:
    if not words:
        return Wording("the card has no name, so it is left out: name it and export it again")
    return Wording(
        "the card of {words} has no name, so it is left out: name it and export it again",
        words=words,
    )


FUNCTIONS: Mapping[str, Callable[..., Wording]] = {
    **{f"audience/{case}": partial(_say_audience, said) for case, said in AUDIENCE_FAULTS.items()},
    "duplicate": _say_duplicate,
    "impossible-date/nearly": _say_nearly,
    "log-by-dates": _say_by_dates,
    **{f"rule/{case}": partial(_say_rule, said) for case, said in RULE_FAULTS.items()},
    "same-name/others": _say_same_name,
    "two-logs": _say_two_logs,
    "unclear-name": _say_unclear,
    "unclosed": _say_unclosed,
    "undated": _say_undated,
    "undated/alone": _say_undated_alone,
    "unknown-option": _say_unknown_option,
    "unread-file/broken": _say_broken,
    "unread-row/no-name": _say_nameless,
    "unreadable": _say_unreadable,
    "vanished/note": _say_restore,
    "vanished/place": _say_vanished,
    **{
        f"yaml/{case}": partial(_say_unparsed, YAML_FAULTS[case])
        for case in ("no-keys", "second-document")
    },
    "yaml/parser": _say_parser_error,
}
