"""The page of `ck report`: its form, its figures, what it must not hold, and its pictures."""

from __future__ import annotations

import re
import shutil
import subprocess
from base64 import b64encode
from collections import Counter
from functools import partial
from hashlib import sha256
from html import escape
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from contactkeeper.cli.layout import one_line, width_of
from contactkeeper.cli.screens.report.charts import NARROW, Bar, bars, columns, heat_map
from contactkeeper.cli.screens.report.page import is_report, page_of
from contactkeeper.core.model import Contact, Entry, News
from contactkeeper.core.report.anonymous import anonymous
from contactkeeper.core.report.report import report_of
from contactkeeper.core.review.goals import read_goal
from contactkeeper.core.settings import Goal, Settings
from contactkeeper.core.statistics.history import history_of
from contactkeeper.core.statistics.model import Period
from contactkeeper.text.en.days import say_month_year
from contactkeeper.text.en.report import name_channel, name_figures
from contactkeeper.text.speech import ENGLISH, Speech
from histories import TODAY, contact, contacts, day, days, directions, entry
from html_pages import read_page, table_called
from hypothesis_profiles import examples

if TYPE_CHECKING:
    from collections.abc import Sequence

    from contactkeeper.core.report.report import Report
    from html_pages import Element

YEAR = Period(day("2025-11-01"), TODAY)
STYLE = Path(__file__).parents[3] / "src/contactkeeper/cli/screens/report/report.css"


def report(*people: Contact, news: Sequence[News] = (), goals: Sequence[Goal] = ()) -> Report:
    """Gather the report of some people."""
    histories = [history_of(each, TODAY) for each in people]
    return report_of(histories, YEAR, TODAY, Settings(goals=tuple(goals)), news)


def page(gathered: Report, speech: Speech = ENGLISH) -> str:
    """Make the page of a report."""
    return page_of(speech, gathered, TODAY, "Only some.", "1 note not read in full: ck check")


def hidden(gathered: Report) -> Report:
    """Take the names out of a report."""
    return anonymous(gathered, ENGLISH.report.name_person)


def check_form(html: str, language: str = "en") -> Element:
    """Check what holds for each page: well-formed, alone, and told to who does not see it."""
    root = read_page(html)
    assert html.startswith("<!DOCTYPE html>\n")
    assert root.all("html")[0].attributes["lang"] == language
    names = {each.name for each in root}
    assert not names & {"script", "link", "img", "iframe", "object", "embed", "form", "style"} - {
        "style"
    }
    (policy,) = [
        each.attributes["content"]
        for each in root.all("meta")
        if each.attributes.get("http-equiv") == "Content-Security-Policy"
    ]
    for each in root:
        for name, value in each.attributes.items():
            assert not name.startswith("on")
            assert name not in {"src", "style", "srcset", "action", "data"}
            assert name != "href" or value.startswith("#")
    style = "".join(map(str, root.all("style")[0].children))
    digest = b64encode(sha256(style.encode()).digest()).decode()
    assert policy == (
        f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
    )
    assert "url(" not in style
    assert "@import" not in style

    levels = [int(each.name[1]) for each in root.all("h1", "h2", "h3", "h4", "h5", "h6")]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))
    ids = {each.attributes["id"] for each in root if "id" in each.attributes}
    for each in root:
        named = each.attributes.get("aria-labelledby", "").split()
        assert set(named) <= ids
        assert each.attributes.get("href", "")[1:] in {*ids, ""}
    for figure in root.all("figure"):
        (picture,) = figure.all("svg")
        assert picture.attributes["role"] == "img"
        title, description = picture.all("title")[0], picture.all("desc")[0]
        assert [title.attributes["id"], description.attributes["id"]] == picture.attributes[
            "aria-labelledby"
        ].split()
        assert title.text
        assert description.text
        (details,) = figure.all("details")
        assert details.all("table")
    assert len(root.all("svg")) == len(root.all("figure"))
    for table in root.all("table"):
        widths = {len(row.all("th", "td")) for row in table.all("tr")}
        assert len(widths) == 1, table.all("caption")[0].text
    return root


@settings(max_examples=examples(40))
@given(st.lists(contacts, max_size=4))
def test_every_page_is_whole_alone_and_heard(people: list[Contact]) -> None:
    """Of any people a page is well-formed, loads nothing, runs nothing, and says its pictures."""
    check_form(page(report(*people)))
    check_form(page(hidden(report(*people))))


LATIN = {"ck", "stats", "review", "report", "check", "docs", "md", "LinkedIn", "hh"}
"""What a Russian page has in Latin letters: commands, and the names of channels."""


