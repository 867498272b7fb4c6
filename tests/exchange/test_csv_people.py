"""People of CSV files: address books of other programs, sheets of anybody, and tables of ck."""

from __future__ import annotations

from contextlib import suppress
from datetime import UTC, date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from contactkeeper.core.interchange import Exported, LeftOut, Person, Place, Question
from contactkeeper.core.model import PartialDate, Problem
from contactkeeper.exchange.csv_headings import field_of, table
from contactkeeper.exchange.csv_people import is_csv, read_csv
from contactkeeper.exchange.csv_writer import write_csv
from contactkeeper.exchange.handles import SERVICES
from contactkeeper.exchange.source import Answers, Unanswered, Unreadable
from contactkeeper.exchange.texts import DOUBTFUL_BIRTHDAYS
from exported import SAMPLES, folder, single
from hypothesis_profiles import examples

ANSWERS = Answers(UTC)


def read(text: str | bytes, answers: Answers = ANSWERS) -> Exported:
    """Return what a file says."""
    return read_csv(single(text if isinstance(text, bytes) else text.encode()), answers)


def sample(name: str) -> Exported:
    """Return what a sample says, which is recognised."""
    source = single((SAMPLES / name).read_bytes(), name)
    assert is_csv(source)
    return read_csv(source, ANSWERS)


def test_google_with_its_new_headings() -> None:
    """Several values of a cell, labels that say what a value is, birthdays without a year."""
    found = sample("google-contacts-new.csv")
    file = "google-contacts-new.csv"
    assert found == Exported(
        "csv",
        file,
        people=(
            Person(
                "Мария Образцова",
                aliases=("Маша",),
                emails=("maria@example.org", "m@example.net"),
                phones=("+49 000 0000004", "+49 000 0000009"),
                handles=("linkedin:maria-obraztsova-000000", "telegram:mariaobr"),
                company="Example GmbH",
                role="Recruiter, IT",
                connected=date(2019, 3, 1),
                birthday=PartialDate(4, 12),
                categories=("Рекрутеры",),
                note="Line one\nline two",
                place=Place(file, 2),
            ),
            Person(
                "Anton Primerov",
                emails=("anton@example.com",),
                birthday=PartialDate(3, 1),
                place=Place(file, 4),
            ),
        ),
        counts=(("contacts", 2),),
        left_out=(LeftOut("company", 1),),
    )


def test_google_with_its_old_headings() -> None:
    """`Name` is the whole name beside given and family name."""
    (maria,) = sample("google-contacts-old.csv").people
    assert maria == Person(
        "Мария Образцова",
        emails=("maria@example.org",),
        phones=("+49 000 0000004",),
        company="Example GmbH",
        role="Recruiter",
        birthday=PartialDate(4, 12, 1990),
        categories=("Recruiters",),
        note="note",
        place=Place("google-contacts-old.csv", 2),
    )


def test_outlook_in_english() -> None:
    """`Title` is a form of address, `0/0/00` is no day, categories have semicolons."""
    (maria,) = sample("outlook-en-utf8bom.csv").people
    assert maria == Person(
        "Maria Obraztsova",
        emails=("maria@example.org",),
        phones=("+49 000 0000004",),
        company="Example GmbH",
        role="Recruiter",
        birthday=PartialDate(12, 28, 1990),
        categories=("Recruiters", "Berlin"),
        note="a\nb",
        place=Place("outlook-en-utf8bom.csv", 2),
    )


def test_outlook_in_russian() -> None:
    """Letters of Windows-1251, semicolons, quotes in a cell."""
    (maria,) = sample("outlook-ru-cp1251-semicolon.csv").people
    assert maria == Person(
        "Мария Образцова",
        emails=("maria@example.org",),
        phones=("+7 000 000-00-04",),
        company='ООО "Пример"',
        role="Рекрутер",
        birthday=PartialDate(4, 12, 1990),
        place=Place("outlook-ru-cp1251-semicolon.csv", 2),
    )


