"""`ck find`: where words stand in the notes, by file and line."""

from __future__ import annotations

from typing import Annotated

from contactkeeper.cli.args.declare import argument
from contactkeeper.cli.layout import Text, one_line, paint
from contactkeeper.cli.session import Session
from contactkeeper.errors import UsageError
from contactkeeper.vault.search import Match, search
from contactkeeper.wording import Wording


def find_command(
    session: Session,
    words: Annotated[list[str], argument("WORDS…", "Words, or a phrase in quotes.")],
) -> None:
    """Find words in names, companies, notes and logs: each line with its file and number.

    Example: ck find "system design"
    """
    if not all(map(str.strip, words)):
        raise UsageError(Wording('WORDS is empty: ck find "system design"'))
    found = search(session.root, session.loaded, words)
    if session.as_json:
        session.answer("find", notes=[_value(match) for match in found])
        return
    lines: list[Text] = []
    for match in found:
        head = ", ".join(filter(None, (match.name, match.company)))
        lines.append(paint(one_line(head), "bold"))
        for number, text in match.lines or ((1, ""),):
            line = f"  {match.path}:{number}  {one_line(text)}".rstrip()
            lines += session.terminal.broken(line)
    count = sum(len(match.lines) for match in found)
    said = session.speech.search.say_matches(words, count, len(found))
    session.terminal.out(*lines, *([""] if lines else []), one_line(said))


def _value(match: Match) -> dict[str, object]:
    return {
        "name": match.name,
        "path": match.path,
        "company": match.company or None,
        "lines": [{"line": number, "text": text} for number, text in match.lines],
    }
