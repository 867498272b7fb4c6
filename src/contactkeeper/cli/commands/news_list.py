"""`ck news list`: list the news, with who has heard it and who has not."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

from contactkeeper.cli.args.declare import option
from contactkeeper.cli.json import document, news_value
from contactkeeper.cli.layout import one_line, wrap
from contactkeeper.cli.session import Session
from contactkeeper.cli.styled import Text, paint
from contactkeeper.core.agenda.news import campaign_of, last_day
from contactkeeper.text.counts import say_count
from contactkeeper.text.days import say_weekday_day

if TYPE_CHECKING:
    from contactkeeper.core.agenda.news import Campaign


def news_list_command(
    session: Session,
    *,
    everything: Annotated[bool, option("--all", help="Also news that is no longer told.")] = False,
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
        values = [news_value(session, each) for each in campaigns]
        session.terminal.document(document(session, "news list", news=values))
        return
    shown = [each for each in campaigns if everything or last_day(each.news) >= today]
    lines = [line for each in shown for line in _lines(session, each)]
    over = len(campaigns) - len(shown)
    if not campaigns:
        lines = ["No news yet: ck news add NAME makes a note of some."]
    elif over:
        ended = say_count(over, "campaign is", "campaigns are")
        lines.append(f"{ended} over: ck news list --all")
    session.terminal.out(*lines)


def _lines(session: Session, campaign: Campaign) -> list[Text]:
    """Say one campaign: what, since when and until when; whom it reached, and whom it has not."""
    news, today = campaign.news, session.today
    since, last = (say_weekday_day(day, today) for day in (news.date, last_day(news)))
    how = ", told by a link alone" if news.strict else ""
    head = one_line(f"{news.name} · {news.kind}, {since} to {last}{how}")
    said = f"reached {len(campaign.reached):,} of {campaign.total:,}"
    if campaign.to_go:
        said += f", to go: {', '.join(contact.name for contact in campaign.to_go)}"
    elif campaign.total:
        said += ": all have heard it"
    else:
        said = f"nobody is in its audience: {news.audience or 'none is named'}"
    return [
        paint(head, "bold"),
        *(f"  {line}" for line in wrap(one_line(said), session.terminal.width - 2, indent=2)),
    ]