@pytest.mark.parametrize(
    "header",
    [
        "First Name,Middle Name,Last Name,Company,Job Title,E-mail Address,Mobile Phone,Birthday",
        (
            "Имя,Отчество,Фамилия,Организация,Должность,Адрес эл. почты,Телефон переносной,"
            "День рождения"
        ),
        (
            "Ім’я,По батькові,Прізвище,Організація,Посада,Адреса електронної пошти,"
            "Мобільний телефон,День народження"
        ),
        "Vorname,Weitere Vornamen,Nachname,Firma,Position,E-Mail-Adresse,Mobiltelefon,Geburtstag",
        "Prénom,Deuxième prénom,Nom,Société,Titre,Adresse de messagerie,Tél. mobile,Anniversaire",
        (
            "Nombre,Segundo nombre,Apellidos,Organización,Puesto,Dirección de correo electrónico,"
            "Teléfono móvil,Cumpleaños"
        ),
        (
            "Nome,Secondo nome,Cognome,Società,Posizione,Indirizzo posta elettronica,Cellulare,"
            "Compleanno"
        ),
        "Nome,Segundo Nome,Sobrenome,Empresa,Cargo,Endereço de Email,Telefone celular,Aniversário",
        (
            "Nome,Nome do meio,Apelido,Empresa,Cargo,Endereço de correio electrónico,Telemóvel,"
            "Aniversário"
        ),
        "Imię,Drugie imię,Nazwisko,Firma,Stanowisko,Adres e-mail,Telefon komórkowy,Urodziny",
        (
            "Voornaam,Middelste naam,Achternaam,Bedrijf,Functie,E-mailadres,Mobiele telefoon,"
            "Verjaardag"
        ),
        "Ad,İkinci Adı,Soyadı,Şirket,İş Unvanı,E-posta Adresi,Cep Telefonu,Doğum Günü",
    ],
)
def test_each_language_of_outlook(header: str) -> None:
    """The same row says the same under the headings of each language, whatever its separator."""
    row = "Anna,M,Образцова,Ozon,Recruiter,a@example.org,+1 000,28.12.1990"
    for separator in ",;\t":
        (anna,) = read(f"{header}\n{row}\n".replace(",", separator)).people
        assert anna == Person(
            "Anna M Образцова",
            emails=("a@example.org",),
            phones=("+1 000",),
            company="Ozon",
            role="Recruiter",
            birthday=PartialDate(12, 28, 1990),
            place=Place("file", 2),
        )


def test_a_heading_of_two_meanings() -> None:
    """It has the one that no other column has."""
    (anna,) = read("First Name,Last Name,Title,Job Title\nAnna,Karenina,Head,Recruiter\n").people
    assert anna.role == "Recruiter"
    (anna,) = read("Name,Title\nAnna Karenina,Recruiter\n").people
    assert anna.role == "Recruiter"
    (ana,) = read("Nome,Sobrenome,Apelido\nAna,Souza,Aninha\n").people
    assert (ana.name, ana.aliases) == ("Ana Souza", ("Aninha",))
    (ana,) = read("Nombre,Cumpleaños,Aniversario\nAna,1990-04-12,2015-06-20\n").people
    assert ana.birthday == PartialDate(4, 12, 1990)
    assert ana.dates == (("Aniversario", PartialDate(6, 20, 2015)),)


def test_thunderbird() -> None:
    """A birthday in three columns, an address in several."""
    found = read(
        "First Name,Last Name,Display Name,Nickname,Primary Email,Secondary Email,Home Address,"
        "Home City,Home ZipCode,Home Country,Work City,Organization,Birth Year,Birth Month,"
        "Birth Day\n"
        "Anna,Karenina,Anna K,Anya,a@x.org,b@x.org,1 Main St,Tver,170000,Russia,Moscow,Ozon,"
        "1990,4,12\n"
        "Boris,Godunov,Boris Godunov,,,,,,,,,,,2,29\n"
    )
    assert found.people == (
        Person(
            "Anna Karenina",
            aliases=("Anna K", "Anya"),
            emails=("a@x.org", "b@x.org"),
            company="Ozon",
            birthday=PartialDate(4, 12, 1990),
            addresses=("1 Main St, Tver, 170000, Russia", "Moscow"),
            place=Place("file", 2),
        ),
        Person("Boris Godunov", birthday=PartialDate(2, 29), place=Place("file", 3)),
    )


