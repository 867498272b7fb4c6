"""Arbitrary vaults, what people and programs do to them, and commands to ask of them.

For tests that two ways to an answer give the same one: whatever a note can hold is in here
somewhere. All is told from one `Random`, so that a number brings a vault back.
"""

from __future__ import annotations

import os
from datetime import date, timedelta
from typing import TYPE_CHECKING

from histories import TODAY

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path
    from random import Random

NAMES = (
    "Анна Каренина", "анна каренина", "Anna Karenina", "Ольга Ким", "Boris Ivanov", "Игорь Ёлкин",
    "Ёлкин 2", "O'Brien, Pat", "李小龙", "🙂", "Tom [HR]", "Max (Sber)", "Лев", "Лев 2",
    "Dmitry_Orlov", "Å ngström", "Елена Жук", "Igor Volkov", "Света", "Zoë", "Tom %20 Becker",
    "ab=c", "Юля", "Катя",
)  # fmt: skip
FOLDERS = ("", "P/", "Recruiters/", "Q/Deep/", "Events/", "News/", "Контакты/")
COMPANIES = ("Яндекс", "Ozon", '"[[VK]]"', "Avito", "Контур", "[a, b]", "", '"a: b"', "Т-Банк")
RHYTHMS = (
    "monthly", "quarterly", "weekly", "yearly", "event", "none", "every 6 weeks", "45 days", "30",
    "ежемесячно", "раз в 2 недели", "по событиям", "нет", "sometimes", "every 3 years", "1 day",
)  # fmt: skip
EVENTS = ("HighLoad++ 2026", "JPoint", "Meetup (spb)", "Встреча Ёлки", "Conf [x]")
NEWS = ("Staff engineer", "Доклад про Ё", "Search", "Award (2026)")
AUDIENCES = (
    "all", "tier:key", "focus:technical", "tag:it", "company:Ozon", "cadence:event", "not tier:key",
    "[[Анна Каренина]]", "все и не company:vk", "tier:key or (focus:tech and not tag:it)",
    "Boris Ivanov", "nobody:x", "(all", "",
)  # fmt: skip
WORDS = (
    "talked", "JD пришлёт до пятницы", "asked about Go", "см. [[Ольга Ким]]", "x", "", "ещё раз",
    "[gave:: salary survey]", "[got:: intro: the CTO]", "[reply:: none]", "[trust:: 3]",
    "[outcome:: offer]", "[told:: [[Staff engineer]]]", "[told:: Search]", "[[HighLoad++ 2026]]",
    "[event:: JPoint]", "[at](Events/JPoint.md)", "[at](Events/Meetup%20(spb).md)", "`code`",
    "a \u2028 b", "\x0c", "[event:: [[Events/Встреча Ёлки|там]]]", "![[Conf [x]]]", "🙂 ok",
    "a\\#b", "[told:: Award (2026), Search]", "[n](<News/Award (2026).md>)", "%% hidden %%",
    "<!-- c -->", "[got:: intro: Boris Ivanov]", "[got:: intro: [[Ольга Ким]]] рассказал",
    "[gave:: candidate: к Юле]", "[outcome:: interview] Катя", "спасибо за Бориса",
)  # fmt: skip
CHANNELS = ("", "call: ", "tg: ", "почта: ", "голубь: ", "linkedin: ", "встреча — ")

CONFIGURATIONS = (
    "",
    '[[holiday]]\nname = "HR Day"\nrule = "FREQ=YEARLY;BYMONTH=11;BYMONTHDAY=25"\nopens = 5\n',
    (
        '[[holiday]]\nname = "New Year"\nrule = "FREQ=YEARLY;BYMONTH=1;BYMONTHDAY=1"\n'
        'audience = "tier:key"\nopens = 10\n'
    ),
    '[mode]\nname = "searching"\n',
    '[mode]\nname = "searching"\nuntil = 2026-12-01\n',
    (
        '[mode]\nname = "changing-field"\nuntil = 2026-11-24\n'
        '[modes.changing-field.audience]\n"tag:it" = "weekly"\n"company:Ozon" = "every 2 weeks"\n'
    ),
    '[occasions]\nbirthday_lead = 7\nleap_day = "03-01"\nnews_per_day = 1\ncircle_per_day = 1\n',
    "[clock]\nmax_silence = false\nretry_after = 3\nmax_attempts = 1\nreply_window = 2\n",
    (
        '[clock]\nmax_silence = "3 months"\n[cadence]\ndefault = "event"\n'
        '[cadence.tier]\nkey = "weekly"\n'
    ),
    '[contacts]\ntags = ["recruiter"]\ntypes = []\nfolders = ["P", "Nowhere"]\n',
    '[due]\nlimit = 3\n[plan]\nper_day = 1\nblackout = ["2026-11-25..2026-12-02"]\n',
    '[me]\nemployer = "Контур"\n[properties]\ncadence = ["как часто"]\n',
    "oops = 1\n",
)  # fmt: skip

