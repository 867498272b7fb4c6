"""Tell the job titles of people who recruit from all others, in the languages of the table.

A title is cut where it names a company or says who is looked for: `IT Recruiter at Acme | hiring
Java developers` is read as `IT Recruiter`.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from contactkeeper.core.people.folding import fold, fold_words

# Folded words; `*` stands for any ending.
_RECRUITERS: Final = """
    recruiter*|sourcer*|resourcer|hrbp|hrbps|hrd|chro|it hr|hr bp
    рекрутер*|рекрутерш*|рекрутор*|эйчар*|ейчар*|сорсер*|ресечер*|кадровик*
    personaler|personalerin|personalreferent*|personalberater*|personalvermittler*|personalleiter*
    personalchef*|personalmanager*|personaldisponent*|personalsachbearbeiter*|recruiterin*
    recruteur*|recruteuse*|chasseur de tete*|chasseuse de tete*|drh
    reclutador*|cazatalentos
    selezionatore|selezionatrice|reclutatore|reclutatrice|cacciatore di teste
    recrutador*|caca talentos
    rekruter*|lowca glow|doradca personalny|kadrowa
    personeelsfunctionaris|personeelsadviseur|intercedent*|werver
    yetenek avcisi
"""
"""Titles of people who recruit."""
_RECRUITING: Final = """
    talent acquisition|talent sourcing|talent attraction|talent partner*|talent advisor
    talent specialist|talent management|talent lead|talent manager|talent director|head of talent
    director of talent|vp talent|vp of talent|global talent|talent team|talent and culture
    talent culture|talent coordinator|talent consultant|talent business partner|talent researcher
    talent intelligence|talent operations|ta partner|ta specialist|ta manager|ta lead|head of ta
    human capital|resourcing specialist|resourcing partner|resourcing consultant|head of hiring
    recruiting|recruitment*|headhunt*|head hunter|executive search|staffing
    hr|hrs|hrm|hrg|human resource*|people partner*|people business partner|people operations
    people ops|people and culture|people culture|people experience|head of people|chief people
    vp people|vp of people|director of people|people director|people generalist|people coordinator
    people advisor|people talent|people and talent|personnel manager|personnel officer
    personnel director|hiring partner|hiring specialist|hiring lead|candidate experience
    hiring coordinator|interview coordinator
    рекрутинг*|рекрутмент*|рекрутерск*|хедхант*|хэдхант*|по персоналу|подбор* персонала
    подбор* кадров
    по подбору|управлен* персоналом|с персоналом|персонала и|отдел* кадров|отдел* персонала
    отдел* подбора|групп* подбора|команд* подбора|служб* подбора|служб* персонала|по кадрам
    кадрового|кадровому|кадров* агентств*|по найму|найм* персонала
    по людям|директор по развитию персонала|поиск* персонала|работ* с кандидатами
    з персоналу|підб* персоналу|підбору|добор* персоналу|добір персоналу|управлін* персоналом
    відділ* кадрів|з найму|з кадрів|з підбору
    personalwesen|personalgewinnung|personalbeschaffung|personalabteilung|personalentwicklung
    personalsuche|personalauswahl|leiter* personal|bereichsleiter* personal|leitung personal
    rekrutierung*|talentakquise
    recrutement|ressources humaines|responsable rh|charge* rh|rrh|rh|acquisition de talents
    reclutamiento|recursos humanos|rrhh|seleccion de personal|tecnico de seleccion
    tecnica de seleccion|seleccion y
    consultor* de seleccion|responsable de seleccion|gestor* de talento
    atraccion de talento|captacion de talento
    adquisicion de talento|gestion del talento
    risorse umane|reclutamento|selezione del personale|selezione personale|ricerca e selezione
    responsabile selezione|responsabile della selezione|responsabile del personale
    addetto alla selezione|addetta alla selezione
    recrutamento|aquisicao de talentos|atracao de talentos|gente e gestao|gente gestao
    departamento pessoal|recrutamento e selecao
    rekrutac*|zasobow ludzkich|zasoby ludzkie|ds kadr|dzial* kadr|kadr i plac|kadry i place
    pozyskiwan* talentow|dyrektor personalny|dyrektorka personalna
    werving*|personeelszaken|talent acquisitie|hr adviseur|p o adviseur|personeel en organisatie
    ise alim*|insan kaynaklari|yetenek kazanimi|personel muduru|ik uzmani|ik muduru|ik is ortagi
