"""A vault in which every field holds what a terminal would obey, and a check of what is shown."""

from __future__ import annotations

import json
import re
import unicodedata
from typing import TYPE_CHECKING

from contactkeeper.core.note.schema import KNOWN

if TYPE_CHECKING:
    from pathlib import Path

HOSTILE = (
    "\x1b[31mred\x1b]0;title\x07\x9b5m\x08\x7f\u202eא\u2066\u200b\u00ad\ufeff\u2028"
    "\x1b]52;c;eA==\x07[bold]:smile:\x1b]8;;http:x\x1b\\"
)
"""Colour, title, link and clipboard sequences, C1, backspace, bidi, what has no width, markup."""
ONE_LINE = HOSTILE.replace("\u2028", "")
_UNCONTROLLED = "".join(letter for letter in HOSTILE if unicodedata.category(letter) != "Cc")
"""As far as the configuration takes it."""

_OURS = re.compile(r"\x1b\[[0-9;]*m|\x1b\[\?2004[hl]\r?|\x1b\]8;;(?:file://[!-~]*)?\x1b\\")
_OBEYED = {"Cc", "Cf", "Cs", "Zl", "Zp"}
_JOINER = "\u200d"


def obeyed_in(shown: str) -> list[str]:
    """Return the characters that a terminal obeys or does not show; the line break is none.

    Our own colours, links to files and marks of a paste are none either; those in `HOSTILE` are
    others.
    """
    shown = re.sub(r"\x1b\[31m", "\x1b", shown)  # a colour that is none of ours
    return [
        letter
        for letter in _OURS.sub("", shown)
        if letter not in ("\n", _JOINER) and unicodedata.category(letter) in _OBEYED
    ]


def _fields(*, quoted: bool) -> str:
    """Return properties of every name, of which the rules read most as words."""
    said = json.dumps(f"x {HOSTILE} y") if quoted else f"x {ONE_LINE} y"
    names = [name for name in KNOWN if name not in ("tags", "type", "status")]
    return "".join(f"{name}: {said}\n" for name in names) + f"{said}: {said}\n"


def fill_hostile(vault: Path) -> None:
    """Write contacts, events, news, holidays, modes, templates, thoughts and copies."""
    odd = f"Эва {HOSTILE}"
    folder = vault / f"People {HOSTILE}"
    log = (
        f"- 2026-11-12 <- {HOSTILE}: {HOSTILE} [got:: {HOSTILE}] [event:: [[Fair {HOSTILE}]]]\n"
        f"  - [ ] {HOSTILE} a 📅 2026-11-20\n  - [ ] waiting: {HOSTILE} b 📅 2026-11-20\n"
        f"  - [ ] {HOSTILE} c 📅 2026-99-99\n- 2026-13-45 {HOSTILE}\n- 2027-11-12 {HOSTILE}\n"
    )
    files = {
        folder / f"{odd}.md": f"---\ntags: [recruiter]\n{_fields(quoted=True)}---\n"
        f"# {HOSTILE}\n\n## {HOSTILE}\n\n## Interactions\n{log}",
        folder / f"raw {HOSTILE}.md": f"---\ntags: [recruiter]\n{_fields(quoted=False)}---\n"
        f"# {HOSTILE}\n\n## Interactions\n{log}",
        vault / f"Twin {HOSTILE}.md": f"---\ntags: [recruiter]\ncompany: {json.dumps(HOSTILE)}\n"
        f"focus: {json.dumps(HOSTILE)}\ntier: key\nstatus: {json.dumps(HOSTILE)}\n"
        f"aliases: [{json.dumps(HOSTILE)}]\n---\n",
        vault / f"Paused {HOSTILE}.md": "---\ntags: [recruiter]\nstatus: paused\n"
        f"paused_why: {json.dumps(HOSTILE)}\n---\n",
        vault / f"Gone {HOSTILE}.md": "---\ntags: [recruiter]\nstatus: do-not-contact\n---\n",
        vault / f"Twin {HOSTILE} 2.md": "---\ntags: [recruiter]\n---\n",
        vault / f"Twin {HOSTILE}.sync-conflict-20260101-101010-ABCDEF7.md": "---\n"
        f"tags: [recruiter]\ncompany: {json.dumps(HOSTILE)}\n---\n",
        vault / f"Marked {HOSTILE}.md": "---\ntags: [recruiter]\n---\n## Log\n"
        f"<<<<<<< {HOSTILE}\n- 2026-01-01 a {HOSTILE}\n=======\n- 2026-01-02 b\n>>>>>>> x\n",
        vault / f"Broken {HOSTILE}.md": f"---\ntags: [recruiter]\n{HOSTILE}: [\n---\n",
        vault / f"Events/Fair {HOSTILE}.md": "---\ntype: event\ndate: 2026-11-24\n"
        f"place: {json.dumps(HOSTILE)}\npeople: [{json.dumps(f'[[{odd}]]')}, "
        f"{json.dumps(f'[[Nobody {HOSTILE}]]')}]\naudience: tier:key\n---\n",
        vault / f"Events/Bad {HOSTILE}.md": f"---\ntype: event\ndate: {json.dumps(HOSTILE)}\n---\n",
        vault / f"News/Told {HOSTILE}.md": "---\ntype: news\ndate: 2026-11-20\n"
        f"kind: {json.dumps(HOSTILE)}\naudience: tier:key\n---\n",
        vault / f"Inbox/Thought {HOSTILE}.md": f"[[{odd}]] {HOSTILE} call\n",
        vault / f"Inbox/Lost {HOSTILE}.md": f"{HOSTILE}: tg: hi\n",
        vault / "Templates/ck drafts/check-in.md": f"Hi {{{{ name }}}} {HOSTILE}\n",
        vault / f"Templates/ck drafts/odd {HOSTILE}.md": "x",
        vault / "Templates/ck drafts/reply.md": f"{{{{ {HOSTILE}",
        vault / "contactkeeper.toml": f"""\
[[holiday]]
name = {json.dumps(f"Day {ONE_LINE}")}
rule = "FREQ=YEARLY;BYMONTH=11;BYMONTHDAY=23"
audience = "all"

[modes.odd]
advice = {json.dumps(_UNCONTROLLED)}

[mode]
name = "odd"
""",
    }
    for place, text in files.items():
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(text.encode("utf-8", "surrogateescape"))
