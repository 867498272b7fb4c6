"""Files that say how much of them is read."""

from __future__ import annotations

from io import BytesIO

from contactkeeper.cli.watched_file import Watch
from contactkeeper.exchange.source import MEGABYTE, Member


def test_what_is_read_counts_once_of_what_is_opened() -> None:
    """Whatever is opened again, and however it is read; all bytes come as they are."""
    shown: list[tuple[int, int]] = []
    watch = Watch(lambda done, total: shown.append((done, total)))
    data = bytes(range(256)) * (3 * MEGABYTE // 256)
    large = Member("large", len(data), lambda: BytesIO(data))
    small = Member("small", 3, lambda: BytesIO(b"abc"))
    with watch.open(large) as file:
        assert file.read(10) == data[:10]
    assert shown == [(1, 3)]
    for _ in range(2):
        with watch.open(large) as file:
            assert file.read() == data
    with watch.open(small) as file:
        assert list(file) == [b"abc"]
    assert shown == sorted(shown)
    assert shown[-1] == (3, 3)
