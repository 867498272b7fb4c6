"""What is wrong with a file that is imported, and why some of what it holds is left out.

One row a case: a sentence with the names of the facts, or a function that takes them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

FILE_FAULTS: Mapping[str, str | Callable[..., str]] = {}
"""Why a file can't be read, by the case of `Unreadable`: what is wrong, and what to do."""
ROW_FAULTS: Mapping[str, str | Callable[..., str]] = {}
"""Why a row, card or message can't be read, by the case of the problem `unread-row`."""
LEFT_OUT: Mapping[str, tuple[str, str]] = {}
"""What is left out, by `LeftOut.reason`: of one thing and of several, behind their number:
`("message of a group", "messages of groups")`."""
