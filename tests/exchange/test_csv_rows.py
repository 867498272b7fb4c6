"""Rows of CSV files: letters, separators, preambles, lines, and what is no CSV."""

from __future__ import annotations

import csv
from contextlib import suppress
from io import StringIO
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from contactkeeper.exchange.csv_rows import LARGEST_ROW, CsvFile, Header, Row
from contactkeeper.exchange.encodings import Encoding, encoding_of, mended
from contactkeeper.exchange.source import Unreadable
from exported import member
from hypothesis_profiles import examples

if TYPE_CHECKING:
    from collections.abc import Sequence

CELLS = st.lists(st.text(st.characters(exclude_categories=["Cs"]), max_size=8), min_size=2)


def is_header(cells: Sequence[str]) -> bool:
    """Say whether a row names the columns of these tests."""
    return cells[:1] == ("Имя",) or cells[:1] == ("Name",)


def read(data: bytes) -> tuple[Header, list[Row]]:
    """Return the header and the rows of a file."""
    file = CsvFile(member(data))
    header = file.header(is_header)
    assert header
    return header, list(file.rows(header))


def test_the_header_is_found_below_a_preamble() -> None:
    """Lines above it count, and a quote that is open there does no harm."""
    header, rows = read(b'\xef\xbb\xbfNotes:\r\n"a, b\r\n\r\n"Name" , Company\r\nAnna,Ozon\r\n')
    assert header == Header(4, ("Name", "Company"), ",")
    assert rows == [Row(5, ["Anna", "Ozon"])]


def test_a_file_without_the_header_has_none() -> None:
    """Nobody guesses what its columns mean."""
    assert CsvFile(member(b"a,b\nc,d\n")).header(is_header) is None


@pytest.mark.parametrize("separator", [",", ";", "\t"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_rows_know_their_lines(separator: str, end: str) -> None:
    """A cell may hold line ends and separators; blank lines and empty rows are no rows."""
    lines = ["Name|Note", 'Anna|"one', f'two{separator} ""three"""', "", " |", "Boris|b"]
    _, rows = read(end.join(lines).replace("|", separator).encode())
    assert rows == [
        Row(2, ["Anna", f'one{end}two{separator} "three"']),
        Row(6, ["Boris", "b"]),
    ]


@pytest.mark.parametrize(
    ("encoded", "name", "certainty"),
    [
        ("Имя,Анна Ö".encode(), "utf-8", "sure"),
        ("Имя,Анна".encode("utf-8-sig"), "utf-8-sig", "sure"),
        ("Имя,Анна".encode("utf-16"), "utf-16", "sure"),
        ("Имя,Анна Иванова".encode("cp1251"), "cp1251", "guess"),
        ("Name,Größe, Müller, Éloïse".encode("cp1252"), "cp1252", "guess"),
        ("Имя,Анна Иванова\n".encode() * 3 + b"\xd0,", "utf-8", "damaged"),
        ("Имя".encode("utf-8-sig") + b"\xd0,", "utf-8-sig", "damaged"),
    ],
)
def test_letters(encoded: bytes, name: str, certainty: str) -> None:
    """A mark decides, then UTF-8; the rest is a guess and says so."""
    encoding = encoding_of(member(encoded))
    assert encoding == Encoding(name, certainty)  # type: ignore[arg-type]
    with encoding.open(member(encoded)) as file:
        assert file.read(3) in ("Имя", "Nam")


@settings(max_examples=examples(200))
@given(
    st.text("абвгдежзиклмнопрстуфАБВГДЕЖ", min_size=2, max_size=12),
    st.text("aÉéüößñłčış ", max_size=9),
    st.sampled_from(["cp1251", "cp1252", "latin-1"]),
)
def test_letters_read_in_a_wrong_way_are_mended(word: str, other: str, encoding: str) -> None:
    """Whatever the program took UTF-8 for, and only then."""
    text = word + other
    with suppress(UnicodeDecodeError):
        assert mended(text.encode().decode(encoding)) == text
    assert mended(text) == mended("Anna") == mended("Её Её") == ""
    assert mended("Ã©t") == "ét"


def test_only_certain_letters_need_no_remark() -> None:
    """A guess, and letters that are lost, are said with what was read."""
    guessed, damaged = encoding_of(member(b"\xc8\xec\xff")), encoding_of(member(b"\xff\xfe\0\xdc"))
    assert Encoding("utf-8").remarks("a.csv") == ()
    assert [(each.case, each.facts) for each in guessed.remarks("a") + damaged.remarks("a")] == [
        ("guessed-letters", (("encoding", "Windows-1251"),)),
        ("damaged-letters", (("encoding", "UTF-16"),)),
    ]


def test_the_beginning_of_a_file_tells_its_header() -> None:
    """What comes later is not read, and the last line may be cut in a letter."""
    data = "Имя,Note\n".encode() + b"\xd0\x90" * 100_000
    assert CsvFile.beginning(member(data)).header(is_header) == Header(1, ("Имя", "Note"), ",")


def test_a_long_cell_is_read() -> None:
    """The limit of Python's reader is raised for this file alone."""
    before = csv.field_size_limit()
    _, rows = read(b"Name,Note\nAnna," + b"x" * 200_000 + b"\n")
    assert len(rows[0].cells[1]) == 200_000
    assert csv.field_size_limit() == before


def test_an_open_quote_is_said() -> None:
    """It swallows the rows below it, which nobody would miss otherwise."""
    _, rows = read(b'Name,Note\nAnna,a\nBoris,"b\nVera,c\n')
    assert rows == [Row(2, ["Anna", "a"]), Row(3, ["Boris", "b\nVera,c\n"], is_open=True)]


@pytest.mark.parametrize(
    ("begin", "line"), [(b"", b"x" * 999), (b"", b'"a\n",' * 100), (b'"', b"x\n" * 999)]
)
def test_a_row_without_an_end_is_refused(begin: bytes, line: bytes) -> None:
    """A file whose quote is open, or that is no text, fills no memory."""
    data = b"Name,Note\nAnna,a\n" + begin + line * (LARGEST_ROW // len(line) + 1)
    file = CsvFile(member(data))
    header = file.header(is_header)
    assert header
    with pytest.raises(Unreadable) as caught:
        list(file.rows(header))
    assert (caught.value.line, caught.value.case) == (3, "long-row")


@settings(max_examples=examples(200))
@given(st.lists(CELLS, max_size=5), st.sampled_from(",;\t"), st.sampled_from(["\n", "\r\n"]))
def test_what_python_writes_is_read(rows: list[list[str]], separator: str, end: str) -> None:
    """Any rows with any letters come back, but for those without text."""
    written = StringIO()
    writer = csv.writer(written, delimiter=separator, lineterminator=end, quoting=csv.QUOTE_ALL)
    writer.writerows([["Name", "Note"], *rows])
    _, found = read(written.getvalue().encode())
    assert [row.cells for row in found] == [row for row in rows if any(map(str.strip, row))]


@settings(max_examples=examples(200))
@given(st.binary(max_size=300))
def test_bytes_are_rows_or_unreadable(data: bytes) -> None:
    """No file raises anything else."""
    try:
        file = CsvFile(member(b"Name,b\n" + data))
        header = file.header(is_header)
        if header:
            list(file.rows(header))
    except Unreadable:
        pass
