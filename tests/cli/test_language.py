"""Which language a run speaks: formats.md's rule, that of GNU gettext with English among them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from contactkeeper.cli.language import language_of
from contactkeeper.errors import UsageError

if TYPE_CHECKING:
    from cli.conftest import Ck

CASES = [
    ("", "en"),
    ("LANG=ru_RU.UTF-8", "ru"),
    ("LANG=ru", "ru"),
    ("LANG=ru_UA.KOI8-U", "ru"),
    ("LANG=RU_ru", "ru"),
    ("LANG=en_RU.UTF-8", "en"),
    ("LANG=de_DE.UTF-8", "en"),
    ("LANG=rushes", "en"),
    ("LC_MESSAGES=ru_RU LANG=en_US", "ru"),
    ("LC_MESSAGES=en_US LANG=ru_RU", "en"),
    ("LC_ALL=en_US LC_MESSAGES=ru_RU LANG=ru_RU", "en"),
    ("LC_ALL= LC_MESSAGES= LANG=ru_RU", "ru"),
    ("LC_CTYPE=ru_RU.UTF-8", "en"),
    # C and POSIX have no language, so LANGUAGE counts for nothing.
    ("LC_ALL=C LANGUAGE=ru", "en"),
    ("LANG=C.UTF-8 LANGUAGE=ru", "en"),
    ("LANG=POSIX LANGUAGE=ru", "en"),
    ("LC_ALL=C LANG=ru_RU.UTF-8", "en"),
    ("LANGUAGE=ru", "en"),
    ("LANG=de_DE LANGUAGE=fr:ru:en", "ru"),
    ("LANG=ru_RU LANGUAGE=en:ru", "en"),
    ("LANG=ru_RU LANGUAGE=en_GB:ru", "en"),
    ("LANG=ru_RU LANGUAGE=de:fr", "ru"),
    ("LANG=ru_RU LANGUAGE=::", "ru"),
    ("CK_LANG=ru LC_ALL=C", "ru"),
    ("CK_LANG=en LC_ALL=ru_RU", "en"),
    ("CK_LANG=ru_RU.UTF-8", "ru"),
    ("CK_LANG= LANG=ru_RU", "ru"),
]


@pytest.mark.parametrize(("environment", "language"), CASES)
def test_the_environment_gives_the_language(environment: str, language: str) -> None:
    """Each case is an environment; what is not in it is not set."""
    environ = dict(part.split("=", 1) for part in environment.split())
    assert language_of(environ) == language


@pytest.mark.parametrize("named", ["de", "C", "POSIX", "русский", "-", "english"])
def test_a_language_that_ck_does_not_speak_is_refused(named: str) -> None:
    """What is named for `ck` alone is never passed over."""
    with pytest.raises(UsageError, match="CK_LANG has to be one of en, ru"):
        language_of({"CK_LANG": named})


@pytest.mark.parametrize(
    ("written", "environ", "language"),
    [
        ("ru", {"CK_LANG": "", "LC_ALL": "en_US.UTF-8"}, "ru"),
        ("en", {"CK_LANG": "", "LC_ALL": "ru_RU.UTF-8"}, "en"),
        ("ru", {"CK_LANG": "en"}, "en"),
        ("", {"CK_LANG": "", "LC_ALL": "ru_RU.UTF-8"}, "ru"),
    ],
)
def test_the_users_configuration_stands_between_ck_lang_and_the_locale(
    ck: Ck,
    monkeypatch: pytest.MonkeyPatch,
    written: str,
    environ: dict[str, str],
    language: str,
) -> None:
    """It decides for the help and for errors too."""
    for name, value in environ.items():
        monkeypatch.setenv(name, value)
    ck.configure(f'language = "{written}"\n')
    said = {"en": "there are no notes here", "ru": "заметок здесь нет"}
    assert said[language] in ck("due").err


def test_a_language_that_is_not_there_is_refused_in_the_configuration(ck: Ck) -> None:
    """With the file, the key and what is allowed."""
    ck.configure('language = "de"\n')
    result = ck("due")
    assert result.code == 2
    assert 'config.toml:1: language: must be one of en, ru; it is "de".' in result.err
