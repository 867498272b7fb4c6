"""Bring the catalogues of the languages up to date: extract what is said, update, compile.

`python translations.py` does all of it, with Babel; `python translations.py de` makes the catalogue
of a new language first. The build of the package compiles only. What is extracted: the templates of
`Wording`, the help of commands and options, and the rows of the tables of templates.
"""

from __future__ import annotations

import ast
import re
import sys
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from babel.messages.catalog import Catalog, Message
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

ROOT = Path(__file__).parent
SOURCES = ROOT / "src/contactkeeper"
CATALOGUES = SOURCES / "text/catalogues"
NO_DATE = datetime(2026, 1, 1, tzinfo=UTC)
"""What stands in the head of a catalogue: git knows when it was changed."""
CALLS: dict[str, tuple[int | str, ...]] = {
    "Wording": (0,),
    "option": (1,),
    "argument": (1,),
    "CommandLine": (1, "example"),
}
"""The functions that take texts to be translated: their places among the arguments, or names."""
Text = str | tuple[str, str]
"""A text; two where it is about a number of things."""


def main(new: Sequence[str] = ()) -> None:
    """Extract, update and compile; `new` are codes of languages without a catalogue."""
    template = extract()
    paths = {*CATALOGUES.glob("*/LC_MESSAGES/ck.po")}
    paths |= {CATALOGUES / language / "LC_MESSAGES/ck.po" for language in new}
    for path in sorted(paths):
        path.parent.mkdir(parents=True, exist_ok=True)
        language = path.parts[-3]
        catalogue = read(path) if path.exists() else Catalog(language, "ck")
        catalogue.update(template, no_fuzzy_matching=True)
        catalogue.obsolete.clear()
        catalogue.creation_date = NO_DATE
        with path.open("wb") as file:
            write_po(file, catalogue, width=100, sort_output=True, include_lineno=False)
        missing = sum(not is_translated(each) for each in catalogue if each.id)
        print(f"{path.relative_to(ROOT)}: {len(catalogue)} texts, {missing} not translated")
    compile_all()


def read(path: Path) -> Catalog:
    """Read a catalogue; its language is the name of its folder."""
    with path.open("rb") as file:
        return read_po(file, locale=path.parts[-3], domain="ck")


def compile_all() -> list[Path]:
    """Compile each catalogue beside itself; return the files."""
    made = []
    for path in sorted(CATALOGUES.glob("*/LC_MESSAGES/ck.po")):
        compiled = path.with_suffix(".mo")
        with compiled.open("wb") as file:
            write_mo(file, read(path))
        made.append(compiled)
    return made


def extract() -> Catalog:
    """Return a catalogue of the texts of the sources, without translations.

    Texts without a letter or a quotation mark are the same in all languages.
    """
    template = Catalog(domain="ck")
    for path in sorted(SOURCES.rglob("*.py")):
        place = path.relative_to(SOURCES).as_posix()
        for line, text in texts_of(ast.parse(path.read_text(encoding="utf-8")), place):
            if re.search(r"[^\W\d_]|\"", re.sub(r"\{.*?\}", "", "".join(text))):
                template.add(text, locations=[(place, line)])
    for text in comments():
        template.add(text, locations=[("config/default.toml", 1)])
    return template


def comments() -> list[str]:
    """Return the comments of a new contactkeeper.toml, and the names of its holidays."""
    from contactkeeper.config.render import say_default

    found: list[str] = []

    def note(text: str) -> str:
        found.append(text)
        return text

    say_default(note)
    return found


def texts_of(module: ast.Module, place: str) -> Iterator[tuple[int, Text]]:
    """Return the texts of a module with their lines.

    Raises:
        SyntaxError: the text of a call is put together where it stands, so no catalogue has it.
    """
    for node in ast.walk(module):
        if isinstance(node, ast.Call):
            yield from _texts_of_call(node, place)
        elif isinstance(node, ast.FunctionDef) and f"{Path(place).stem}.{node.name}" in commands():
            yield from _texts_of_help(node)
    for statement in module.body:
        if _is_table(statement):
            yield from _texts_of_table(statement)


@cache
def commands() -> set[str]:
    """Name the functions of the commands, whose docstrings are their help: `due.due_command`."""
    from contactkeeper.cli.args.table import COMMANDS  # nothing is installed during a build

    return {each.calls for line in COMMANDS for each in (line, *line.commands)}


def _texts_of_help(function: ast.FunctionDef) -> Iterator[tuple[int, Text]]:
    from contactkeeper.cli.args.help import help_parts  # as above

    about, example = help_parts(ast.get_docstring(function) or "")
    for text in (*about, example):
        yield function.lineno, text


def _texts_of_call(call: ast.Call, place: str) -> Iterator[tuple[int, Text]]:
    name = call.func.attr if isinstance(call.func, ast.Attribute) else ast.unparse(call.func)
    if name == "counted" and ast.unparse(call.func) == "Wording.counted":
        yield call.lineno, (_constant(call.args[0], place), _constant(call.args[1], place))
        return
    given: dict[int | str | None, ast.expr] = dict(enumerate(call.args))
    given |= {each.arg: each.value for each in call.keywords}
    taken = [given[which] for which in CALLS.get(name, ()) if which in given]
    for node in taken:
        if text := _constant(node, place):
            yield node.lineno, text


def _constant(node: ast.expr, place: str) -> str:
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return node.value
    if isinstance(node, ast.JoinedStr | ast.BinOp | ast.IfExp | ast.BoolOp):
        message = f"{place}:{node.lineno}: a text to be translated is one text, with {{facts}}"
        raise SyntaxError(message)  # noqa: TRY004  # it is one of the source
    return ""  # a name: the text stands where the name got it


def _is_table(statement: ast.stmt) -> bool:
    """Say whether a module says of a dict that it holds texts: `NAME: Texts = {…}`."""
    return isinstance(statement, ast.AnnAssign) and "Texts" in ast.unparse(statement.annotation)


def _texts_of_table(statement: ast.stmt) -> Iterator[tuple[int, Text]]:
    assert isinstance(statement, ast.AnnAssign)
    if isinstance(statement.value, ast.Dict):
        for value in statement.value.values:
            if isinstance(value, ast.Constant) and isinstance(value.value, str) and value.value:
                yield value.lineno, value.value


def is_translated(message: Message) -> bool:
    """Say whether a text of a catalogue has its translation, in all numbers."""
    return all(message.string) if isinstance(message.string, tuple) else bool(message.string)


if __name__ == "__main__":
    main(sys.argv[1:])
