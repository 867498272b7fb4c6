"""Change configuration files: the mode, the default vault, and options of one machine.

What makes `ck` run a program, reach the network or write outside must not come with a vault:
`find_misplaced` finds such options in its file, and `move_to_user` moves them to the user's own.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from contactkeeper.config.kinds import LINE
from contactkeeper.config.options import EDITOR, find_option
from contactkeeper.config.reading import read_settings
from contactkeeper.config.toml_edit import Replace, change_keys, replace_toml, without_lines
from contactkeeper.config.toml_file import (
    UnknownKey,
    line_of,
    parse_toml,
    read_bytes,
    read_toml,
    say_toml,
    say_value,
    say_wrong,
)
from contactkeeper.core.model import Problem
from contactkeeper.core.settings import CONFIG_NAME, LogRules, Settings
from contactkeeper.errors import ConfigError
from contactkeeper.text.phrases import list_all
from contactkeeper.wording import Wording

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator
    from datetime import date
    from pathlib import Path


def remember_vault(path: Path, vault: Path) -> bool:
    """Make `vault` the default vault: change one line of the user's file, keep the rest.

    Returns:
        Whether anything was written: False where the file says so already.

    Raises:
        ConfigError: the file can't be read or written, or its `vault` is written in a way that
            can't be edited safely; nothing was written.
        NoteChanged: somebody else has written the file meanwhile.
    """
    name = str(vault)
    try:
        name.encode()
    except UnicodeEncodeError as error:
        raise ConfigError(
            str(path),
            "vault",
            Wording(
                "can't name {vault}, whose path is not UTF-8: --vault or CK_VAULT name it.",
                vault=vault,
            ),
        ) from error
    # Dotfiles are often links, which stay links.
    return change_keys(path.resolve(), {"": {"vault": name}}, "vault", f"vault = {say_toml(name)}")


def set_mode(
    vault: Path,
    name: str,
    until: date | None,
    user: Path | None = None,
    replace: Replace | None = None,
) -> bool:
    """Write the mode into the vault's contactkeeper.toml; create the file where there is none.

    Args:
        vault: the vault's root.
        name: a mode that there is.
        until: the last day on which it holds; None: without end.
        user: the user's own file, which must not say otherwise.
        replace: writes the file; None: one step, with no history.

    Returns:
        Whether anything was written: False where the file says so already.

    Raises:
        ConfigError: the file can't be read or written, leads out of the vault, or can't be edited
            safely; or the user's own file has a mode that would go over it. Nothing was written.
        NoteChanged: somebody else has written the file meanwhile.
    """
    own = read_toml(user) if user else None
    if own and "mode" in own.values:
        own.refuse("mode", "", Wording("goes over the vault's, so switching has to be done here."))
    target = _file_of(vault)
    source = read_toml(target)
    current = source.values.get("mode", {}) if source else {}
    day = until.isoformat() if until else ""
    wanted = {"name": name}
    if isinstance(current, dict):
        if current.get("name", "steady") == name and str(current.get("until", "")) == day:
            return False
        if day or current.get("until"):
            wanted["until"] = day
    return change_keys(target, {"mode": wanted}, "[mode]", f"name = {say_toml(name)}", replace)


def set_log(vault: Path, title: str, rules: LogRules, replace: Replace | None = None) -> bool:
    """Write into the vault's contactkeeper.toml that sections of a title are logs.

    It becomes the heading of new logs too, unless `rules`, those that hold now, name one. Without a
    title logs under no heading are written to. The answer and the errors are those of `set_mode`.
    """
    key: str
    value: object
    if not title:
        key, value = "headless", True
    elif rules.heading == LogRules().heading:
        key, value = "heading", title
    else:
        key, value = "more_headings", [*rules.more_headings, title]
    by_hand = f"{key} = {say_toml(value)}"
    return change_keys(_file_of(vault), {"log": {key: value}}, "[log]", by_hand, replace)


def set_import(
    vault: Path, zone: str, ignored: Collection[str], settings: Settings, replace: Replace
) -> bool:
    """Write into the vault's contactkeeper.toml how imports count days, and whom they leave out.

    `ignored` come after those whom `settings`, which hold now, leave out; a zone that these have
    stays. The answer and the errors are those of `set_mode`.
    """
    wanted: dict[str, object] = {}
    if zone and not settings.import_zone:
        wanted["zone"] = zone
    if new := [each for each in ignored if each not in settings.import_ignore]:
        wanted["ignore"] = [*settings.import_ignore, *new]
    if not wanted:
        return False
    by_hand = list_all([f"{key} = {say_toml(value)}" for key, value in wanted.items()])
    return change_keys(_file_of(vault), {"import": wanted}, "[import]", by_hand, replace)


def _file_of(vault: Path) -> Path:
    """Return the vault's file without links; ConfigError where it leads out of the vault."""
    target = (vault / CONFIG_NAME).resolve()
    if not target.is_relative_to(vault.resolve()):
        said = Wording("leads out of the vault, to {target}.", target=target)
        raise ConfigError(str(vault / CONFIG_NAME), "", said)
    return target


