"""The configuration: what is read, what an error says, and what is written."""

from __future__ import annotations

import contextlib
import re
import tomllib
from datetime import date, timedelta
from functools import partial
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from contactkeeper.config import (
    UserConfig,
    load_settings,
    load_user_config,
)
from contactkeeper.config.blackout import read_blackout, say_blackout
from contactkeeper.config.changes import file_problems, remember_vault, set_import
from contactkeeper.config.options import OPTIONS
from contactkeeper.config.reading import read_settings
from contactkeeper.config.render import render_config
from contactkeeper.config.toml_file import parse_toml
from contactkeeper.core.events.schema import NAMES
from contactkeeper.core.model import Cadence
from contactkeeper.core.note.property_names import fold_name
from contactkeeper.core.note.schema import KNOWN
from contactkeeper.core.settings import (
    CadenceRules,
    ClockRules,
    ContactRules,
    Goal,
    LogRules,
    ModeChoice,
    ModeRules,
    OccasionRules,
    Settings,
    TalkRules,
)
from contactkeeper.errors import ConfigError
from contactkeeper.text.problems import say_problem
from contactkeeper.text.speech import ENGLISH, Speech
from hypothesis_profiles import examples

EVERYTHING = """\
[contacts]
tags = ["#hr", "кадры"]
types = ["person"]
folders = ["People/", "./Люди"]

[log]
heading = "## История общения"
order = "newest-first"
update_last_contact = true

[properties]
cadence = ["как часто"]

[cadence]
default = "every 6 weeks"
[cadence.tier]
key = 45
supporting = "раз в год"

[clock]
retry_after = 10
max_attempts = 3
reply_window = 0
max_silence = false

[due]
limit = 20

[me]
employer = "Контур"
channel = " тг "
[inbox]
folder = "./Входящие/"

[occasions]
birthday_lead = 2
news_per_day = 4
circle_per_day = 6
leap_day = "03-01"

[mode]
name = "travelling"
until = 2027-01-31
[modes.travelling]
retry_after = 30
advice = " Write from there. "
[modes.searching.tier]
key = "every 10 days"
[modes.changing-field.audience]
"focus:managerial" = "monthly"
"tag:it" = 45

[import]
per_day = 2
zone = "Europe/Moscow"
ignore = ["linkedin:anna-k", " Vera Lis "]

[plan]
per_day = 5
blackout = ["2026-12-31..2027-01-08", " 08.03.2027 ", 2027-05-03]

[review]
goals = ["talks with tier:key: 3 a month", " new  people: 5 per quarter"]
"""


def read(text: str) -> Settings:
    """Read the text of a file."""
    return read_settings(parse_toml(text.encode(), "contactkeeper.toml"), Settings())


def fault(text: str) -> str:
    """Return what is said of a text that is refused."""
    with pytest.raises(ConfigError) as caught:
        read(text)
    assert caught.value.exit_code == 2
    return str(caught.value)


def test_nothing_is_needed(tmp_path: Path) -> None:
    """A vault without any configuration has the defaults."""
    assert load_settings(tmp_path, tmp_path / "none.toml") == Settings()
    assert load_settings(tmp_path, None) == Settings()
    assert load_user_config(None) == load_user_config(tmp_path / "none.toml") == UserConfig()