def test_thunderbird_in_russian() -> None:
    """`День рождения` is the day of the month beside columns of the month and the year."""
    (anna,) = read(
        "Имя,Фамилия,Адрес электронной почты,Домашний адрес,Год рождения,Месяц рождения,"
        "День рождения\nАнна,Каренина,a@x.org,Тверская 1,1990,4,12\n"
    ).people
    assert anna.birthday == PartialDate(4, 12, 1990)
    assert anna.addresses == ("Тверская 1",)


def test_any_sheet_with_a_header() -> None:
    """Headings that people write, links that are handles, several addresses in a cell."""
    found = read(
        "My recruiters;;\n\n"
        "ФИО;Компания;Почта;Телеграм;Ссылка;Теги;Комментарий\n"
        "Анна Каренина;Ozon;A@x.org, b@x.org;@anna;https://www.linkedin.com/in/anna-k/ "
        "https://anna.example/a;it, москва;ok\n"
    )
    assert found.people == (
        Person(
            "Анна Каренина",
            emails=("a@x.org", "b@x.org"),
            handles=("telegram:anna", "linkedin:anna-k"),
            company="Ozon",
            links=("https://anna.example/a",),
            categories=("it", "москва"),
            note="ok",
            place=Place("file", 4),
        ),
    )


def test_columns_that_nobody_knows_are_asked_for() -> None:
    """The answer is taken, also in place of columns that are known."""
    text = "Wer,Wo,Имя\nAnna,Ozon,Б\n"
    with pytest.raises(Unanswered) as asked:
        read("Wer,Wo\nAnna,Ozon\n")
    assert asked.value.question == Question("columns", "file", ("Wer", "Wo"))
    answers = ANSWERS._replace(columns=(("name", "wer"), ("company", "Wo")))
    (anna,) = read(text, answers).people
    assert (anna.name, anna.company) == ("Anna", "Ozon")
    second = ANSWERS._replace(columns=(("email", "E-mail 2 Address"),))
    (anna,) = read("Name,E-mail Address,E-mail 2 Address\nAnna,a@x.org,b@x.org\n", second).people
    assert anna.emails == ("b@x.org",)
    with pytest.raises(Unreadable) as refused:
        read(text, ANSWERS._replace(columns=(("name", "Wie"),)))
    assert (refused.value.case, refused.value.facts) == ("no-column", {"column": "Wie"})
    with pytest.raises(Unreadable) as refused:
        read(text, ANSWERS._replace(columns=(("shoes", "Wer"),)))
    assert (refused.value.case, refused.value.facts) == ("no-field", {"field": "shoes"})


def test_letters_that_were_read_in_a_wrong_way_are_asked_about() -> None:
    """They are mended only where the user says so."""
    text = "Name,Company,Note\nJosÃ© GarcÃ\xada,Ozon,cafÃ©\n"
    with pytest.raises(Unanswered) as asked:
        read(text)
    assert asked.value.question == Question("letters", "file", ("José García", "JosÃ© GarcÃ\xada"))
    (jose,) = read(text, ANSWERS._replace(mend_letters=True)).people
    assert (jose.name, jose.note) == ("José García", "café")
    (jose,) = read(text, ANSWERS._replace(mend_letters=False)).people
    assert jose.name == "JosÃ© GarcÃ\xada"


@pytest.mark.parametrize(
    ("days", "first"),
    [
        (["03/04/1990", "12/28/1990"], PartialDate(3, 4, 1990)),
        (["03/04/1990", "28/12/1990"], PartialDate(4, 3, 1990)),
        (["03/04/1990", "0/0/00", "13/1/90"], PartialDate(4, 3, 1990)),
        (["05/05/1990"], PartialDate(5, 5, 1990)),
        (["3.4.1990", "28.12.1990"], PartialDate(4, 3, 1990)),
        (["1990/4/3"], PartialDate(4, 3, 1990)),
        (["1604-04-03"], PartialDate(4, 3)),
        (["3 April 1990"], PartialDate(4, 3, 1990)),
        (["3 апреля"], PartialDate(4, 3)),
        ([" --04-03"], PartialDate(4, 3)),
    ],
)
def test_the_whole_column_decides_what_a_date_means(days: list[str], first: PartialDate) -> None:
    """One date that can be read in one way only decides for the others."""
    rows = "".join(f"P{number},{day}\n" for number, day in enumerate(days))
    assert read(f"Name,Birthday\n{rows}").people[0].birthday == first


