"""Say things in one language: its modules of sentences, and its catalogue of wordings.

Which language a run speaks is decided by `cli.language`, and handed on like the day.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Any

from contactkeeper import text
from contactkeeper.wording import Wording

if TYPE_CHECKING:
    from gettext import NullTranslations
    from types import ModuleType

DOMAIN = "ck"
"""The name of the catalogues, as gettext has it."""
CATALOGUES = f"{text.__path__[0]}/catalogues"
"""The folder of the catalogues: `ru/LC_MESSAGES/ck.po`, and beside it what is made of it."""
LANGUAGES = ("en", "ru")
"""The languages that `ck` speaks; each is a package beside this module, English first."""


class Speech:
    """The sentences of `ck`, in one language.

    `speech.days.say_day(…)` is `say_day` of the module `days` of that language. What a language
    does not have is said in English.
    """

    if TYPE_CHECKING:  # every language has the functions of the English one
        from contactkeeper.text.en import (
            brief,
            calendar,
            changes,
            company,
            days,
            drafts,
            events,
            figures,
            fixes,
            goals,
            importing,
            left_out,
            modes,
            next_due,
            occasions,
            own_acts,
            paging,
            phrases,
            reasons,
            report,
            review,
            search,
            statistics,
            walk,
            words,
        )
    else:

        def __getattr__(self, module: str) -> Any:  # noqa: ANN401  # a module
            """Load a module of sentences when it is first asked for."""
            english = f"contactkeeper.text.en.{module}"
            own = f"contactkeeper.text.{self.language}.{module}"
            try:
                loaded = _load(own)
            except ModuleNotFoundError as error:
                if error.name not in {own, own.rpartition(".")[0]}:
                    raise
                loaded = _load(english)
            sentences = loaded if self.language == "en" else _Sentences(loaded, english)
            self.__dict__[module] = sentences
            return sentences

    def __init__(self, language: str = "en") -> None:
        """Take one of `LANGUAGES`; nothing is loaded before it is needed."""
        self.language = language

    def say(self, said: str) -> str:
        """Say a wording in this language; any other text stays as it is."""
        if self.language == "en" or not isinstance(said, Wording):
            return str(said)
        if said.plural:
            template = self._catalogue.ngettext(said.template, said.plural, said.number)
        else:
            template = self._catalogue.gettext(said.template) if said.template else ""
        if not said.facts:
            return template
        return template.format_map({name: self._say_fact(said.facts[name]) for name in said.facts})

    def _say_fact(self, fact: object) -> object:
        if isinstance(fact, str):
            return self.say(fact)
        if isinstance(fact, tuple | list):
            return ", ".join(str(self._say_fact(each)) for each in fact)
        return _Grouped(fact) if type(fact) is int else fact

    @cached_property
    def _catalogue(self) -> NullTranslations:
        """Read the catalogue of this language, which was compiled when the package was built.

        Where it is missing or damaged, everything is said in English.
        """
        from gettext import NullTranslations

        from contactkeeper.text.catalogue import Catalogue

        try:
            # `gettext.translation` would import `locale`, which takes a millisecond.
            with open(f"{CATALOGUES}/{self.language}/LC_MESSAGES/{DOMAIN}.mo", "rb") as file:  # noqa: PTH123
                return Catalogue(file)
        except Exception:  # noqa: BLE001  # gettext raises whatever the bytes lead to
            return NullTranslations()


def _load(module: str) -> ModuleType:
    return __import__(module, fromlist=["*"])  # importlib takes half a millisecond of every start


class _Sentences:
    """The sentences of a module; those that a language does not have are the English ones."""

    def __init__(self, own: object, english: str) -> None:
        self._own = own
        self._english = english

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401  # what the module has
        try:
            found = getattr(self._own, name)
        except AttributeError:
            found = getattr(_load(self._english), name)
        self.__dict__[name] = found
        return found


class _Grouped(int):
    """A number whose thousands are parted by a no-break space where English has a comma."""

    def __format__(self, spec: str) -> str:
        return super().__format__(spec).replace(",", "\u00a0")


ENGLISH = Speech()
"""The language of programs in every locale: JSON, the Python API and the messages of commits."""