def test_every_option_is_read(tmp_path: Path) -> None:
    """Every key of this version arrives where the rules look for it."""
    (tmp_path / "contactkeeper.toml").write_text(EVERYTHING, encoding="utf-8")
    assert load_settings(tmp_path, None) == Settings(
        contacts=ContactRules(("hr", "кадры"), ("person",), ("People", "Люди")),
        log=LogRules("История общения", order="newest-first", update_last_contact=True),
        properties=(("cadence", ("как часто",)),),
        cadence=CadenceRules(Cadence("week", 6), Cadence("day", 45), Cadence("year", 1)),
        inbox_folder="Входящие",
        clock=ClockRules(10, 3, 0, None),
        due_limit=20,
        employer="Контур",
        channel="тг",
        plan_per_day=5,
        import_per_day=2,
        import_zone="Europe/Moscow",
        import_ignore=("linkedin:anna-k", "Vera Lis"),
        goals=(
            Goal("talks with tier:key: 3 a month", "talks", "tier:key", 3, "month"),
            Goal("new people: 5 per quarter", "new people", "all", 5, "quarter"),
        ),
        plan_blackout=(
            (date(2026, 12, 31), date(2027, 1, 8)),
            (date(2027, 3, 8), date(2027, 3, 8)),
            (date(2027, 5, 3), date(2027, 5, 3)),
        ),
        occasions=OccasionRules(2, (3, 1), 4, 6),
        mode=ModeChoice("travelling", date(2027, 1, 31)),
        modes=(
            ("travelling", ModeRules((), (), 30, "Write from there.")),
            ("searching", ModeRules((("key", Cadence("day", 10)),))),
            (
                "changing-field",
                ModeRules(
                    audience=(
                        ("focus:managerial", Cadence("month")),
                        ("tag:it", Cadence("day", 45)),
                    )
                ),
            ),
        ),
    )


def test_the_table_knows_every_setting() -> None:
    """No field of `Settings` is left without a key in the file."""
    fields = set()
    for name, value in Settings()._asdict().items():
        fields |= {f"{name}.{inner}" for inner in getattr(value, "_fields", ())} or {name}
    assert fields - {"properties", "holidays", "modes", "year"} == {
        option.attribute for option in OPTIONS
    }


def test_the_user_overrides_the_vault(tmp_path: Path) -> None:
    """A section of the user's file goes over the vault's, key by key."""
    (tmp_path / "contactkeeper.toml").write_text("[due]\nlimit = 3\n[plan]\nper_day = 2\n")
    own = tmp_path / "own.toml"
    own.write_text('vault = "/v"\ncolor = false\n[due]\nlimit = 9\n')
    settings = load_settings(tmp_path, own)
    assert (settings.due_limit, settings.plan_per_day) == (9, 2)