@settings(max_examples=examples(40))
@given(st.lists(contacts, max_size=4))
def test_a_russian_page_has_no_english_word(people: list[Contact]) -> None:
    """Not in its titles, tables, pictures and labels either; people have numbers there."""
    speech = Speech("ru")
    goals = [read_goal("talks with key people: 3 a month"), read_goal("new people: 1 a week")]
    gathered = report(*people, goals=[goal for goal in goals if goal])
    html = page_of(speech, anonymous(gathered, speech.report.name_person), TODAY, "", "")
    root = check_form(html, "ru")
    said = [each.text for each in root if each.name not in {"style", "html", "head", "document"}]
    said += [each.attributes.get("aria-label", "") for each in root]
    assert set(re.findall(r"[A-Za-z]{2,}", " ".join(said))) <= LATIN


NAMES = ["<script>alert(1)</script>", "\"'><img src=x onerror=alert(1)>", "&amp;", "{{ 7*7 }}"]


@pytest.mark.parametrize("name", NAMES)
def test_a_hostile_name_is_text(name: str) -> None:
    """Wherever a word of a note stands in the page, it is read as it was written."""
    said = entry("10-01", "->", channel=name, outcome=name, got=name)
    one = contact(name, said, through=name, company=name)
    root = check_form(page(report(one._replace(met=day("10-01")))))
    rows = table_called(root, "Through whom")
    assert rows == [[name, f"{name.casefold()} 1"]]
    assert table_called(root, "Who brought them") == [[name, "1"]]


def test_no_name_turns_the_text_around() -> None:
    """Marks that reverse the order of a line, or hide, are left out; letters of any script stay."""
    one = contact("מרים\u202eabc\u2066\u200b\x1b[31m", entry("10-01"))
    root = check_form(page(report(one)))
    (row,) = table_called(root, "The rhythm of each person")
    assert row[0] == "מרים abc [31m"


free = st.text("qzxjwk", min_size=6, max_size=8).map("zq".__add__)
"""A word that no page has by itself."""
spoken = st.builds(
    partial(Entry),
    date=days(-380),
    text=free,
    direction=directions,
    channel=st.sampled_from(["", "call", "tg"]) | free,
    fields=st.lists(
        st.tuples(
            st.sampled_from(["outcome", "got", "gave", "told", "event"]),
            free | st.sampled_from(["offer"]) | free.map("intro: {}".format),
        ),
        max_size=2,
    ).map(tuple),
)
secret = st.builds(
    partial(Contact),
    path=free.map("{}.md".format),
    name=free,
    aliases=free.map(lambda word: (word,)),
    handles=free.map(lambda word: (f"telegram:{word}",)),
    company=free,
    role=free,
    focus=free,
    tags=free.map(lambda word: (word,)),
    tier=st.sampled_from(["key", ""]),
    through=free,
    met=days(-380),
    entries=st.lists(spoken, max_size=12).map(
        lambda each: tuple(sorted(each, key=lambda e: e.date))
    ),
)


@settings(max_examples=examples(60))
@given(
    st.lists(secret, min_size=1, max_size=4, unique_by=lambda each: each.path),
    st.lists(st.builds(partial(News), path=free, name=free, date=days(-380)), max_size=2),
    free,
)
def test_without_names_nothing_of_the_notes_is_left(
    people: list[Contact], news: list[News], company: str
) -> None:
    """No name, company, handle, title or free word reaches an anonymous page; its figures stay."""
    goal = read_goal(f"talks with company:{company}: 3 a month")
    assert goal
    named = report(*people, news=news, goals=[goal])
    unnamed = hidden(named)
    html = page(unnamed)
    assert "zq" not in html.casefold()
    for figure in ("entries", "formats", "in_rhythm", "told", "gave", "got", "growth", "months"):
        assert getattr(unnamed.statistics, figure) == getattr(named.statistics, figure)
    for kind in ("outcomes",):
        before, after = getattr(named.statistics, kind), getattr(unnamed.statistics, kind)
        assert sum(count for _, count in before) == sum(count for _, count in after)
    assert unnamed.statistics.their_answers.share == named.statistics.their_answers.share
    assert len({each.contact.path for each in unnamed.people}) == len(named.people)