_LINE = "\n"


class Wild:
    """Makes notes, edits and commands of one `Random`."""

    def __init__(self, random: Random) -> None:
        """Begin with nothing made."""
        self.random = random
        self.pick = random.choice
        self.known: list[str] = list(NAMES)
        """Names of notes that were written."""
        self.folders: tuple[str, ...] = FOLDERS
        if self.chance(2):  # with nothing that many people have in common, lists are made otherwise
            self.folders = tuple(name for name in FOLDERS if name not in {"Events/", "News/"})

    def chance(self, one_in: int) -> bool:
        """Say yes once in so many times."""
        return self.random.randrange(one_in) == 0

    def day(self, early: int = -400, late: int = 60) -> date:
        """Give a day so far from TODAY, most of them near, and some at the edges of the rules."""
        edge = self.pick([-366, -365, -92, -91, -31, -30, -21, -14, -7, -3, -1, 0, 1, 3, 7, 14])
        return TODAY + timedelta(
            self.pick([self.random.randint(early, late), self.random.randint(-40, 12), edge])
        )

    def text(self, path: str) -> bytes:
        """Write a note of any shape."""
        stray = self.folders is FOLDERS and self.chance(12)
        if "Events/" in path or (stray and self.chance(2)):
            return self._event().encode()
        if "News/" in path or stray:
            return self._news().encode()
        if self.chance(12):
            return self.pick([b"", b"# no contact\n", b"---\n---\n", b"\xff\xfea\x00", b"\x00\x01",
                              b"---\ntags: [other]\n---\n", b"---\ntags: recruiter\n"])  # fmt: skip
        text = self._contact()
        if self.chance(20):
            text += "x" * 70_000 + f"\n- {self.day()} call: far down\n"
        if self.chance(10):
            text = text.replace("\n", self.pick(["\r\n", "\r"]))
        data = text.encode()
        if self.chance(10):
            data = b"\xef\xbb\xbf" + data
        if self.chance(15):
            data += b"- 2026-05-05: \xff\xfe\n"
        return data.rstrip(b"\n") if self.chance(8) else data

    def _contact(self) -> str:
        pick, chance = self.pick, self.chance
        lines = [pick(["tags: recruiter", "tags: [recruiter, it]", "type: рекрутер",
                       "tags:\n  - recruiter/x", "tags: рекрутер"])]  # fmt: skip
        for key, values in {
            "company": COMPANIES,
            "tier": ("key", "key", "supporting", "ключевой", "gold"),
            "cadence": RHYTHMS,
            "focus": ("technical", "managerial", "Технический"),
            "birthday": ("02-29", "11-23", "1990-11-24", "12.04", "--1120", "02-30", "02-28",
                         "12-01", "1988-02-29", f"{self.day():%m-%d}", f"{self.day():%d.%m.1990}"),
            "status": ("active", "paused", "do-not-contact", "maybe", "closed"),
            "paused_until": (str(self.day()),),
            "paused_why": ("parental leave",),
            "snooze_until": (str(self.day()), "soonish", str(TODAY)),
            "snoozed": (str(self.day()),),
            "last_contact": (str(self.day()), '"[[2026-11-01]]"', "2026-13-01"),
            "through": ('"[[Ольга Ким]]"', "Boris Ivanov", "Анна Каренина", "Игорь", "[[P/Лев]]"),
            "met": (str(self.day()), "at JPoint"),
            "created": (str(self.day()), "2026-10-01T10:00:00"),
            "placed_me": (str(self.day(-4000)), str(TODAY - timedelta(366)), "2025-11-23"),
            "left": (str(self.day()),),
            "company_since": (str(self.day(-40, 20)),),
            "aliases": ("[Аня, Анечка]", '"a\\nb"', "\n  - Борис\n  - b@x", "🙂", "[]", "Лев"),
            "email": ("a@x.org", "[a@x.org, b@y.org]"),
            "telegram": ('"@anna"', "@bad", "t.me/boris"),
            "trust": ("4", "9"),
            "lang": ("ru", "en", "eo"),
            "address": ("ты", "вы"),
            "note": ('"{{x}}"', "|\n  many\n  lines", "&a [*a]", "x # comment", '"\\u0000"'),
        }.items():  # fmt: skip
            if chance(2 if key in ("company", "tier", "cadence") else 7):
                lines.append(f"{key}: {pick(values)}")
        if chance(6):
            days = ("02-29", f"{self.day():%m-%d}", "11-23", "13-13")
            lines.append("dates:\n" + "\n".join(
                f"  {name}: {pick(days)}" for name in pick([("wedding",), ("wedding", "дочь", "x")])
            ))  # fmt: skip
        if chance(25):
            lines.append(pick(["company: [a, b", "company: again", "  bad: indent", "\tt: 1"]))
        body = pick(["", "", "# Имя Ещё\n", "# Tom\n\nMet at [[JPoint]].\n", "```\nunclosed\n"])
        head = pick(["## Interactions\n", "## Журнал\n", "# 📞 Log\n", "### История общения\n", ""])
        return f"---\n{_LINE.join(lines)}\n---\n{body}{head}{self._log()}"

    def _log(self) -> str:
        count = self.pick([0, 1, 2, 3, 5, 9, 30])
        days = sorted(self.day() for _ in range(count))
        if self.chance(3):
            days.reverse()
        shape = self.pick(["plain", "plain", "plain", "loose", "headed", "table"])
        if shape == "table":
            rows = (f"| {day} | {self.pick(CHANNELS)[:-2]} | {self.pick(WORDS)} |" for day in days)
            return "| Date | Channel | Summary |\n|---|---|---|\n" + "".join(f"{r}\n" for r in rows)
        return "".join(self._entry(day, shape) for day in days)

    def _entry(self, day: date, shape: str) -> str:
        pick, chance = self.pick, self.chance
        words = " ".join(pick(WORDS) for _ in range(pick([1, 1, 2])))
        direction = pick(["", "", "-> ", "-> ", "<- ", "<- ", "→ ", "<-> "])
        if shape == "headed":
            return f"### {day} {direction}{pick(CHANNELS)}\n{words}\n"
        start = f"- {day}" if shape == "plain" else pick([
            f"* **{day}**", f"- [[{day}]]", f"1. {day} 10:30", f"- {day:%d.%m.%Y}",
            f"- {day:%d.%m}",
        ])  # fmt: skip
        text = f"{start} {direction}{pick(CHANNELS)}{words}\n"
        for _ in range(pick([0, 0, 0, 1, 2])):
            box = pick(["[ ]", "[ ]", "[x]", "[-]"])
            due = pick(["", f" 📅 {self.day()}", f" [due:: {self.day()}]", " 📅 2026-02-30"])
            what = f"{pick(['waiting: ', 'жду: ', '', ''])}{pick(['CV', 'JD', 'письмо'])}"
            text += f"\t- {box} {what}{due}\n"
        if chance(12):
            text += pick(["\tmore text\n", "words without a date\n", "\n", "- 23.11 half\n",
                          "<<<<<<< HEAD\n- 2026-05-02: a\n=======\n- 2026-05-03: b\n>>>>>>> x\n",
                          "> [!note]\n> - 2026-05-04 x\n", "## Other\n",
                          "- [ ] 2026-11-20 task\n"])  # fmt: skip
        return text

    def _event(self) -> str:
        pick = self.pick
        first = self.day(-40, 40)
        lines = [f"type: {pick(['event', 'событие', 'Event', 'other'])}"]
        if not self.chance(10):
            lines.append(f"date: {first}")
        for key, values in {
            "end": (str(first + timedelta(2)), str(first - timedelta(1)), "soon"),
            "people": ('["[[Анна Каренина]]", Boris Ivanov]', "Nobody Here", '"[[Лев]]"', "Zoë"),
            "audience": AUDIENCES,
            "attending": ("yes", "no", "maybe"),
            "rule": ("yearly", "FREQ=MONTHLY;BYMONTHDAY=24", "FREQ=DAILY"),
        }.items():
            if self.chance(2):
                lines.append(f"{key}: {pick(values)}")
        return f"---\n{_LINE.join(lines)}\n---\n"

    def _news(self) -> str:
        pick = self.pick
        lines = ["type: news", f"date: {self.day(-40, 10)}"]
        lines.append(f"kind: {pick(['position', 'talk', 'search-status', 'должность', 'what'])}")
        for key, values in {
            "audience": AUDIENCES,
            "strict": ("true", "yes", "maybe"),
            "until": (str(self.day(-10, 40)), "never"),
        }.items():
            if self.chance(2):
                lines.append(f"{key}: {pick(values)}")
        return f"---\n{_LINE.join(lines)}\n---\n"

    def path(self) -> str:
        """Name a note."""
        folder = self.pick(self.folders)
        names = EVENTS if folder == "Events/" else NEWS if folder == "News/" else NAMES
        name = self.pick(names)
        self.known.append(name)
        return f"{folder}{name}.md"

    def fill(self, roots: Sequence[Path]) -> None:
        """Make a vault, the same one in each folder."""
        for root in roots:
            (root / ".obsidian").mkdir(parents=True)
        for _ in range(self.random.choice([1, 4, 9, 16, 30])):
            self._write(roots, self.path())
        if self.chance(2):
            self.configure(roots)

    def configure(self, roots: Sequence[Path]) -> None:
        """Put another configuration into each folder."""
        text = "\n".join({self.pick(CONFIGURATIONS), ""}) or "\n"
        for root in roots:
            (root / "contactkeeper.toml").write_text(text, encoding="utf-8")

    def _write(self, roots: Sequence[Path], path: str) -> None:
        data = self.text(path)
        for root in roots:
            place = root / path
            place.parent.mkdir(parents=True, exist_ok=True)
            if place.is_symlink():
                place.unlink()
            place.write_bytes(data)

    def change(self, roots: Sequence[Path]) -> None:
        """Do to each folder what an editor, a sync tool or a person might do."""
        notes = sorted(
            path.relative_to(roots[0]).as_posix()
            for path in roots[0].rglob("*.md")
            if path.is_file()
        )
        what = self.pick(["write", "write", "append", "keep", "swap", "move", "delete", "add",
                          "touch", "link", "configure", "folder"])  # fmt: skip
        if what == "configure":
            self.configure(roots)
        elif what == "add" or not notes:
            self._write(roots, self.path())
        elif what == "folder":
            folder = self.pick(FOLDERS[1:]).rstrip("/")
            for root in roots:
                if (root / folder).is_dir() and not (root / "Moved").exists():
                    (root / folder).rename(root / "Moved")
        else:
            path, other = self.pick(notes), self.path()
            data = self.text(path)
            line = f"\n- {self.day()} {self.pick(['->', '<-', ''])} {self.pick(WORDS)}\n".encode()
            for root in roots:
                self._change_note(root, what, path, other, (data, line))

    @staticmethod
    def _change_note(
        root: Path, what: str, path: str, other: str, new: tuple[bytes, bytes]
    ) -> None:
        place, target = root / path, root / other
        data, line = new
        if what == "write":
            place.write_bytes(data)
        elif what == "append":
            place.write_bytes(place.read_bytes() + line)
        elif what == "keep":  # size and time stay, as some sync tools have it
            status, before = place.stat(), place.read_bytes()
            place.write_bytes(before.replace(b"2026-11", b"2026-10").replace(b"key", b"kez"))
            os.utime(place, ns=(status.st_atime_ns, status.st_mtime_ns))
        elif what == "swap":  # replaced by another file, of the same time
            status = place.stat()
            (root / "new").write_bytes(data)
            os.utime(root / "new", ns=(status.st_atime_ns, status.st_mtime_ns))
            (root / "new").replace(place)
        elif what == "delete":
            place.unlink()
        elif what == "touch":
            os.utime(place)
        elif not target.exists() and not target.is_symlink():
            target.parent.mkdir(parents=True, exist_ok=True)
            if what == "move":
                place.rename(target)
            else:
                target.symlink_to(place if len(path) % 2 else root.parent / "outside.md")

    def who(self) -> str:
        """Type a person."""
        if not self.chance(3):
            return self.pick(self.known[len(NAMES) :] or NAMES)
        return self.pick([*NAMES, "anna", "fyyf", "лев", "b", "ан", "a@x.org", "@anna", "anna ozon",
                          "P/Анна Каренина.md", "дмитрий", "olag", "2"])  # fmt: skip

    def filters(self) -> list[str]:
        """Type filters, mostly none."""
        if not self.chance(3):
            return []
        return self.pick([["--tier", "key"], ["--tier", "supporting"],
                          ["--focus", "tech"], ["--tag", "it"],
                          ["--company", "ozon"], ["--company", "zzz"]])  # fmt: skip

    def question(self) -> list[str]:
        """Type a command that changes nothing."""
        pick = self.pick
        who = self.who()
        command = pick([
            ["due", *pick([[], [], ["--soon"], ["--soon", "30"], ["--soon", "0"], ["--limit", "2"],
                           ["--limit", "0"], ["--plan"], ["--soon", "400", "--limit", "0"]]),
             *self.filters(), *pick([[], ["--exit-code"]])],
            ["due", *pick([[], [], ["--soon"], ["--soon", "12"], ["--limit", "0"]])],
            ["list", *self.filters(), *pick([[], [], ["--got", "intro"], ["--gave", "s"],
                                             ["--grep", "jd"]])],
            ["plan", *pick([[], ["--weeks", "1"]]), *self.filters()],
            ["check", "--all"], ["check"], ["event", "list", *pick([[], ["--all"]])],
            ["news", "list", *pick([[], ["--all"]])], ["show", who, *pick([[], ["--all"]])],
            ["write", who, "--print"], ["mode"], ["open", who, "--json"],
            ["log", who, "x", "--dry-run"],
        ])  # fmt: skip
        return [*command, *pick([[], [], ["--json"]])]

    def order(self) -> list[str]:
        """Type a command that writes."""
        pick, who = self.pick, self.who()
        day = str(self.day(-30, 60))
        return pick([
            ["log", who, f"{pick(['-> ', '<- ', ''])}{pick(CHANNELS)}{pick(WORDS) or 'x'}",
             *pick([[], ["--done"], ["--promise", "CV by fri"], ["--no-reply"], ["--snooze", day],
                    ["--told", "staff"], ["--event", "jpoint"], ["--with", self.who()]])],
            ["done", who], ["done", who, "JD"], ["undo"], ["snooze", who, day], ["pause", who],
            ["resume", who], ["set", who, f"company={pick(['VK', 'Ozon'])}"],
            ["set", who, "tier=key", "cadence=weekly"], ["log", who, "new", "--new"],
            ["add", pick(NAMES), "--company", "Ozon", "--birthday", "02-29"],
            ["event", "add", pick(EVENTS), "--date", day, "--audience", "all"],
            ["news", "add", pick(NEWS), "--yes"], ["mode", pick(["searching", "steady"]), "--yes"],
            ["plan", "--catch-up", "--yes"], ["check", "--fix", "--yes"],
            ["log", who, "mended", "--amend"],
        ])  # fmt: skip

    def unfinished(self) -> list[str]:
        """Type a line that the shell is asked to complete."""
        return self.pick([
            ["show", ""], ["show", "ан"], ["done", self.who(), ""],
            ["log", self.who(), "--told", ""], ["log", "x", "--event", "h"],
            ["list", "--tag", ""], ["due", "--company", ""],
        ])  # fmt: skip

    def moment(self) -> dict[str, str]:
        """Give the variables of a run: on what day, and how wide."""
        day = self.pick([TODAY, TODAY, self.day(-500, 800), self.day(-3, 30)])
        return {"CK_TODAY": str(day), "COLUMNS": str(self.pick([40, 80, 80, 109, 110, 140]))}
