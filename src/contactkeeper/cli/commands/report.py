"""`ck report`: write the figures of a period as one HTML page."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

from contactkeeper.cli.args.declare import argument, option
from contactkeeper.cli.args.filters import (
    CompanyOption,
    Filter,
    FocusOption,
    SinceOption,
    TagOption,
    TierOption,
)
from contactkeeper.cli.days import find_period
from contactkeeper.cli.output_file import OutputFile
from contactkeeper.cli.session import Session
from contactkeeper.cli.user_programs import say_opener
from contactkeeper.core.report.anonymous import anonymous as without_names
from contactkeeper.core.report.report import report_of
from contactkeeper.core.statistics.history import history_of
from contactkeeper.core.statistics.periods import known_part

if TYPE_CHECKING:
    from contactkeeper.core.report.report import Report
    from contactkeeper.core.statistics.model import Period


def report_command(  # noqa: PLR0913  # one parameter an option
    session: Session,
    file: Annotated[str, argument("FILE", "The page to write: a file that ends in .html.")],
    *,
    since: SinceOption = "",
    tier: TierOption = "",
    focus: FocusOption = "",
    tag: TagOption = "",
    company: CompanyOption = "",
    anonymous: Annotated[
        bool, option("--anonymous", "Without names, companies and words of the notes.")
    ] = False,
    yes: Annotated[
        bool, option("--yes", "Replace a file that is no report, without asking.")
    ] = False,
) -> None:
    """Write the year as one page to look at or print: rhythm, answers, balance, what came of it.

    The page needs no network and runs nothing. A report that is there already is replaced.

    Example: ck report year.html
    """
    from contactkeeper.cli.screens.report.page import is_report, page_of  # it imports Jinja2

    speech = session.speech
    text, period = speech.report, find_period(session, since)
    chosen = Filter(tier, focus, tag, company)
    output = OutputFile(session, file, ".html")
    output.confirm(session, is_report, text.ask_replace(file), yes=yes)
    report = _report(session, chosen, period)
    filtered = text.say_filtered(chosen.typed())
    if anonymous:
        report, filtered = without_names(report, text.name_person), text.HIDDEN
    unread = speech.statistics.say_unread(session.loaded.unread)
    page = page_of(speech, report, session.today, filtered, unread)
    for remark in output.write(page.encode()):
        session.terminal.warn(remark)
    figures = report.statistics
    if not figures.people:
        total = len(session.loaded.contacts)
        session.terminal.warn(speech.paging.say_no_match(total, chosen.typed()))
    if session.as_json:
        session.answer(
            "report",
            file=str(output.place),
            since=figures.period.first.isoformat(),
            until=figures.period.last.isoformat(),
            people=figures.people,
            entries=figures.entries,
            anonymous=anonymous,
        )
    else:
        session.terminal.out(*text.say_written(file, say_opener(file, output.place)))


def _report(session: Session, chosen: Filter, period: Period) -> Report:
    """Gather the report of those who are chosen."""
    people = chosen.among(session.require_contacts())
    histories = [history_of(each, session.today) for each in people]
    period = known_part(period, histories)
    news = session.event_notes.news
    return report_of(histories, period, session.today, session.settings, news)