def test_windows_text_is_read() -> None:
    """A byte order mark and CRLF are no mistake."""
    data = b'\xef\xbb\xbf[log]\r\nheading = "Log"\r\n'
    settings = read_settings(parse_toml(data, "c"), Settings())
    assert settings.log.heading == "Log"


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        (
            "[due]\nlimt = 3\n",
            ("2: [due] limt: is not known. Did you mean limit? Allowed here: limit."),
        ),
        (
            "\n[logs]\n",
            (
                "2: logs: is not known. Did you mean log? Allowed here: [contacts], "
                "[log], [cadence], [talk], [clock], [due], [import], [me], [inbox], "
                "[occasions], [mode], [plan], [review], [draft], [git], [calendar], [modes], "
                "[properties], [[holiday]]."
            ),
        ),
        (
            'vault = "/v"\n',
            (
                "1: vault: is not known. Allowed here: [contacts], "
                "[log], [cadence], [talk], [clock], [due], [import], [me], [inbox], "
                "[occasions], [mode], [plan], [review], [draft], [git], [calendar], [modes], "
                "[properties], [[holiday]]."
            ),
        ),
        (
            "[cadence]\n[cadence.tiers]\nkey = 1\n",
            ("2: [cadence] tiers: is not known. Did you mean tier? Allowed here: default, tier."),
        ),
        (
            '[log]\n# why\norder = "newest"\n',
            ('3: [log] order: must be "oldest-first" or "newest-first"; it is "newest".'),
        ),
        (
            "[cadence.tier]\nkey = 'по ситуации и ещё'\n",
            (
                '2: [cadence.tier] key: must be a rhythm, like "monthly", '
                '"quarterly", "every 6 weeks", "45 days", "event" or "none"; '
                'it is "по ситуации и ещё".'
            ),
        ),
        (
            "clock.retry_after = 0\n",
            ("1: [clock] retry_after: must be a whole number of days from 1 to 366; it is 0."),
        ),
        (
            "clock = {retry_after = true}\n",
            ("1: [clock] retry_after: must be a whole number of days from 1 to 366; it is true."),
        ),
        (
            "log = 3\n",
            "1: [log]: must be a section: a line [log], then its keys.",
        ),
        (
            "[[due]]\nlimit = 3\n",
            "1: [due]: must be a section: a line [due], then its keys.",
        ),
        (
            "[clock]\nmax_silence = 'event'\n",
            (
                '2: [clock] max_silence: must be a length of time, like "12 months"'
                ', or false; it is "event".'
            ),
        ),
        (
            "[contacts]\nfolders = ['../Other']\n",
            (
                "2: [contacts] folders: must be a list of folders inside the vault, "
                "like [\"People\"]; it is ['../Other']."
            ),
        ),
        (
            "[properties]\ncadence = 'как часто'\n",
            (
                "2: [properties] cadence: must be a list of words, like "
                '["one", "two"]; it is "как часто".'
            ),
        ),
        (
            '[plan]\nper_day = 2\nblackout = ["2027-01-08..2026-12-31"]\n',
            (
                "3: [plan] blackout: must be a list of days and ranges, like "
                '["2026-12-31..2027-01-08", "2027-03-08"], or of every year, like '
                '["01-01..01-08"]; '
                "it is ['2027-01-08..2026-12-31']."
            ),
        ),
        (
            '[mode]\nname = "serching"\n',
            (
                '2: [mode] name: "serching" is not known. Did you mean searching? '
                "Allowed here: steady, searching, settling-in, changing-field."
            ),
        ),
        (
            '[mode]\nuntil = "soon"\n',
            '2: [mode] until: must be a day, like "2027-01-31", or "" for none; it is "soon".',
        ),
        (
            "[modes.own]\nadvise = 'x'\n",
            (
                "2: [modes.own] advise: is not known. Did you mean advice? "
                "Allowed here: retry_after, advice, tier, audience."
            ),
        ),
        (
            "[modes.own]\nretry_after = 0\n",
            ("2: [modes.own] retry_after: must be a whole number of days from 1 to 366; it is 0."),
        ),
        (
            "[modes.own.tier]\nkeys = 'monthly'\n",
            (
                "2: [modes.own.tier] keys: is not known. Did you mean key? "
                "Allowed here: key, supporting."
            ),
        ),
        (
            "[modes.own.tier]\nkey = 'event'\n",
            (
                '2: [modes.own.tier] key: must be a rhythm with a timer, like "weekly", '
                '"every 2 weeks", "monthly" or "45 days"; it is "event".'
            ),
        ),
        (
            "[modes.own.audience]\n'colour:red' = 'monthly'\n",
            (
                "2: [modes.own.audience] colour:red: is no audience: character 1: "
                '"colour" is none of tier, focus, tag, company and cadence.'
            ),
        ),
        (
            "[modes.steady]\nretry_after = 3\n",
            "1: [modes.steady]: has no rules of its own: [cadence] and [clock] have them.",
        ),
        (
            "[review]\ngoals = ['talks: 1 a week', 'calls: 3 a week']\n",
            (
                '2: [review] goals: must be a list of goals, like ["talks with tier:key: 3 a '
                'month"]: talks, messages, contacts, new people or favours given; with whom, an '
                'audience; how many a week, month, quarter or year; it is "calls: 3 a week".'
            ),
        ),
        (
            "[review]\ngoals = ['talks with tier:gold: 3 a week']\n",
            (
                '2: [review] goals: must be a list of goals, like ["talks with tier:key: 3 a '
                'month"]: talks, messages, contacts, new people or favours given; with whom, an '
                "audience; how many a week, month, quarter or year; "
                'it is "talks with tier:gold: 3 a week".'
            ),
        ),
        (
            "[due]\nlimit = \n",
            "2: not valid TOML: Invalid value.",
        ),
        (
            "[due]\nlimit = 3\nlimit = 4\n",
            "3: not valid TOML: Cannot overwrite a value.",
        ),
        (
            "[contacts]\ntags = [",
            "2: not valid TOML: Invalid value.",
        ),
    ],
)
def test_a_mistake_is_named(text: str, sentence: str) -> None:
    """An error names the file, the line, the key and what is allowed."""
    assert fault(text) == f"contactkeeper.toml:{sentence}"


