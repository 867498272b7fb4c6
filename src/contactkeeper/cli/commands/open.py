"""`ck open`: open a person's note in the editor, or in Obsidian."""

from __future__ import annotations

from typing import Annotated

from contactkeeper.cli.args.declare import WhoArgument, option
from contactkeeper.cli.find import find_contact
from contactkeeper.cli.session import Session
from contactkeeper.errors import CkError


def open_command(
    session: Session,
    who: WhoArgument,
    *,
    obsidian: Annotated[bool, option("--obsidian", help="Open it in Obsidian.")] = False,
) -> None:
    """Open a person's note in your editor, or in Obsidian.

    Example: ck open anna
    """
    from urllib.parse import quote

    contact = find_contact(session, who)
    # Every reserved character is encoded, the slash too: Obsidian wants it so.
    uri = f"obsidian://open?vault={quote(session.root.name, safe='')}&file="
    uri += quote(contact.path.removesuffix(".md"), safe="")
    if session.as_json:
        from contactkeeper.cli.json import document

        value = {"name": contact.name, "path": contact.path, "uri": uri}
        session.terminal.document(document(session, "open", contact=value))
    elif not obsidian:
        from contactkeeper.cli.editor import open_editor

        open_editor(session, session.root / contact.path)
    else:
        import webbrowser

        if not webbrowser.open(uri):
            message = f"nothing here opens {uri}"
            raise CkError(message)