def test_dates_of_which_none_decides_are_asked_for() -> None:
    """The question has the date; the answer holds."""
    text = "Name,Birthday,Годовщина\nAnna,,03/04/1990\n"
    with pytest.raises(Unanswered) as asked:
        read(text)
    assert asked.value.question == Question("day-first", "file", example="03/04/1990")
    for day_first, day in ((True, PartialDate(4, 3, 1990)), (False, PartialDate(3, 4, 1990))):
        (anna,) = read(text, ANSWERS._replace(day_first=day_first)).people
        assert anna.dates == (("Годовщина", day),)


def test_what_is_no_day_is_said() -> None:
    """A day that nobody can read is said, and one that programs make up is in doubt."""
    found = read("Name,Birthday,Name day\nAnna,in spring,soon\nBoris,1900-01-01,\n")
    anna, boris = found.people
    assert (anna.birthday, anna.note) == (None, "Name day: soon")
    assert boris.doubts == ("birthday",)
    facts = (("words", "in spring"),)
    assert found.problems == (Problem("file", 2, "unread-row", "problem", "no-birthday", facts),)


def test_a_cell_without_end_is_refused() -> None:
    """It does not fill the memory."""
    with pytest.raises(Unreadable) as refused:
        read(b'Name,Notes\nAnna,"' + b"x" * 5_000_000)
    assert (refused.value.line, refused.value.case) == (2, "long-row")


@pytest.mark.parametrize("letters", ["x", "a.", "a@", "1/", "' ", "[["])
def test_a_large_cell_takes_no_time(letters: str) -> None:
    """Where a pattern were tried at each place of it, this would take minutes."""
    cell = letters * 200_000
    header = "Name,Email,Phone,Birthday,Links,LinkedIn,Address"
    with suppress(Unanswered):
        read(f"{header}\nAnna{f',{chr(34)}{cell}{chr(34)}' * 6}\n")


@pytest.mark.parametrize(
    ("email", "phone"),
    [("Email (home)", "Phone (mobile)"), ("Work Email", "Office Phone 2"),
     ("E-mail - Work", "Mobile number"), ("Рабочий email", "Телефон (моб.)"),
     ("E-Mail-Adresse (privat)", "Telefon beruflich"), ("Correo (trabajo)", "Teléfono casa")],
)  # fmt: skip
def test_headings_that_say_which_phone_or_email(email: str, phone: str) -> None:
    """The kind stands before or behind, in brackets or not; a fax is still no phone."""
    table = f"Name;{email};{phone};Fax (work);Assistant phone\nAnna Kim;a@x.org;+7 1;+7 2;+7 3\n"
    (person,) = read(table).people
    assert (person.emails, person.phones) == (("a@x.org",), ("+7 1",))


@pytest.mark.parametrize(
    ("cell", "phones"),
    [
        ("+79160000000, +79160000001", ("+79160000000", "+79160000001")),
        ("8 (916) 000-00-00 / 8 (916) 000-00-01", ("8 (916) 000-00-00", "8 (916) 000-00-01")),
        ("+79160000000; +79160000001", ("+79160000000", "+79160000001")),
        ("+7 495 000-00-00, 123", ("+7 495 000-00-00, 123",)),
        ("+74950000000,,123", ("+74950000000,,123",)),
    ],
)
def test_several_phones_in_one_cell(cell: str, phones: tuple[str, ...]) -> None:
    """A comma or a slash parts whole numbers; before a short one it is an extension."""
    (person,) = read(f'Name,Phone\nAnna Kim,"{cell}"\n').people
    assert person.phones == phones