@pytest.mark.parametrize(
    "text",
    [
        "[contacts]\ntags = [1]\n",
        "[contacts]\ntags = ['']\n",
        "[contacts]\ntags = ['#']\n",
        "[contacts]\nfolders = ['/etc']\n",
        "[contacts]\nfolders = ['C:/x']\n",
        "[contacts]\nfolders = ['.']\n",
        "[contacts]\nfolders = ['a/./b']\n",
        "[contacts]\nfolders = ['a//b']\n",
        "[log]\nheading = '##'\n",
        '[log]\nheading = "a\\nb"\n',
        "[log]\nupdate_last_contact = 1\n",
        "[log]\norder = ['oldest-first']\n",
        "[cadence]\ndefault = true\n",
        "[cadence]\ndefault = 0\n",
        "[cadence]\ntier = 'monthly'\n",
        "[clock]\nmax_silence = true\n",
        "[occasions]\nleap_day = 2\n",
        "[occasions]\nleap_day = '02-29'\n",
        "[plan]\nblackout = '2026-12-31'\n",
        "[plan]\nblackout = ['2026-02-30']\n",
        "[plan]\nblackout = ['soon']\n",
        "[plan]\nblackout = ['02-30..03-01']\n",
        "[plan]\nblackout = ['2026-12-31..']\n",
        "[plan]\nblackout = [20261231]\n",
        "[mode]\nname = 3\n",
        "[mode]\nname = ''\n",
        "[mode]\nuntil = false\n",
        "[modes]\nown = 'weekly'\n",
        "[modes.'a b']\n",
        '[modes.own]\nadvice = "a\\nb"\n',
        "[modes.own]\ntier = 'weekly'\n",
        "[modes.own.audience]\n'tag:x' = true\n",
        "[due]\nlimit = 1.5\n",
        "[due]\nlimit = 2026-11-23\n",
        "[properties]\nfavourite_color = ['x']\n",
    ],
)
def test_a_bad_value_is_never_read_as_the_default(text: str) -> None:
    """What is not allowed is an error, whatever its type."""
    assert "must be" in fault(text) or "is not known" in fault(text)


def test_a_property_may_be_named_by_any_of_its_names() -> None:
    """`frequency` is the property that the rules know as `cadence`."""
    assert read("[properties]\nfrequency = ['ритм']\n").properties == (("cadence", ("ритм",)),)


def test_a_property_of_an_event_may_be_named_too() -> None:
    """What event and news notes have can be spelled in one's own way as well."""
    text = "[properties]\ndate = ['день икс']\n'для кого' = ['слушатели']\n"
    assert read(text).properties == (("date", ("день икс",)), ("audience", ("слушатели",)))


def test_bytes_that_are_no_text(tmp_path: Path) -> None:
    """A file that is not UTF-8 is named with its line."""
    path = tmp_path / "contactkeeper.toml"
    path.write_bytes(b"[log]\nheading = '\xff'\n")
    with pytest.raises(ConfigError, match=r"contactkeeper\.toml:2: this line is not UTF-8\."):
        load_settings(tmp_path, None)


def test_a_folder_is_no_file(tmp_path: Path) -> None:
    """A configuration that can't be opened is an error, not the default."""
    (tmp_path / "contactkeeper.toml").mkdir()
    with pytest.raises(ConfigError, match="can't be read"):
        load_settings(tmp_path, None)


@given(st.text())
def test_any_text_is_read_or_refused(text: str) -> None:
    """Whatever stands in the file, the outcome is settings or a ConfigError."""
    with contextlib.suppress(ConfigError):
        assert isinstance(read(text), Settings)


