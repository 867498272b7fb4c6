"""Latin words that may stand in Russian output, each kind with its reason."""

from __future__ import annotations

import re
from functools import cache
from itertools import chain

from contactkeeper.cli.args.declare import HELP, SHARED, parameters
from contactkeeper.cli.args.program import program_command
from contactkeeper.cli.args.table import COMMANDS
from contactkeeper.config.options import OPTIONS
from contactkeeper.core.drafts.templates import KINDS
from contactkeeper.text.problem_sentences import SENTENCES

PROGRAMS = """
    iCloud EDITOR
    Android Apple Avito Base Base64 bash Basic BOM Chromium CRLF CSV Europe Excel fish git Git
    gitattributes GitHub gitignore Gmail Google HTML HTTP HTTPS IANA iCalendar ICS JSON KiB LF
    LibreOffice LinkedIn LinkedInDataExport macOS Maildir Markdown MB Moscow NUL Obsidian
    Outlook PATH POSIX Python RFC Safari SIGINT Telegram Templater Thunderbird TOML TZ UID
    Unicode Unix URL UTC UTF vCard VCARD WhatsApp Windows YAML ZIP zsh
"""
"""Names of programs, formats, systems and standards, which have no Russian ones."""
KEYS = "Enter Tab Esc Ctrl"
"""What stands on the keys of a keyboard."""
TYPED = """
    and changing-field messages opens or talks new favours given rrule config workspace
    false default hr meeting months newest oldest newest-first oldest-first
    ask closing greeting more-news question thanks undated
    folders eml late editor
    active address aliases all anna ascending attending award birthday BYDAY BYMONTH
    BYMONTHDAY cadence channel company company_since contact contacts created csv dates do
    do-not-contact due email en event feedback focus follow follow-up follow_up follows FREQ
    full gave goal got hire html ics imported in interview intro it json key lang last
    last_contact left linkedin log managerial mbox md met met_at mode month MONTHLY monthly
    name no none not note_id offer other outcome overdue paused paused_until paused_why people
    phone placed placed_me position previous previous_role quarter quiet recruiter recruiters
    referral reply role ru search searching settling since snooze snooze_until snoozed status
    steady supporting tab tag tags talk technical telegram tg through tier title told toml
    trust tsv type unsorted until up vcard vcf waiting week weekly why yearly YEARLY yes zip
"""
"""What is typed or stands in files as it is: values, keys of properties and of settings, fields."""
VARIABLES = "ck contactkeeper CK_VAULT CK_LANG CK_TODAY CK_TRACEBACK"
"""The program itself, and the variables of the environment that it reads."""
OF_GIT = "checkout union merge rebase init detached head"
"""What git has no other words for."""
PLACES = "Templates drafts docs trash"
"""Folders and files, as they are called."""
EXAMPLES = "PyCon HighLoad JPoint Downloads true year system design CV JD"
"""Words of the examples."""


_QUOTED = re.compile(r"""`[^`]*`|"[^"]*"|\bgit [-a-z][-\w.=@ /&]*|\[[a-z_]+\]|\S+@\S+""")


@cache
def allowed() -> frozenset[str]:
    """Return all of them, in lower case, with the names of commands, options and their values."""
    lines = [each for line in COMMANDS for each in (line, *line.commands)]
    takes = chain.from_iterable(parameters(each.function) for each in lines if each.calls)
    declared = [each.declared for each in (*takes, *parameters(program_command))]
    words = [line.name for line in lines]
    for each in (*declared, *SHARED, HELP):
        words += [*each.spellings, each.metavar]
    words += [*KINDS, *SENTENCES]  # of drafts, and the codes of problems
    words += [each.name for each in OPTIONS]
    words += [PROGRAMS, KEYS, OF_GIT, TYPED, EXAMPLES, VARIABLES, PLACES]
    return frozenset(latin_words(" ".join(words)))


def latin_words(text: str) -> set[str]:
    """Return the Latin words of a text of two letters or more, in lower case."""
    return set(map(str.lower, re.findall(r"(?<![^\W\d_])[A-Za-z]{2,}(?![^\W\d_])", text)))


def strange_words(text: str) -> set[str]:
    """Return the Latin words that have no reason to be there.

    What is quoted as code or as a value, and the arguments of git, are typed as they stand.
    """
    return latin_words(_QUOTED.sub(" ", text)) - allowed()