def test_a_phone_that_a_spreadsheet_rounded_is_nobodys() -> None:
    """Those of many people become the same number."""
    found = read("Name;Phone\nAnna;7,91612E+10\nBoris;8E+10\nVera;+7 916 120-00-01\n")
    assert [person.phones for person in found.people] == [(), (), ("+7 916 120-00-01",)]
    assert [(each.line, each.case, each.facts) for each in found.problems] == [
        (2, "rounded-phone", (("words", "7,91612E+10"),)),
        (3, "rounded-phone", (("words", "8E+10"),)),
    ]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_files_of_spreadsheets(encoding: str) -> None:
    """A line that names the separator, tabs, and any encoding."""
    for text in (
        "sep=;\r\nVorname;Nachname;Firma\r\nJörg;Weiß;Bäcker GmbH\r\n",
        "Vorname\tNachname\tFirma\r\nJörg\tWeiß\tBäcker GmbH\r\n",
    ):
        (one,) = read(text.encode(encoding)).people
        assert (one.name, one.company) == ("Jörg Weiß", "Bäcker GmbH")


def test_the_tables_of_an_archive() -> None:
    """All with people are read; others are passed over where one has."""
    files = {
        "a/contacts.csv": b"Name,Email\nAnna,a@x.org\n",
        "b.tsv": b"Name\tCompany\nBoris\tOzon\n",
    }
    found = read_csv(folder({**files, "money.csv": b"Day,Sum\n1,2\n"}), ANSWERS)
    assert [(each.name, each.place.file) for each in found.people] == [
        ("Anna", "export/a/contacts.csv"),
        ("Boris", "export/b.tsv"),
    ]


def test_what_google_numbers() -> None:
    """Addresses in lines, messengers by their service, fields of one's own, events by label."""
    (anna,) = read(
        "Name,IM 1 - Type,IM 1 - Service,IM 1 - Value,Address 1 - Type,Address 1 - Formatted,"
        "Event 1 - Type,Event 1 - Value,Event 2 - Type,Event 2 - Value,Custom Field 1 - Type,"
        "Custom Field 1 - Value,Website 1 - Type,Website 1 - Value,Custom Field 2 - Type,"
        "Custom Field 2 - Value\n"
        'Anna,*,Skype,anna.k,Home,"1 Main St\nTver",Birthday,1990-04-12,Name day, --02-16,Shoes,42,'
        "Telegram,t.me/anna_k,Title,Dr\n"
    ).people
    assert anna == Person(
        "Anna",
        handles=("skype:anna.k", "telegram:anna_k"),
        birthday=PartialDate(4, 12, 1990),
        dates=(("Name day", PartialDate(2, 16)),),
        addresses=("1 Main St, Tver",),
        note="Shoes: 42\nTitle: Dr",
        place=Place("file", 2),
    )


def test_rows_of_nobody_are_counted() -> None:
    """A company is no person, an address alone is one, and the rest is said with its line."""
    found = read(
        "Name,Company,Email,Role\n,Ozon,info@ozon.example,\n,,a@x.org,\n,,,Boss\n"
        'Anna,"Ozon,,\nB,,,\n'
    )
    assert found.people == (Person(emails=("a@x.org",), place=Place("file", 3)),)
    assert found.left_out == (LeftOut("company", 1),)
    assert found.problems == (
        Problem("file", 4, "unread-row", "problem", "nameless-row"),
        Problem("file", 5, "unread-row", "problem", "open-quote"),
    )


@pytest.mark.parametrize(
    "text",
    ["", "\n\n", "Hello, world\nAnna\n", "[1/2/25, 10:00] Anna: Name\n", "BEGIN:VCARD\nN:a;b\n"],
)
def test_what_is_no_table_is_not_recognised(text: str) -> None:
    """A text with commas is no table of people."""
    assert not is_csv(single(text.encode(), "notes.txt"))


def test_each_heading_has_one_meaning() -> None:
    """No row of the table is hidden by another."""
    for field, headings in table():
        if " of " not in field:
            assert {field} == set(map(field_of, headings))
    assert all(field_of(service) == service for service in SERVICES)


WORDS = st.lists(
    st.text("=+-@'\",;|ab09йЁ€漢.#", min_size=1, max_size=5), min_size=1, max_size=3
).map(" ".join)
ADDRESSES = st.from_regex(r"[a-z0-9]{1,8}@[a-z]{1,8}\.org", fullmatch=True)
NAMES = st.from_regex(r"[a-zа-я0-9_.-]{0,6}[a-zа-я]", fullmatch=True)
DAYS = st.dates(date(1605, 1, 1), date(2025, 12, 31))
YEARLY = DAYS.map(lambda day: PartialDate(day.month, day.day, day.year)) | DAYS.map(
    lambda day: PartialDate(day.month, day.day)
)