timers = st.builds(Cadence, st.sampled_from(["day", "week", "month", "year"]), st.integers(1, 60))
cadences = timers | st.sampled_from([Cadence("event"), Cadence("none")])
talks = timers | st.just(Cadence("none"))
words = st.text(min_size=1).map(lambda word: word.strip().lstrip("#").strip()).filter(bool)
spellings = words.filter(lambda word: fold_name(word) not in map(fold_name, [*KNOWN, *NAMES]))
"""Names of properties that no other property has for its own."""
headings = (
    st.text(st.characters(exclude_categories=["Cc", "Cs"]), min_size=1)
    .map(lambda text: text.strip().lstrip("#").strip())
    .filter(bool)
)
folders = st.sampled_from(["People", "Люди/HR", "a b", 'we"ird\t', "C#"]).map(str.strip)
lines = st.text(st.characters(exclude_categories=["Cc", "Cs"])).map(str.strip)
audiences = st.sampled_from(
    ["focus:managerial", "tag:it/go", 'company:"Т Банк" and not tier:key', "[[Анна]]", "all"]
)
# Of a NamedTuple itself Hypothesis would make up the fields that are left out: hence `partial`.
mode_rules = st.builds(
    partial(ModeRules),
    st.dictionaries(st.sampled_from(["key", "supporting"]), timers).map(
        lambda rhythms: tuple(rhythms.items())
    ),
    st.dictionaries(audiences, timers, max_size=3).map(lambda rhythms: tuple(rhythms.items())),
    st.none() | st.integers(1, 366),
    st.none() | lines,
)
any_settings = st.builds(
    partial(Settings),
    st.builds(
        partial(ContactRules),
        st.lists(words, max_size=3).map(tuple),
        st.lists(words, max_size=3).map(tuple),
        st.lists(folders, max_size=2).map(tuple),
    ),
    st.builds(
        partial(LogRules),
        headings,
        st.sampled_from(["oldest-first", "newest-first"]),
        st.booleans(),
    ),
    st.dictionaries(
        st.sampled_from(["cadence", "birthday", "last_contact"]),
        st.lists(spellings, max_size=3).map(tuple),
    ).map(lambda names: tuple(names.items())),
    st.builds(CadenceRules, cadences, cadences, cadences),
    st.builds(TalkRules, talks, talks),
    st.builds(
        partial(ClockRules),
        st.integers(1, 366),
        st.integers(1, 100),
        st.integers(0, 366),
        st.none() | timers,
    ),
    st.integers(1, 10_000),
    st.integers(1, 100),
    st.builds(
        partial(OccasionRules),
        st.integers(0, 60),
        st.sampled_from([(2, 28), (3, 1)]),
        st.integers(1, 100),
        st.integers(1, 100),
    ),
    st.lists(
        st.tuples(st.dates(), st.dates()).map(lambda span: (min(span), max(span))), max_size=3
    ).map(tuple),
    employer=lines,
    mode=st.builds(ModeChoice, st.sampled_from(["steady", "searching"]), st.none() | st.dates()),
    modes=st.dictionaries(st.sampled_from(["searching", "own", "Ищу_2"]), mode_rules).map(
        lambda named: tuple(named.items())
    ),
)


@settings(max_examples=examples(200))
@given(any_settings, st.text())
def test_what_is_written_is_read_back(wanted: Settings, comment: str) -> None:
    """Settings that are rendered and read again are the same, whatever the comments hold."""
    text = render_config(ENGLISH, wanted, {"contacts.tags": comment, "properties.cadence": comment})
    assert read(text) == wanted


def test_only_what_differs_is_active() -> None:
    """A default stands in the file as a comment, something else as a line with its reason."""
    wanted = Settings()._replace(due_limit=20)
    text = render_config(ENGLISH, wanted, {"due.limit": "45 are due today"})
    assert tomllib.loads(text)["due"] == {"limit": 20}
    assert not any(
        tomllib.loads(render_config(ENGLISH, Settings()))[name] for name in ("log", "clock")
    )
    assert "shows beyond it.\n# 45 are due today\nlimit = 20\n" in text
    assert '\n# order = "oldest-first"\n' in text


