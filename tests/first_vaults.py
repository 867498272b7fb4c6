"""Three vaults as people have them before they know `ck`: path to text of each note."""

from __future__ import annotations

INLINE = {
    ".obsidian/app.json": "{}",
    "People/Anna Karenina.md": (
        "# Anna Karenina\n#recruiter #yandex\n\nCompany:: [[Yandex]]\nEmail:: anna@example.com\n"
        "Last contact:: 2026-10-20\n\n## Meetings\n- 2026-09-14: call about the platform\n"
        "- 2026-10-20: asked how the search goes\n"
    ),
    "People/Boris Ivanov.md": (
        "# Boris Ivanov\nTags: #recruiter/agency\nCompany:: Avito\n\n## Meetings\n"
        "- 3 Nov 2026: coffee\n- 1 Sep 2026: first call\n"
    ),
    "People/Kate Moss.md": "# Kate Moss\nA friend. #friend\n\n## Meetings\n- 2026-01-02: tea\n",
    "People/Liza Chen.md": (
        "---\ncreated: 2025-01-01\n---\nRole:: Senior IT Recruiter\nCompany:: Grab\n\nMet in May.\n"
    ),
    "Daily/2026-11-12.md": "# Thursday\n- talked to [[Liza Chen]] about Singapore\n",
    "Templates/Person.md": "#recruiter\nCompany::\nLast contact::\n## Meetings\n",
    "Notes/How to talk to a recruiter.md": "Tips for talks. #recruiter\n- 2026-01-01 draft\n",
}
"""Dataview lines and tags in the text; nobody has a property that marks a contact."""

CATEGORIES = {
    ".obsidian/app.json": "{}",
    "Dmitry Orlov.md": (
        '---\ncategories:\n  - "[[People]]"\norg: "[[JetBrains]]"\nrole: Recruiter\n'
        "last: 2026-08-01\n---\n"
    ),
    "Nadia Rahimi.md": '---\ncategories: ["[[People]]"]\norg: inDrive\nlast: 2026-11-14\n---\n',
    "Tom Becker.md": '---\ncategories: ["[[People]]"]\norg: Hays\n---\n',
    "Sofia Marin.md": '---\ncategories: ["[[People]]"]\nemail: sofia@example.com\n---\n',
    "2026-10-02 Call with Tom Becker.md": (
        '---\ncategories: ["[[Meetings]]"]\ntype: meeting\ndate: 2026-10-02\npeople:\n'
        '  - "[[Tom Becker]]"\n---\nHays has a role in Berlin.\n'
    ),
    "2026-11-03 Interview.md": (
        '---\ncategories: ["[[Meetings]]"]\ndate: 2026-11-03\nattendees: ["[[Dmitry Orlov]]"]\n'
        "---\n"
    ),
    "Templates/People Template.md": '---\ncategories: ["[[People]]"]\norg:\nlast: {{date}}\n---\n',
    "Dune.md": '---\ncategories: ["[[Books]]"]\nlast: 2026-01-01\n---\n',
}
"""One category for people, a date of the last contact, and notes of their own for meetings."""

RUSSIAN = {
    ".obsidian/app.json": "{}",
    "20 Люди/Рекрутеры/Анна Каренина.md": (
        "---\nтеги: [рекрутёры]\nкомпания: Яндекс\n---\n# Анна Каренина\n\n## Как общались\n"
        "- 14.09.2026 созвон: платформа снова нанимает\n- 20.10.2026 спросил про поиск\n"
    ),
    "20 Люди/Рекрутеры/Ольга Ким.md": (
        "---\nтеги: [рекрутёры]\nкомпания: Ozon\n---\n\n## Как общались\n"
        "- 3 ноября 2026: прислала вакансию\n- 1 октября 2026: познакомились\n"
    ),
    "20 Люди/Рекрутеры/Света Лебедева.md": (
        "---\nкомпания: Т-Банк\nпочта: sveta@example.com\n---\n**Встречи**\n"
        "- 2026-09-01 кофе\n- 2026-10-01 созвон\n"
    ),
    "20 Люди/Рекрутеры/Елена Жук.md": (
        "---\nтеги: [рекрутёры]\nпоследний контакт: 2026-05-20\nчастота: раз в квартал\n---\n"
        "Познакомились на конференции.\n"
    ),
    "20 Люди/Рекрутеры/Вера Ситник.md": (
        "---\nтеги: [рекрутёры]\nкомпания: Контур\n---\n12.11.2026 она говорила про JD.\n"
    ),
    "20 Люди/Мама.md": "Звонить по воскресеньям.\n",
    "Дневник/2026-11-05.md": "Обедал с [[Ольга Ким]].\n",
    "Шаблоны/Рекрутер.md": "---\nтеги: [рекрутёры]\nкомпания:\n---\n## Как общались\n",
}
"""Russian notes with headings of their own, and a folder named for recruiters."""

RECRUITERS = (
    (INLINE, {"Anna Karenina", "Boris Ivanov", "Liza Chen"}),
    (CATEGORIES, {"Dmitry Orlov", "Nadia Rahimi", "Tom Becker", "Sofia Marin"}),
    (
        RUSSIAN,
        {"Анна Каренина", "Ольга Ким", "Света Лебедева", "Елена Жук", "Вера Ситник"},
    ),
)
"""Each vault with the names of those who have to be listed."""