def several(values: st.SearchStrategy[str]) -> st.SearchStrategy[tuple[str, ...]]:
    """Draw some different values."""
    return st.lists(values, max_size=3, unique=True).map(tuple)


@st.composite
def people(draw: st.DrawFn) -> Person:
    """Draw a person as readers give them, without what a table leaves out."""
    name = draw(WORDS)
    return Person(
        name,
        aliases=tuple(each for each in draw(several(WORDS)) if each != name),
        emails=draw(several(ADDRESSES)),
        phones=draw(several(st.from_regex(r"[+(0-9A-Za-z-]( ?[0-9-]){0,6}", fullmatch=True))),
        handles=tuple(
            f"{service}:{handle}"
            for service in ("linkedin", "telegram", "vk")
            for handle in draw(several(NAMES))
        ),
        company=draw(WORDS | st.just("")),
        role=draw(WORDS | st.just("")),
        connected=draw(DAYS | st.none()),
        birthday=draw(st.none() | YEARLY.filter(lambda day: day not in DOUBTFUL_BIRTHDAYS)),
        dates=tuple(draw(st.lists(st.tuples(WORDS, YEARLY), max_size=2))),
        categories=draw(several(WORDS)),
        links=draw(several(NAMES.map(lambda name: f"https://example.org/{name}"))),
        addresses=draw(several(WORDS)),
    )


@given(st.lists(people(), max_size=3), st.sampled_from(",;\t"))
@settings(max_examples=examples(300))
def test_a_table_that_is_written_is_read_back(written: list[Person], delimiter: str) -> None:
    """Nothing is lost of what has a column, formulas included; ck knows its own table."""
    found = read(write_csv(written, delimiter=delimiter))
    assert [person._replace(place=Place()) for person in found.people] == written
    assert not found.problems
    assert not found.holds_everybody


def test_the_bytes_of_a_table() -> None:
    """UTF-8 with its mark, CRLF, quotes around everything, `'` before formulas unless it is raw."""
    anna = Person(
        "=Анна",
        emails=("a@x.org", "b@x.org"),
        phones=("+7 000",),
        handles=("linkedin:анна", "telegram:anna", "vk:anna"),
        birthday=PartialDate(4, 12),
        properties=(("tier", "key"), ("tags", ("it", "hr"))),
    )
    assert write_csv([anna]).decode("utf-8") == (
        '\ufeff"Name","Aliases","Email","Phone","LinkedIn","Telegram","Company","Role","Birthday",'
        '"Dates","Connected","Labels","Links","Addresses","vk","tier","tags"\r\n'
        '"\'=Анна","","a@x.org ::: b@x.org","\'+7 000","https://www.linkedin.com/in/'
        '%D0%B0%D0%BD%D0%BD%D0%B0","anna","","","\'--04-12","","","","","","anna","key",'
        '"it ::: hr"\r\n'
    )
    for sign in "+-@＝＋－＠":
        assert f'"\'{sign}1",'.encode() in write_csv([anna._replace(company=f"{sign}1")])
    raw = write_csv([anna], raw=True, delimiter=";").decode("utf-8-sig")
    assert raw.splitlines()[1].startswith('"=Анна";"";"a@x.org ::: b@x.org";"+7 000";')


TEXTS = st.text(
    st.sampled_from(list("Name,;\t\r\n\"'=:/@.-0129 аб\x00\ufeff\u2028\ud83d")), max_size=80
)


@given(st.binary(max_size=200) | TEXTS.map(lambda text: text.encode("utf-8", "replace")))
@settings(max_examples=examples(500))
def test_any_bytes_are_a_table_or_a_sentence(data: bytes) -> None:
    """A reader raises nothing but what is said in a sentence."""
    header = b"Name,Birthday,Email,Custom Field 1 - Type,Custom Field 1 - Value,LinkedIn\n"
    for text in (data, header + data):
        is_csv(single(text))
        try:
            read(text)
        except (Unanswered, Unreadable):
            continue