def test_every_commented_line_can_be_uncommented() -> None:
    """Each default that is shown as a comment is one that may stand there."""
    shown = render_config(ENGLISH, Settings()).partition("# Holidays")[0].split("\n")
    names = {option.key for option in OPTIONS} | {"cadence"}
    live = [
        line.removeprefix("# ") if line.removeprefix("# ").split(" = ")[0] in names else line
        for line in shown
    ]
    for option in OPTIONS:
        table = tomllib.loads("\n".join(live))
        for part in option.section.split("."):
            table = table.get(part, {})
        assert option.of_machine != (option.key in table), f"{option.name} is not in default.toml"
    rules = CadenceRules(supporting=CadenceRules().default)  # said, it is no longer left open
    expected = Settings()._replace(properties=(("cadence", ("как часто",)),), cadence=rules)
    assert read("\n".join(live)) == expected


def test_the_user_file_is_read(tmp_path: Path) -> None:
    """The vault, colours and editor of this machine come from the user's file."""
    own = tmp_path / "config.toml"
    own.write_text('vault = "~/notes"\ncolor = false\neditor = "code -w"\n[due]\nlimit = 3\n')
    assert load_user_config(own) == UserConfig(
        Path("~/notes").expanduser(), color=False, editor="code -w"
    )


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("\nvault = 3\n", "own.toml:2: vault: must be the full path of a folder; it is 3."),
        (
            'vault = "notes"\n',
            'own.toml:1: vault: must be the full path of a folder; it is "notes".',
        ),
        (
            "color = 'never'\n",
            'own.toml:1: color: must be true or false; it is "never".',
        ),
        ("editor = []\n", "own.toml:1: editor: must be a command; it is []."),
    ],
)
def test_a_mistake_in_the_user_file_is_named(tmp_path: Path, text: str, sentence: str) -> None:
    """The user's file has the same errors as the vault's."""
    own = tmp_path / "own.toml"
    own.write_text(text)
    with pytest.raises(ConfigError) as caught:
        load_user_config(own)
    assert str(caught.value) == f"{tmp_path}/{sentence}"


def test_an_unknown_key_of_the_user_file_is_named(tmp_path: Path) -> None:
    """A misspelt key at the top of the user's file is met with the near one."""
    own = tmp_path / "own.toml"
    own.write_text('edtor = "vi"\n')
    with pytest.raises(ConfigError, match=r"own.toml:1: edtor: is not known. Did you mean editor"):
        load_settings(tmp_path, own)


def test_an_unknown_key_of_the_vault_is_a_remark(tmp_path: Path) -> None:
    """Another machine may run another version: each key is named with its line, the rest holds."""
    (tmp_path / "contactkeeper.toml").write_text(
        "[due]\nlimt = 3\nlimit = 4\n[logs]\nheading = 'x'\n[cadence.tier]\nkeys = 'weekly'\n"
        "[modes.own]\nadvise = 'x'\n[modes.own.tier]\nkeys = 'monthly'\n[properties]\n"
        "cadense = ['a']\n"
        "[[holiday]]\nname = 'A'\nrule = 'FREQ=YEARLY;BYMONTH=5;BYMONTHDAY=20'\nopen = 3\n"
    )
    assert load_settings(tmp_path).due_limit == 4
    assert [(each.line, each.severity, say_problem(each)) for each in file_problems(tmp_path)] == [
        (line, "remark", f"{key} is not known here, so it has no effect. Did you mean {near}?")
        for line, key, near in (
            (2, "[due] limt", "limit"),
            (4, "logs", "log"),
            (7, "[cadence.tier] keys", "key"),
            (9, "[modes.own] advise", "advice"),
            (11, "[modes.own.tier] keys", "key"),
            (13, "[properties] cadense", "cadence"),
            (17, "[[holiday]] open", "opens"),
        )
    ]