@settings(max_examples=examples(60))
@given(st.lists(contacts, max_size=4, unique_by=lambda each: each.path))
def test_the_tables_have_the_figures(people: list[Contact]) -> None:
    """Each number of a table beside a picture is that of the statistics."""
    gathered = report(*people)
    figures, root = gathered.statistics, read_page(page(gathered))
    assert table_called(root, "What happened, by month") == [
        [say_month_year(each.first), *map(str, each[1:5])] for each in figures.months
    ]
    assert table_called(root, "People in rhythm, by month") == [
        [say_month_year(each.first), *map(str, each.in_rhythm),
         "" if each.in_rhythm.percent is None else f"{each.in_rhythm.percent}%"]
        for each in figures.months
    ]  # fmt: skip
    assert table_called(root, "The figures of ck stats") == [
        [label, one_line(words)] for label, words in name_figures(figures)
    ]
    weeks = table_called(root, "Entries of each day")
    assert sum(int(row[-1]) for row in weeks) == figures.entries
    assert all(sum(map(int, row[1:-1])) == int(row[-1]) for row in weeks)
    if figures.their_answers.by_channel or figures.my_answers.by_channel:
        rows = {row[0]: row[1:] for row in table_called(root, "Answers, by channel of the message")}
        for answers, place in ((figures.their_answers, 0), (figures.my_answers, 3)):
            for channel, share in answers.by_channel:
                assert rows[name_channel(channel)][place : place + 2] == [*map(str, share)]
    if figures.gave.total or figures.got.total:
        kinds = table_called(root, "Favours, by kind")
        assert sum(int(row[1]) for row in kinds) == figures.gave.total
        assert sum(int(row[2]) for row in kinds) == figures.got.total
    shown = {row[0] for row in table_called(root, "The rhythm of each person")}
    assert {each.contact.name for each in gathered.people} == shown


def test_goals_are_shown_with_how_far_they_are() -> None:
    """A goal has a row with what was done in its time, and in the one before."""
    goal = read_goal("talks with key people: 3 a month")
    assert goal
    one = contact("A", entry("10-01", channel="call"), entry("11-01", channel="call"), tier="key")
    root = check_form(page(report(one, goals=[goal])))
    assert table_called(root, "Goals") == [
        ["talks with key people, this month", "1", "3", "", "1", "3", ""]
    ]
    unnamed = check_form(page(hidden(report(one, goals=[goal]))))
    assert table_called(unnamed, "Goals") == [
        ["talks with tier:key, this month", "1", "3", "", "1", "3", ""]
    ]


def test_who_asks_for_a_decision_is_listed_with_why() -> None:
    """The list has the cards of `ck review`, in its order and its words; forty at most."""
    cold = contact("Cold", entry("08-01", "->"), entry("09-01", "->"), tier="key")
    new = contact("New", entry("11-01", outcome="offer"), entry("11-02", outcome="pigeon"))
    gathered = report(cold, new)
    root = check_form(page(gathered))
    assert table_called(root, "Who needs a decision") == [
        ["Cold", "2 tries unanswered since Aug"],
        ["New", "1 offer, 1 pigeon through them; no tier yet · 2 entries in a year"],
    ]
    unnamed = check_form(page(hidden(gathered)))
    assert table_called(unnamed, "Who needs a decision") == [
        ["Person 1", "2 tries unanswered since Aug"],
        ["Person 2", "1 offer, 1 other through them; no tier yet · 2 entries in a year"],
    ]
    many = [contact(f"Of many {number}", entry("11-01")) for number in range(50)]
    root = check_form(page(report(*many)))
    assert len(table_called(root, "Who needs a decision")) == 40
    assert "10 others not listed here. ck review goes through them, card by card." in root.text


def test_many_people_are_folded_away() -> None:
    """Forty people are shown at once, the others where one asks for them; nobody is lost."""
    names = [f"Person of mine {number}" for number in range(100, 150)]
    root = check_form(page(report(*(contact(name, entry("11-01")) for name in names))))
    shown = table_called(root, "The rhythm of each person")
    folded = table_called(root, "The rhythm of the others")
    assert (len(shown), len(folded)) == (40, 10)
    assert sorted(row[0] for row in [*shown, *folded]) == names
    assert [each.text for each in root.all("summary")].count("10 more people") == 1


def test_the_page_knows_itself() -> None:
    """What was written as a report is known as one, and nothing else is."""
    assert is_report(page(report()).encode())
    assert not is_report(b"<!DOCTYPE html><title>Looking back</title>")


numbers = st.integers(0, 5000)
rows = st.lists(
    st.tuples(
        st.text(max_size=60),
        st.lists(
            st.builds(
                Bar, st.just("mine"), st.integers(0, 5000), st.just("some"), st.integers(0, 5000)
            ),
            min_size=1,
            max_size=4,
        ),
    ),
    max_size=40,
)


