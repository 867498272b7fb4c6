"""Job titles of people who recruit, and of people who don't."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contactkeeper.core.people.recruiter_titles import is_recruiter_title

RECRUITERS = """
Recruiter
IT Recruiter at Acme
Senior Technical Recruiter | hiring Java developers
Recruiter for engineers
Recruiter / Software engineers
Talent Acquisition
Talent Acquisition Specialist
Manager, Talent Acquisition
Talent Partner
Sourcer
Tech Sourcer
HRBP
HR
HR-менеджер
HR Business Partner
Head of HR at Booking
People Partner
Chief People Officer
Head of People & Culture
Headhunter
Executive Search Consultant
Recruitment Consultant
Director, Recruiting
Staffing Manager
Recruiters
рекрутер
Рекрутёр в Яндекс
IT-рекрутер
эйчар
Специалист по подбору персонала
подбор персонала
Директор по персоналу
Начальник отдела кадров
Сорсер
Хедхантер
Personalreferentin
Personalberater
Leiter Personalwesen
Chargé de recrutement
Chargée de recrutement IT
Responsable RH
Responsable des ressources humaines
Técnico de selección
Reclutadora IT
Recursos Humanos
Analista de RRHH
Specialista risorse umane
Addetta alla selezione
Responsabile selezione del personale
Recrutadora
Analista de Recrutamento e Seleção
Specjalista ds. rekrutacji
Rekruterka
Adviseur Personeelszaken
Werving en selectie
Рекрутерка
Менеджер з підбору персоналу
Ейчар
İşe Alım Uzmanı
İnsan Kaynakları Müdürü
İK İş Ortağı
TA Specialist | EMEA
Head of TA
Head of Hiring
Hiring Coordinator
Talent Researcher
Human Capital Partner
Resourcing Specialist
Руководитель отдела подбора
Тимлид группы подбора
Хэдхантер
Bereichsleiter Personal & Organisation
Chasseuse de tête
Consultora de selección
Gestor de talento
Responsabile selezione
Dyrektor personalny
"""
OTHERS = """
HR software developer
Product Manager, HR tech
HRIS Analyst
Talent agent
Talent scout
Talented engineer
Engineer at Recruit Holdings
Recruit Holdings
Sourcing engineer (procurement)
Strategic Sourcing Manager
Software Engineer
Software Engineer, Recruiting
Engineering Manager
Product Manager, Recruiter Tools
Developer at Recruiter.com
Java developer, HeadHunter
Разработчик в HeadHunter
Hiring Manager
Нанимающий менеджер
Personal Trainer
Personal Assistant
Former recruiter
Developer, ex-recruiter
People Manager
Student Recruitment Officer
Тренер по обучению персонала
Инженер по подбору материалов
Human Rights lawyer
Professor of Human Resources
Владелец продукта HR-платформы
TA (Teaching Assistant)
Data scientist, people analytics
Chrome developer
Three
CEO
Founder
"""


@pytest.mark.parametrize("title", RECRUITERS.strip().split("\n"))
def test_who_recruits(title: str) -> None:
    """A title of a recruiter is known in each language, in any case of letters."""
    assert is_recruiter_title(title)
    assert is_recruiter_title(title.upper())
    assert is_recruiter_title(f"  {title} 🚀")


@pytest.mark.parametrize("title", OTHERS.strip().split("\n"))
def test_who_does_not(title: str) -> None:
    """A word of recruiters in another trade, in a company's name, or of former times is none."""
    assert not is_recruiter_title(title)
    assert not is_recruiter_title(title.upper())


@given(st.text())
def test_any_text_is_answered(title: str) -> None:
    """No title breaks it."""
    assert is_recruiter_title(title) in {True, False}


@pytest.mark.parametrize("company", ["Recruit Holdings", "HeadHunter", "HR Partners", "Talent Inc"])
def test_a_company_makes_nobody_a_recruiter(company: str) -> None:
    """What stands after at, @ or в is where somebody works."""
    for sign in (" at ", " @ ", " @", " в "):
        assert not is_recruiter_title(f"Backend developer{sign}{company}")
        assert is_recruiter_title(f"Recruiter{sign}{company}")