@given(
    st.lists(
        st.tuples(st.dates(date(2000, 1, 1), date(2100, 1, 1)), st.integers(0, 20), st.booleans())
    )
)
def test_a_blackout_is_written_as_it_is_read(spans: list[tuple[date, int, bool]]) -> None:
    """Days, ranges and ranges of every year come back as the same days."""
    written = []
    for first, length, yearly in spans:
        last = first + timedelta(length)
        if yearly and (2, 29) not in ((first.month, first.day), (last.month, last.day)):
            written.append(f"{first:%m-%d}..{last:%m-%d}")
        else:
            written.append(f"{first}..{last}")
    closed = read_blackout(written)
    assert sorted(read_blackout(say_blackout(closed))) == sorted(closed)
    for words in written:
        if words.count("-") == 2 and f"2026-{words[:5]}" <= f"2026-{words[-5:]}":
            day = date.fromisoformat(f"2026-{words[:5]}")
            assert any(early <= day <= late for early, late in closed)


def test_a_range_of_every_year_may_go_over_its_end() -> None:
    """31 December to 8 January is one range, in each year."""
    closed = read_blackout(["12-31..01-08"])
    assert (date(2026, 12, 31), date(2027, 1, 8)) in closed
    assert say_blackout(closed) == ["12-31..01-08"]
    assert say_blackout(read_blackout(["2024-02-29"])) == ["2024-02-29"]


VAULT = Path('/home/анна/My "notes"\\x').absolute()


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (None, b"vault = NEW\n"),
        (b"", b"vault = NEW\n"),
        (b"# mine\n[due]\nlimit = 3\n", b"vault = NEW\n# mine\n[due]\nlimit = 3\n"),
        (b'editor = "vi"', b'vault = NEW\neditor = "vi"'),
        (b'vault = "/old" # laptop\r\ncolor = false', b"vault = NEW # laptop\r\ncolor = false"),
        (b"[due]\nvault = '/x'\n", b"vault = NEW\n[due]\nvault = '/x'\n"),
        (b"# vault = 1\n  vault='/o'\n", b"# vault = 1\n  vault=NEW\n"),
        (b'"vault" = "/old"\n', b'"vault" = NEW\n'),
        (b"\xef\xbb\xbfcolor = true\r\n", b"\xef\xbb\xbfvault = NEW\r\ncolor = true\r\n"),
    ],
)
def test_the_vault_is_remembered_in_one_line(
    tmp_path: Path, before: bytes | None, after: bytes
) -> None:
    """Only the line of the vault is touched; the rest of the file stays, byte for byte."""
    own = tmp_path / "new" / "config.toml"
    if before is not None:
        own.parent.mkdir()
        own.write_bytes(before)
    assert remember_vault(own, VAULT)
    quoted = '"' + str(VAULT).replace("\\", "\\\\").replace('"', '\\"') + '"'
    assert own.read_bytes() == after.replace(b"NEW", quoted.encode())
    assert load_user_config(own).vault == VAULT
    assert not remember_vault(own, VAULT)
    assert [path.name for path in own.parent.iterdir()] == ["config.toml"]


@pytest.mark.parametrize("text", ["[due\n", 'vault = """\n/old"""\n'])
def test_a_file_that_is_not_understood_is_left_alone(tmp_path: Path, text: str) -> None:
    """Where one line can't be changed safely, nothing is written."""
    own = tmp_path / "config.toml"
    own.write_text(text)
    with pytest.raises(ConfigError):
        remember_vault(own, VAULT)
    assert own.read_text() == text
    assert [path.name for path in tmp_path.iterdir()] == ["config.toml"]


def test_a_linked_file_stays_a_link(tmp_path: Path) -> None:
    """Dotfiles that are links into a repository stay links, and keep their mode."""
    real = tmp_path / "dotfiles.toml"
    real.write_text("color = false\n")
    real.chmod(0o600)
    own = tmp_path / "config.toml"
    own.symlink_to(real)
    remember_vault(own, VAULT)
    assert own.is_symlink()
    assert load_user_config(real).vault == VAULT
    assert real.stat().st_mode & 0o777 == 0o600


def test_a_property_can_not_take_the_name_of_another() -> None:
    """A spelling that is another property's own name is refused, and both are named."""
    said = fault("[properties]\ncadence = ['How often', 'Status']\n")
    assert '"Status" is the name of the property status, so it can\'t mean cadence.' in said
    own = read("[properties]\ncadence = ['Cadence', 'level']\n")
    assert own.properties == (("cadence", ("Cadence", "level")),)


