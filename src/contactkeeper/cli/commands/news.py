"""`ck news add` and `ck news list`: make a note of news, and list who has heard it."""

from __future__ import annotations

from typing import Annotated, get_args

from contactkeeper.cli.args.declare import DryRunNoteOption, argument, option
from contactkeeper.cli.args.filters import read_audience_option
from contactkeeper.cli.days import find_day, find_last_day
from contactkeeper.cli.json import news_value
from contactkeeper.cli.layout import Text, one_line, paint, wrap
from contactkeeper.cli.screens.changes import (
    carry_out,
    differences,
    new_note_lines,
    warn_of_file_name,
)
from contactkeeper.cli.session import Session
from contactkeeper.cli.typing_errors import ask_about_nobody
from contactkeeper.core.agenda.campaigns import campaign_of, is_for, last_day
from contactkeeper.core.agenda.course import course_of
from contactkeeper.core.casefolding import note_name
from contactkeeper.core.events.parser import DEFAULT_AUDIENCE
from contactkeeper.core.events.schema import read_kind
from contactkeeper.core.model import News, NewsKind
from contactkeeper.errors import UsageError
from contactkeeper.text.phrases import with_undo
from contactkeeper.vault.new_event_note import new_event_note
from contactkeeper.wording import Wording


def news_add_command(  # noqa: PLR0913  # one parameter an option
    session: Session,
    name: Annotated[str, argument("NAME", "The news, in a few words: the note's name.")],
    *,
    kind: Annotated[
        str, option("--kind KIND", "The kind: position, talk, search-status, … (other).")
    ] = "",
    day: Annotated[str, option("--date -d DAY", "The day of the news (today).")] = "",
    audience: Annotated[
        str, option("--audience WHOM", "Who should hear it: all, tier:key, tag:it.")
    ] = "",
    until: Annotated[str, option("--until DAY", "The last day to tell it (30 days after).")] = "",
    folder: Annotated[
        str | None, option("--folder FOLDER", "The folder of the note (where your news is).")
    ] = None,
    yes: Annotated[
        bool, option("--yes", "Choose the key tier, and go on, without asking.")
    ] = False,
    dry_run: DryRunNoteOption = False,
) -> None:
    """Make a note of your own news: some people a morning are to be told, until all have heard it.

    Example: ck news add "Talk at HighLoad++" --kind talk --audience tier:key
    """
    sort = _read_kind(session, kind)
    since = find_day(session, day, ahead=False, option="--date") if day else session.today
    last = find_last_day(session, until, since, option="--until", of=Wording("the day of the news"))
    whom = audience or _ask_whom(session, sort, yes=yes)
    wanted = read_audience_option(whom)
    if audience:
        ask_about_nobody(session, wanted, "--audience", yes=yes or dry_run)
    step, made = new_event_note(
        session.root,
        session.settings,
        session.loaded,
        "news",
        name,
        {
            "date": since.isoformat(),
            "kind": sort,
            "audience": whom,
            "until": last.isoformat() if last else "",
        },
        folder,
    )
    assert isinstance(made, News)  # noqa: S101  # its type says so
    warn_of_file_name(session, name, note_name(step.path))
    campaign = campaign_of(made, session.loaded.contacts, session.today, session.settings)
    changes = carry_out(session, "news add", [step], dry_run=dry_run)
    if session.as_json:
        value = news_value(campaign, session.today)
        session.answer("news add", changes=[value], dry_run=dry_run)
        return
    course = course_of(
        campaign, session.loaded.contacts, session.today, session.settings, session.event_notes
    )
    said = session.speech.events.say_course(course, session.today)
    lines = differences(changes) if dry_run else new_note_lines(session.speech, changes[0])
    session.terminal.out(*lines)
    session.terminal.say(said if dry_run else with_undo(said))


def _read_kind(session: Session, words: str) -> NewsKind:
    kind = read_kind(words) if words else "other"
    if kind is None:
        kinds = [session.speech.words.name_news_kind(each) for each in get_args(NewsKind)]
        raise UsageError(
            Wording(
                "--kind: “{words}” is no kind of news. There are: {kinds}.",
                words=words,
                kinds=kinds,
            )
        )
    return kind


def _ask_whom(session: Session, kind: NewsKind, *, yes: bool) -> str:
    """Ask who should hear it, saying how many that are; elsewhere the key tier does.

    Raises:
        UsageError: who looks for a job has to choose, and nobody can be asked.
    """
    private = kind == "search-status"
    if private and (yes or not session.terminal.can_ask):
        raise UsageError(
            Wording("search-status has no usual audience: say who may know, --audience tier:key.")
        )
    if yes or not session.terminal.can_ask:
        return DEFAULT_AUDIENCE
    usual = (DEFAULT_AUDIENCE, "all")
    said_of = session.speech.events
    if private:
        session.terminal.error(said_of.say_employer(session.settings.employer))
    options = said_of.name_audiences(*(_count(session, kind, whom) for whom in usual))
    chosen = session.terminal.choose(said_of.WHO_HEARS, options)
    return usual[chosen] if chosen < len(usual) else session.terminal.ask(said_of.WHICH_AUDIENCE)


def _count(session: Session, kind: NewsKind, audience: str) -> int:
    news = News("", "", session.today, kind, audience)
    people = session.loaded.contacts
    return sum(is_for(news, each, session.settings, session.today) for each in people)


def news_list_command(
    session: Session,
    *,
    everything: Annotated[bool, option("--all", "Also news that is no longer told.")] = False,
) -> None:
    """List your news with who has heard it and who is still to, what ends first on top.

    Example: ck news list --all
    """
    today = session.today
    news = sorted(
        session.event_notes.news,
        key=lambda each: (last_day(each) < today, last_day(each), each.name, each.path),
    )
    campaigns = [
        campaign_of(each, session.loaded.contacts, today, session.settings) for each in news
    ]
    if session.as_json:
        values = [news_value(each, today) for each in campaigns]
        session.answer("news list", news=values)
        return
    shown = [each for each in campaigns if everything or last_day(each.news) >= today]
    width, said_of = session.terminal.room - 2, session.speech.events
    lines: list[Text] = []
    for each in shown:
        head = session.terminal.broken(one_line(said_of.say_campaign(each, today)))
        lines += (paint(line, "bold") for line in head)
        lines += (
            f"  {line}" for line in wrap(one_line(said_of.say_reached(each)), width, indent=2)
        )
    over = len(campaigns) - len(shown)
    if not campaigns:
        lines = [said_of.NO_NEWS]
    elif over:
        lines.append(said_of.say_campaigns_over(over))
    session.terminal.out(*lines)
