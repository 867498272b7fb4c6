"""Answers and questions while a message is written, and about the templates."""

from __future__ import annotations

from contactkeeper.text.phrases import flat
from contactkeeper.wording import Wording

COPIED = Wording("Copied.")
NOT_COPIED = Wording("no program here takes a text for the clipboard, so copy it by hand.")
NOT_OPENED = Wording("no program here opens that address, so open it by hand.")
SENT = Wording("Sent?")
NOT_LOGGED = Wording("Nothing was logged.")
HOW_TO_EDIT = Wording(
    "Delete what does not fit: what stays is the message. Lines with %% are not sent."
)
EMPTY_MESSAGE = Wording("An empty text sends nothing and logs nothing.")
BUILT_IN = Wording("built in")
HEADS = ("", Wording("English"), Wording("Russian"))
"""Of the columns of the list of templates."""


def ask_to_open(address: str) -> Wording:
    """Ask whether the program that takes an address is to be opened."""
    return Wording("Open {address}?", address=address)


def ask_if_kept(task: str) -> Wording:
    """Ask whether the promise that the message is about is kept."""
    return Wording("Is it done: {task}?", task=flat(task))


def say_folder(folder: str, *, has_some: bool) -> Wording:
    """Say where the user's own templates are, and how to start one."""
    where = Wording("Yours go into {folder}.", folder=folder)
    if has_some:
        where = Wording("Yours are in {folder}.", folder=folder)
    return Wording.joined(" ", [where, Wording("To start one: ck write --show-template reply.ru")])


def say_unused(path: str) -> Wording:
    """Say that a file of that folder is no template."""
    return Wording("{path}: no kind or part of a message has this name.", path=path)


def say_unknown_word(path: str, word: str) -> Wording:
    """Say that a word in a template's name can hold for nobody."""
    return Wording(
        "{path}: “{word}” is no form of address, language, mode or situation, "
        "and no note has it as its focus.",
        path=path,
        word=word,
    )


def say_properties(fields: tuple[str, ...], names: list[str]) -> Wording:
    """Name the fields and the built-in texts, as the properties of a template."""
    return Wording("---\nfields: {fields}\nbuilt in: {names}\n---\n", fields=fields, names=names)