def import_rules(folder: Path, text: str | None, zone: str, ignored: list[str]) -> str | None:
    """Return contactkeeper.toml after what an import sets; None where nothing is set."""
    place = folder / "contactkeeper.toml"
    if text is not None:
        place.write_bytes(text.encode())
    settings = load_settings(folder, None)
    written: list[bytes] = []

    def replace(target: Path, before: bytes | None, after: bytes) -> None:
        assert (target, before) == (place, None if text is None else text.encode())
        written.append(after)

    is_written = set_import(folder, zone, ignored, settings, replace)
    assert is_written == bool(written)
    return written[0].decode() if written else None


@pytest.mark.parametrize(
    ("text", "zone", "ignored", "after"),
    [
        (None, "Asia/Tbilisi", [], '[import]\nzone = "Asia/Tbilisi"\n'),
        ("", "", ["a"], '[import]\nignore = ["a"]\n'),
        (
            '[import]\nzone = "UTC"\n',
            "Asia/Tbilisi",
            ["Вера Лис", "b]"],
            '[import]\nignore = ["Вера Лис", "b]"]\nzone = "UTC"\n',
        ),
        (
            "[import]\r\nignore = [ # why\r\n  'a',\r\n]\r\nper_day = 1\r\n",
            "",
            ["a"],
            None,
        ),
        (
            "[import]\nignore = [\n  'a]',\n]\nper_day = 1\n",
            "",
            ["a]", "b"],
            '[import]\nignore = ["a]", "b"]\nper_day = 1\n',
        ),
        ("[due]\nlimit = 3\n", "", [], None),
    ],
)
def test_an_import_sets_zone_and_people(
    tmp_path: Path, text: str | None, zone: str, ignored: list[str], after: str | None
) -> None:
    """A zone that is set stays, people are added to the list, and all else is as it was."""
    assert import_rules(tmp_path, text, zone, ignored) == after


def test_a_list_that_is_no_plain_one_is_left_alone(tmp_path: Path) -> None:
    """A list with a comment in it is refused with what to write by hand."""
    with pytest.raises(ConfigError, match=r'write ignore = \["a", "b"\]$'):
        import_rules(tmp_path, "[import]\nignore = [ # why\n 'a']\n", "", ["b"])


@pytest.mark.parametrize("zone", ["../../etc/passwd", "/etc/passwd", "Europe/Moscow ", "3", "a//b"])
def test_a_zone_is_a_name(zone: str) -> None:
    """What can't be the name of a zone is refused; whether there is one of that name, ck check."""
    assert "2: [import] zone: must be a time zone" in fault(f'[import]\nzone = "{zone}"\n')


def test_an_unknown_zone_is_a_problem_with_its_line(tmp_path: Path) -> None:
    """A zone that this machine does not know is said by `ck check`, with the line."""
    (tmp_path / "contactkeeper.toml").write_text('[due]\n[import]\nzone = "Europe/Moskau"\n')
    (problem,) = file_problems(tmp_path)
    assert (problem.line, problem.code, problem.facts) == (
        3,
        "unknown-zone",
        (("zone", "Europe/Moskau"),),
    )


def test_comments_are_in_the_language_of_the_run_and_the_file_reads_the_same() -> None:
    """Every line that is no comment stays; names of suggested holidays are said too."""
    wanted = Settings(due_limit=20)
    english, russian = (render_config(Speech(each), wanted) for each in ("en", "ru"))
    assert tomllib.loads(russian) == tomllib.loads(english)
    shown = re.compile(r"^(?:(?:# )?\w[\w.]* = |\[).*$", re.MULTILINE)
    plain = [line for line in shown.findall(english) if "name = " not in line]
    assert [line for line in shown.findall(russian) if "name = " not in line] == plain
    assert "# Заголовок нового журнала.\n# heading" in russian
    assert '# name = "Новый год"\n' in russian
    assert '# name = "steady"\n' in russian
    assert max(map(len, russian.split("\n"))) <= 100
