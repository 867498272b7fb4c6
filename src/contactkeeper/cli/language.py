"""Find the language that a run speaks, in the environment; the user's configuration may differ."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from contactkeeper.errors import UsageError
from contactkeeper.text.speech import LANGUAGES
from contactkeeper.wording import Wording

if TYPE_CHECKING:
    from collections.abc import Mapping

NAMED_LANGUAGE = "CK_LANG"
"""The variable that names the language of `ck` alone."""
_LOCALES = ("LC_ALL", "LC_MESSAGES", "LANG")
_PLAIN = {"C", "POSIX"}
"""The locales of no language, which mean English whatever LANGUAGE says."""


def language_of(environ: Mapping[str, str]) -> str:
    """Return the language of a run: `CK_LANG`, else that of the locale, else English.

    The first of LC_ALL, LC_MESSAGES and LANG that is not empty is the locale. Where it has a
    language, the first of LANGUAGE that `ck` speaks goes before it, as GNU gettext has it.

    Raises:
        UsageError: CK_LANG names a language that `ck` does not speak.
    """
    if named := environ.get(NAMED_LANGUAGE, ""):
        if (language := _language_in(named)) not in LANGUAGES:
            raise UsageError(
                Wording(
                    "CK_LANG has to be one of {languages}, not “{named}”.",
                    languages=LANGUAGES,
                    named=named,
                )
            )
        return language
    locale = next(filter(None, map(environ.get, _LOCALES)), "") or _system_locale()
    language = _language_in(locale)
    if not locale or language in _PLAIN:
        return "en"
    wanted = (*map(_language_in, environ.get("LANGUAGE", "").split(":")), language)
    return next((each for each in wanted if each in LANGUAGES), "en")


def _language_in(locale: str) -> str:
    """Return `ru` of `ru_RU.UTF-8`, `ru-RU` and `ru@latin`."""
    for mark in ".@_-":
        locale = locale.partition(mark)[0]
    return locale if locale in _PLAIN else locale.lower()


def _system_locale() -> str:
    """Return the locale of the user's screens on Windows, which has no LANG; else nothing."""
    if sys.platform != "win32":
        return ""
    import ctypes
    from locale import windows_locale

    return windows_locale.get(ctypes.windll.kernel32.GetUserDefaultUILanguage(), "")