"""
"""Work of recruiters: in a title that names another trade too it tells nothing."""
_TRADES: Final = """
    engineer|developer|programmer|designer|architect|analyst|scientist|tester|qa|accountant|lawyer
    attorney|journalist|sales|marketer|owner|student|teacher|professor|lecturer|actor|agent
    photographer|devops|cto
    entwickler|entwicklerin|ingenieur|ingenieurin|developpeur|developpeuse|ingenieure
    desarrollador|desarrolladora|ingeniero|ingeniera|sviluppatore|sviluppatrice|ingegnere
    desenvolvedor|desenvolvedora|engenheiro|engenheira|programista|programistka|inzynier
    ontwikkelaar|gelistirici|muhendis|muhendisi|yazilimci
    разработчик|программист|инженер|дизайнер|архитектор|аналитик|тестировщик|бухгалтер|юрист
    розробник|розробниця|програміст|інженер
"""
"""Trades in the singular: `hiring developers` names those who are looked for."""
_NEVER: Final = """
    hr software|hr tech|hr technology|hr system*|hr platform*|hr product*|hr solution*|hr saas
    hr data|hr cloud|hr automation|hr it|hr платформ*|hr продукт*|hr систем*
    hris|recruiter product*|recruiter tool*|recruiter platform*
    recruiter experience|recruiting software|recruiting product*|recruiting platform*
    recruiting tool*|recruitment software|recruitment platform*|recruitment system*
    recruitment marketing platform|student recruitment|patient recruitment|volunteer recruitment
    donor recruitment|participant recruitment|member recruitment|army recruiter|military recruiter
    talent agent|talent agency|talent scout|talent show|talent buyer|staffing software
    strategic sourcing|procurement|purchasing|crew staffing|recruit holdings|turned
    обучен* персонала|безопасност* персонала|автоматизац* персонала|нанимающий менеджер
    персонал* компьютер*|закуп*|персональн* тренер
"""
_LONGEST: Final = 400
"""Characters of a title that are read."""
_FORMERLY: Final = re.compile(
    r"\b(?:ex|former|formerly|previously|retired|aspiring|экс|бывш\w+|в прошлом|ehemalig\w*|ancien"
    r"|ancienne|eks|dawniej|колишн\w+)\b.*"
)
_PARTS: Final = re.compile(r"[|•·;/\n]+|,|\s[-–—]+\s|[()\[\]]")
_COMPANY: Final = re.compile(
    r"(?:\s@|\bat\b|\bbei\b|\bchez\b|\bpresso\b|\bbij\b|\bв\b|\bу\b|\bfor\b|\bдля\b).*|@.*"
)
_LOOKS_FOR: Final = re.compile(
    r"\b(?:(?<!head of )hiring (?!partner|specialist|lead|coordinator)|we re hiring|we are hiring"
    r"|looking for|ищу|ищем|нанимаю|нанимаем|шукаю|helping).*"
)


@lru_cache(maxsize=16384)
def is_recruiter_title(title: str) -> bool:
    """Return whether a title or a category is one of somebody who recruits."""
    parts = [_spaced(part) for part in _PARTS.split(fold(title[:_LONGEST])) if part]
    said = [part for part in parts if part.strip() and not _find(_NEVER, part)]
    if any(_find(_RECRUITERS, part) for part in said):
        return True
    whole = " ".join(said)
    return any(_find(_RECRUITING, part) for part in said) and not _find(_TRADES, whole)


def _spaced(part: str) -> str:
    """Return the words of a part with blanks around them, without companies and former jobs."""
    for cut in (_FORMERLY, _COMPANY, _LOOKS_FOR):
        part = cut.sub(" ", part)
    return f" {' '.join(fold_words(part))} "


def _find(phrases: str, part: str) -> bool:
    return _pattern(phrases).search(part) is not None


@lru_cache(maxsize=8)
def _pattern(phrases: str) -> re.Pattern[str]:
    found = (phrase.strip() for line in phrases.split("\n") for phrase in line.split("|"))
    branches = (re.escape(phrase).replace(r"\*", r"\w*") for phrase in found if phrase)
    return re.compile(f"(?<= )(?:{'|'.join(branches)})(?= )")
