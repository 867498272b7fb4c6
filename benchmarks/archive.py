"""Make an archive as LinkedIn sends it, to measure an import with; or measure the reading of it.

    python benchmarks/archive.py FILE.zip --connections 10000 --messages 100000
    python benchmarks/archive.py FILE.zip --read

The same arguments give the same people and messages. One person in eight recruits; with every
second one there are talks of four messages, over the four years before 2026-11-23.
"""

from __future__ import annotations

import argparse
import csv
import random
import resource
from datetime import UTC, datetime, timedelta
from io import StringIO
from pathlib import Path
from time import perf_counter
from urllib.parse import quote
from zipfile import ZIP_DEFLATED, ZipFile

from contactkeeper.cli.input_files import open_source
from contactkeeper.exchange.linkedin import read_linkedin
from contactkeeper.exchange.source import Answers
from generate import name_of, text_of

NOW = datetime(2026, 11, 23, 8, tzinfo=UTC)
YEARS = 4
TALK = 4
"""Messages in a row with one person."""
ME = "https://www.linkedin.com/in/me-myself"
_TITLES = (
    "Talent Acquisition Partner", "Backend Developer", "Product Manager", "Analyst", "Рекрутер",
    "Engineering Manager", "Designer", "Тестировщик", "CTO", "QA Lead", "Sales", "Data Scientist",
    "DevOps", "Founder", "Преподаватель", "Architect",
)  # fmt: skip
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_COMPANIES = ("Avito", "Ozon", "Яндекс", "VK", "Hays", "Контур", "Lamoda", "Сбер")


def main() -> None:
    """Make the archive or read it, as the command line says."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("file", type=Path)
    parser.add_argument("--connections", type=int, default=10_000)
    parser.add_argument("--messages", type=int, default=100_000)
    parser.add_argument("--read", action="store_true", help="measure the reading of the file")
    arguments = parser.parse_args()
    if arguments.read:
        measure(arguments.file)
    else:
        write_archive(arguments.file, arguments.connections, arguments.messages)


def write_archive(file: Path, connections: int, messages: int) -> None:
    """Write an archive of so many connections and messages."""
    dice = random.Random(f"{connections} and {messages}")  # noqa: S311 - the same every time
    with ZipFile(file, "w", ZIP_DEFLATED) as archive:
        archive.writestr("Connections.csv", _connections(connections, dice))
        archive.writestr("messages.csv", _messages(connections, messages, dice))


def measure(file: Path) -> None:
    """Read an archive, and print what is in it, the seconds and the memory."""
    begin = perf_counter()
    found = read_linkedin(open_source(Path.cwd(), str(file)), Answers(UTC))
    seconds = perf_counter() - begin
    megabytes = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    held = ", ".join(f"{number:,} {kind}" for kind, number in found.counts)
    print(
        f"{held}: {len(found.interactions):,} interactions in {seconds:.2f} s, {megabytes:.0f} MB"
    )


def _profile(number: int) -> str:
    return f"https://www.linkedin.com/in/{quote(name_of(number).replace(' ', '-').lower())}"


def _rows(*rows: list[str]) -> str:
    written = StringIO()
    csv.writer(written, quoting=csv.QUOTE_ALL).writerows(rows)
    return written.getvalue()


def _connections(count: int, dice: random.Random) -> str:
    """Return the file of connections, with the text that LinkedIn puts above it."""
    rows = [
        ["First Name", "Last Name", "URL", "Email Address", "Company", "Position", "Connected On"]
    ]
    for number in range(count):
        first, last = name_of(number).split(" ", 1)
        email = f"{number:05}@example.com" if dice.random() < 0.03 else ""
        day = NOW - timedelta(days=dice.randrange(365 * YEARS))
        company, title = dice.choice(_COMPANIES), dice.choice(_TITLES)
        rows.append(
            [
                first,
                last,
                _profile(number),
                email,
                company,
                title,
                f"{day.day:02} {_MONTHS[day.month - 1]} {day.year}",
            ]
        )
    return f'Notes:\n"Some e-mail addresses are missing, as their owners wish."\n\n{_rows(*rows)}'


def _messages(people: int, count: int, dice: random.Random) -> str:
    """Return the file of messages, newest first: with a half of the people."""
    rows, number = [], 0
    for index in range(count):
        if index % TALK == 0:
            number = dice.randrange(max(people // 2, 1)) * 2 % max(people, 1)
        when = NOW - timedelta(minutes=index * 365 * YEARS * 1440 // count)
        me, them = ("Me Myself", ME), (name_of(number), _profile(number))
        sender, receiver = (me, them) if dice.random() < 0.5 else (them, me)
        text = f"{text_of(number)}\n\n{text_of(number + 2)} {index}"
        rows.append(
            [f"2-{number}", "", *sender, *receiver, f"{when:%Y-%m-%d %H:%M:%S} UTC", "", text,
             "INBOX", "", "No", "No"]
        )  # fmt: skip
    header = (
        "CONVERSATION ID,CONVERSATION TITLE,FROM,SENDER PROFILE URL,TO,RECIPIENT PROFILE URLS,DATE,"
        "SUBJECT,CONTENT,FOLDER,ATTACHMENTS,IS MESSAGE DRAFT,IS CONVERSATION DRAFT"
    )
    return _rows(header.split(","), *rows)


if __name__ == "__main__":
    main()