class Misplaced(NamedTuple):
    """A key that is ignored in the vault's file."""

    section: str
    """Empty at the top of the file."""
    key: str
    value: object
    line: int

    @property
    def name(self) -> str:
        """Return it as sentences name it: `[git] auto_commit`."""
        return f"[{self.section}] {self.key}" if self.section else self.key

    @property
    def leads_outside(self) -> bool:
        """Return whether it names a program, or a file that is no note."""
        return self.key == EDITOR or (self.section, self.key) == ("calendar", "out")

    def assignment(self) -> str:
        """Return the line of TOML that sets it."""
        is_plain = isinstance(self.value, bool | str | int)
        return f"{self.key} = {say_toml(self.value) if is_plain else say_value(self.value)}"


def find_misplaced(vault: Path) -> tuple[Misplaced, ...]:
    """Find the keys in a vault's file that belong to a machine; raises ConfigError."""
    source = read_toml(vault / CONFIG_NAME)
    if source is None:
        return ()
    found = []
    for name, value in source.values.items():
        if name == EDITOR:
            found.append(Misplaced("", name, value, line_of(source.text, name) or 1))
        elif isinstance(value, dict):
            for key, each in value.items():
                option = find_option(name, key)
                if option and option.of_machine:
                    line = line_of(source.text, option.name) or 1
                    found.append(Misplaced(name, key, each, line))
    return tuple(found)


def file_problems(root: Path) -> Iterator[Problem]:
    """Name what is passed over in a vault's file: unknown keys, and keys of one machine."""
    for each in find_misplaced(root):
        yield Problem.of(CONFIG_NAME, each.line, "machine-option", "remark", key=each.name)
    unknown: list[UnknownKey] = []
    settings = Settings()
    if source := read_toml(root / CONFIG_NAME, inside=root):
        settings = read_settings(source._replace(passed_over=unknown), settings)
    zone = settings.import_zone
    if zone and not is_zone(zone):
        line = line_of(source.text, "import.zone") if source else None
        yield Problem.of(CONFIG_NAME, line or 1, "unknown-zone", zone=zone)
    for name, near, line in unknown:
        yield Problem.of(CONFIG_NAME, line or 1, "unknown-option", "remark", key=name, near=near)


def is_zone(name: str) -> bool:
    """Say whether this machine knows a time zone of a name."""
    from zoneinfo import ZoneInfo  # only imports count days in a zone

    try:
        ZoneInfo(name)
    except (KeyError, OSError, ValueError):
        return False
    return True


def move_to_user(vault: Path, user: Path, misplaced: Iterable[Misplaced]) -> None:
    """Move these keys to the user's own file; a key that it has already is only removed here.

    Raises:
        ConfigError: a file can't be read or written, leads out of the vault, can't be edited
            safely, or a value is not allowed.
        NoteChanged: somebody else has written one of them meanwhile.
    """
    keys = tuple(misplaced)
    target = _file_of(vault)
    for each in keys:
        _check(each, str(target))
    before = read_bytes(target) or b""
    sections = dict.fromkeys(each.section for each in keys if each.section)
    left = without_lines(before.decode("utf-8"), (each.line for each in keys), sections)
    try:
        there = parse_toml(left.encode(), str(target)).values
    except ConfigError:
        there = {}
    values: dict[str, object] = {}
    gone = {(each.section, each.key) for each in keys}
    for name, value in parse_toml(before, str(target)).values.items():
        if isinstance(value, dict):
            rest = {key: each for key, each in value.items() if (name, key) not in gone}
            # An empty section and none are the same; which is left depends on how it was written.
            if rest or name in there:
                values[name] = rest
        elif ("", name) not in gone:
            values[name] = value
    if there != values:
        where = list_all([each.key for each in keys])
        sentence = Wording(
            "can't be taken out safely here; delete it by hand. Nothing was written."
        )
        raise ConfigError(str(target), where, sentence)
    _add_to_users_file(user.resolve(), keys)
    replace_toml(target, before, left, values, keys[0].key, Wording("the rest of it"))


def _add_to_users_file(target: Path, keys: Iterable[Misplaced]) -> None:
    source = read_toml(target)
    values = source.values if source else {}
    changes: dict[str, dict[str, object]] = {}
    for each in keys:
        section = values.get(each.section, {}) if each.section else values
        if isinstance(section, dict) and each.key not in section:  # else the user's own value holds
            changes.setdefault(each.section, {})[each.key] = each.value
    change_keys(target, changes, "", ", ".join(each.assignment() for each in keys))


def _check(each: Misplaced, path: str) -> None:
    """Refuse a value that would make the user's own file one that can't be read."""
    option = find_option(each.section, each.key)
    kind = option.kind if option else LINE
    try:
        kind.read(each.value)
    except ValueError as error:
        where = f"[{each.section}] {each.key}" if each.section else each.key
        said = say_wrong(kind.allowed, each.value)
        raise ConfigError(path, where, said, line=each.line) from error