@settings(max_examples=examples(200))
@given(rows)
def test_bars_begin_at_zero_and_stay_in_the_picture(
    groups: list[tuple[str, list[Bar]]],
) -> None:
    """Lengths are proportional to numbers, all from one line; nothing lies outside."""
    lengths = [bar.number for _, group in groups for bar in group]
    most = max([1, *lengths, *(bar.of for _, group in groups for bar in group)])
    lying = bars(groups)
    drawn = [box for box in lying.boxes if box.look == "mine"]
    assert {box.x for box in drawn} <= {0}
    for box, number in zip(drawn, filter(None, lengths), strict=True):
        assert abs(box.width - number * (NARROW - 112) / most) < 0.1
    standing = columns(ENGLISH, groups)
    drawn = [box for box in standing.boxes if box.look == "mine"]
    for box, number in zip(drawn, filter(None, lengths), strict=True):
        assert abs(box.height - number * 120 / most) < 0.1
        assert abs(box.y + box.height - 128) < 0.11
    assert all(width_of(label.words) <= NARROW // 7 for label in lying.labels)
    for chart in (lying, standing):
        for box in chart.boxes:
            assert box.x >= -0.1
            assert box.x + box.width <= chart.width + 0.2
            assert box.y >= -0.1
            assert box.y + box.height <= chart.height + 0.2


@settings(max_examples=examples(100))
@given(st.lists(days(-2000), max_size=30), days(-2000))
def test_the_heat_map_has_each_day_once(found: list[object], first: object) -> None:
    """A day with entries has one square, darker with more of them; no two lie on each other."""
    period = Period(first, TODAY)  # type: ignore[arg-type]
    by_day = Counter(each for each in found if each >= first)  # type: ignore[operator]
    chart = heat_map(ENGLISH, by_day, period)  # type: ignore[arg-type]
    assert all(label.x + 6 * len(label.words) <= chart.width for label in chart.labels)
    full = [box for box in chart.boxes if box.look != "day0"]
    assert len(full) == len(by_day)
    assert len({(box.x, box.y) for box in chart.boxes}) == len(chart.boxes)
    assert all(box.x + box.width <= chart.width for box in chart.boxes)
    assert all(box.y + box.height <= chart.height for box in chart.boxes)


def _luminance(colour: str) -> float:
    parts = (int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5))
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _contrast(one: str, other: str) -> float:
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def test_the_colours_can_be_told_apart() -> None:
    """In light and in dark, words and bars stand out from what is behind them, by WCAG 2.2."""
    schemes = re.findall(r":root \{(.*?)\}", STYLE.read_text(encoding="utf-8"), re.DOTALL)
    assert len(schemes) == 2
    for scheme in schemes:
        colours = dict(re.findall(r"--(\w+): (#\w{6})", scheme))
        for words in ("text", "muted", "mine"):
            assert _contrast(colours[words], colours["page"]) >= 4.5, words
        assert _contrast(colours["text"], colours["stripe"]) >= 4.5
        for bar in ("mine", "theirs", "talk", "touch"):
            assert _contrast(colours[bar], colours["page"]) >= 4.5, bar
        for bar in ("mine", "theirs"):
            assert _contrast(colours[bar], colours["track"]) >= 3, bar
        steps = [_contrast(colours[f"day{level}"], colours["page"]) for level in range(5)]
        assert steps == sorted(steps)


BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")


def test_a_real_browser_has_nothing_to_say(tmp_path: Path) -> None:
    """A headless Chromium draws the page with no message in its console and no request."""
    browser = next(filter(None, map(shutil.which, BROWSERS)), None)
    if browser is None:
        pytest.skip("no Chromium is installed")
    one = contact("Анна <b>", entry("10-01", "->"), entry("10-02", "<-", outcome="offer"))
    place, log = tmp_path / "year.html", tmp_path / "net.json"
    place.write_text(page(report(one)), encoding="utf-8")
    done = subprocess.run(
        [browser, "--headless", "--no-sandbox", "--disable-gpu", "--enable-logging=stderr",
         f"--user-data-dir={tmp_path / 'profile'}", f"--log-net-log={log}",
         "--disable-background-networking", "--window-size=320,800",
         f"--screenshot={tmp_path / 'page.png'}", "--dump-dom", place.as_uri()],
        capture_output=True, text=True, timeout=60, check=True,
    )  # fmt: skip
    assert "CONSOLE" not in done.stderr
    assert escape("Анна <b>", quote=False) in done.stdout
    requested = re.findall(r'"url":"((?:https?|wss?):[^"]*)"', log.read_text(encoding="utf-8"))
    assert requested == []
