"""A page of HTML as its elements, read by the standard library; every fault of its form raises."""

from __future__ import annotations

from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

VOID = frozenset({"meta", "br", "hr", "img", "link", "input"})


@dataclass
class Element:
    """One element with its attributes, and what it holds."""

    name: str
    attributes: dict[str, str]
    children: list[Element | str] = field(default_factory=list)

    def __iter__(self) -> Iterator[Element]:
        yield self
        for child in self.children:
            if isinstance(child, Element):
                yield from child

    def all(self, *names: str) -> list[Element]:
        """Return the elements of these names, this one included, in their order."""
        return [each for each in self if each.name in names]

    @property
    def text(self) -> str:
        """Return all words in it."""
        parts = (each if isinstance(each, str) else each.text for each in self.children)
        return "".join(parts).strip()


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.open = [Element("document", {})]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        names = [name for name, _ in attrs]
        assert len(names) == len(set(names)), f"<{tag}> has an attribute twice"
        element = Element(tag, {name: value or "" for name, value in attrs})
        self.open[-1].children.append(element)
        if tag not in VOID:
            self.open.append(element)

    def handle_endtag(self, tag: str) -> None:
        assert self.open[-1].name == tag, f"</{tag}> closes <{self.open[-1].name}>"
        self.open.pop()

    def handle_data(self, data: str) -> None:
        self.open[-1].children.append(data)


def read_page(html: str) -> Element:
    """Read a page; every element is closed where it ends, and no id comes twice."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    assert len(reader.open) == 1, f"<{reader.open[-1].name}> is not closed"
    page = reader.open[0]
    ids = [each.attributes["id"] for each in page if "id" in each.attributes]
    assert len(ids) == len(set(ids)), "an id comes twice"
    return page


def table_called(page: Element, caption: str) -> list[list[str]]:
    """Return the cells of a table, row by row, without its head."""
    (table,) = [each for each in page.all("table") if each.all("caption")[0].text == caption]
    return [[cell.text for cell in row.all("th", "td")] for row in table.all("tr")[1:]]
