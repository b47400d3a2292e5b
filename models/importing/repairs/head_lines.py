"""What one line at the head of an article says: a byline, a date, the name of a publication, or several of them."""

from __future__ import annotations

import re
from dataclasses import dataclass

from models.importing.dates import iso_date
from models.importing.repairs.lines import ENDS
from models.importing.repairs.names import is_name, leading_name, names_in, spoken

LONGEST = 220  # code points of a line that is read for facts
_PARTS = re.compile(r"\s+[|·•‧∙/]\s+|\s+[–—]\s+|\s*\n\s*|\s*[|•·]\s*")
_BY = re.compile(
    r"(?:(?:(?:written|words|story|text|opinion|analysis|commentary|reviewed|guest post|posted|report|reporting"
    r"|essay|review)\s+)?by"
    r"|(?:(?:ein(?:e)?\s+)?(?:kommentar|analyse|gastbeitrag|essay|text|bericht|interview|reportage)\s+)?von"
    r"|(?:(?:propos recueillis|texte|publié|écrit|tribune|entretien)\s+)?par|(?:(?:escrito|texto)\s+)?por"
    r"|(?:(?:scritto|testo)\s+)?di"
    r"|(?:(?:geschreven|tekst)\s+)?door|(?:text\s+)?av|af)(?=[\s,:]|$):?\s*",
    re.IGNORECASE,
)
_BY_SIGN = re.compile(
    r"(?:authors?|text|words|autor(?:in)?|auteure?|autora|autore|autrice|автор|текст|作者|撰文|文|記者|记者|著者|بقلم|كتب"
    r"|كتبه|כתב)"
    r"\s*[:：/／]\s*|(?:بقلم|撰文)\s+",
    re.IGNORECASE,
)
_MONTH = r"[^\W\d_]{3,12}\.?"
DATE = re.compile(
    r"\b\d{4}-\d{2}-\d{2}(?:[T ]\d{2}:\d{2}\S*)?|\b\d{4}\s?年\s?\d{1,2}\s?月(?:\s?\d{1,2}\s?日)?"
    r"|\b\d{1,2}[./-]\d{1,2}[./-]\d{4}\b"
    r"|\b\d{4}[./]\d{1,2}[./]\d{1,2}\b"
    rf"|\b\d{{1,2}}(?:st|nd|rd|th|er|º|°|\.)?\s+(?:de\s+|of\s+)?{_MONTH}(?:\s+(?:de|del)\s+|,?\s+)\d{{4}}\b"
    rf"|\b{_MONTH}\s+\d{{1,2}}(?:st|nd|rd|th)?,?\s+\d{{4}}\b|\b{_MONTH}\s+(?:de\s+)?\d{{4}}\b"
)
_SAID_OF_DATES = re.compile(
    r"\b(?:first |last )?(?:published|posted|updated|modified|issued|date|dated|released)\b(?: on| at| in)?:?"
    r"|\b(?:veröffentlicht|erschienen|aktualisiert|stand|datum)\b(?: am)?:?|\b(?:publié|mis à jour)\b(?: le)?:?"
    r"|\b(?:publicado|actualizado|atualizado)\b(?: el| em)?:?|\b(?:pubblicato|aggiornato)\b(?: il)?:?"
    r"|\b(?:gepubliceerd|bijgewerkt)\b(?: op)?:?|\b(?:опубликовано|обновлено|дата)\b:?"
    r"|\b\d{1,2}[:.h]\d{2}(?::\d{2})?\s*(?:[ap]\.?m\.?\b|uhr\b|gmt\b|utc\b|ce?s?t\b|e[sd]?t\b|p[sd]t\b|bst\b|z\b)*"
    r"|\b(?:mon|tues?|wednes|thurs?|fri|satur|sun)(?:day)?\b,?|\b(?:mon|diens|donners|frei|sams|sonn)tag\b,?"
    r"|\bmittwoch\b,?"
    r"|\b(?:lun|mar|mercre|jeu|vendre|same)di\b,?|\bdimanche\b,?|\b(?:lunes|martes|miércoles|jueves|viernes"
    r"|sábado|domingo)\b,?"
    r"|\b(?:lunedì|martedì|mercoledì|giovedì|venerdì|sabato|domenica)\b,?|\b(?:maan|dins|woens|donder|vrij"
    r"|zater|zon)dag\b,?"
    r"|\b\d{1,3}\s*-?\s*min(?:ute)?s?\b\.?(?:\s+(?:read|lesezeit|de lecture|de lectura))?"
    r"|\blesezeit:?\s*\d+\s*min\w*",
    re.IGNORECASE,
)
PUBLICATION = re.compile(
    r"\b(?:times|post|news|newspaper|journal|review|affairs|policy|magazine|gazette|herald|tribune|guardian"
    r"|daily|weekly|monthly"
    r"|observer|chronicle|quarterly|bulletin|mail|telegraph|independent|economist|atlantic|standard|courier"
    r"|express|mirror"
    r"|zeitung|spiegel|anzeiger|nachrichten|tageblatt|kurier|rundschau|le monde|figaro|revue|courrier|país"
    r"|diario|mundo"
    r"|corriere|repubblica|gazzetta|giornale|jornal|folha|público|krant|dagblad|handelsblad|blog|online|press"
    r"|today|wire"
    r"|inquirer|examiner|register|sentinel|dispatch|газета|известия|журнал)\b|\.(?:com|org|net|co\.uk|de|fr|es"
    r"|it|nl|eu)$|日报|新聞|新闻",
    re.IGNORECASE,
)
_ROLE = re.compile(
    r"\b(?:reporter|writer|columnist|editor|correspondent|journalist|contributor|staff|fellow|critic)\b", re.I
)
_AT = re.compile(
    r"\b(?:at|for|of|with)\s+((?:the\s+)?(?:[^\W\d_a-z][\w'’&.-]*)(?:\s+(?:of\s+|the\s+"
    r"|and\s+)?[^\W\d_a-z][\w'’&.-]*){0,4})"
)


@dataclass(frozen=True, slots=True)
class Facts:
    """`sure`: the line says so in so many words. `role`: what a byline says of its writer; `rest`: words left over."""

    authors: tuple[str, ...] = ()
    date: str = ""
    publication: str = ""
    role: str = ""
    rest: str = ""
    by: bool = False

    @property
    def sure(self) -> bool:
        return self.by or bool(self.date and len(self.rest) <= 60)


NONE = Facts()


def read_line(line: str, language: str = "") -> Facts:
    """What a line of the head says; NONE where it is something else."""
    line = " ".join(line.split(" ")).strip()
    if not line or len(line) > LONGEST:
        return NONE
    by = _byline(line, language)
    if by is not None:
        return by
    if line[-1] in ENDS and not DATE.search(line[-24:]):
        return NONE
    return _mixed(line, language)


def _byline(line: str, language: str) -> Facts | None:
    """A line that begins with "By": names, what is said of who bears them, and what stands behind a sign."""
    marker = _BY.match(line) or _BY_SIGN.match(line)
    if marker is None:
        return None
    words = line[marker.end() :].strip()
    if words.startswith(",") or not words:
        role = words.strip(" ,.")
        return Facts(role=role, publication=workplace(role), by=True) if _ROLE.search(role) or not role else None
    said = _BY_SIGN.match(line) is not None
    head, *more = [part for part in _PARTS.split(words) if part]
    head, date = _without_date(head, language)
    head = head.strip(" ,")
    authors = names_in(head)
    role = ""
    if not authors:
        authors, role = _names_then_words(head)
    if not authors and said and len(head) <= 24 and not any(c.isdigit() for c in head):
        authors = (head,)
    if not authors and not role and len(head.split()) == 1 and head[:1].isupper() and head.isalpha() and (date or more):
        authors = (spoken(head),)
    if not authors:
        return None
    rest = _mixed(" | ".join(more), language) if more else NONE
    paper = (
        rest.publication or workplace(role) or (rest.rest if 0 < len(rest.rest) <= 40 and _is_label(rest.rest) else "")
    )
    return Facts(authors, date or rest.date, paper, role, "", True)


def _names_then_words(head: str) -> tuple[tuple[str, ...], str]:
    """ "Ada Lovelace, who keeps engines" or "Ada Lovelace in London": the names, and what is said of them."""
    cut = re.search(r",\s+(?=[^\W\d_A-Z])|\s+(?=(?:in|for|at|of|from|with|aus|à|en|para|da|uit)\s)|\s*\(", head)
    if cut is None:
        return (), ""
    names = names_in(head[: cut.start()])
    return (names, head[cut.end() :].strip(" )")) if names else ((), "")


def _mixed(line: str, language: str) -> Facts:
    """A line of a name, a date and a publication in any order, parted by signs or commas."""
    words, date = _without_date(line, language)
    parts = [part.strip(" ,:;-–—()[]") for part in _PARTS.split(words)]
    if date and len(parts) == 1:
        parts = [part.strip() for part in parts[0].split(",")]
    authors: tuple[str, ...] = ()
    publication, rest = "", []
    for part in filter(None, parts):
        by = _byline(part, language) if part != line else None
        if by is not None and by.authors:
            authors = by.authors
        elif PUBLICATION.search(part) and len(part) <= 60 and _is_label(part) and not publication:
            publication = part
        elif not authors and (date or len(parts) > 1) and names_in(part):
            authors = names_in(part)
        else:
            rest.append(part)
    if not date and not (authors and len(parts) > 1 and any(_BY.match(p) for p in parts)):
        return Facts(rest=line)
    return Facts(authors, date, publication, "", ", ".join(rest), bool(authors and not date))


def _without_date(words: str, language: str) -> tuple[str, str]:
    """The words without the date in them and what is said of it, and the date."""
    match = DATE.search(words)
    if match is None:
        year = re.fullmatch(r"\(?((?:1[5-9]|20)\d\d)\)?", words.strip())
        return ("", year[1]) if year else (words, "")
    date = iso_date(match[0], (language.partition("-")[0],) if language else ()) or iso_date(match[0])
    if not date:
        return words, ""
    rest = DATE.sub(" ", words)
    return " ".join(_SAID_OF_DATES.sub(" ", rest).split()).strip(" ,|·•:;-–—()"), date


def _is_label(part: str) -> bool:
    """Whether every word but the smallest begins with a capital, or the script has none."""
    words = part.split()
    return (
        len(words) <= 7 and all(not w[:1].islower() or len(w) <= 3 or "." in w for w in words) and part[-1] not in ENDS
    )


def is_publication(line: str) -> bool:
    """Whether a line can be the name of a publication."""
    return len(line) <= 60 and _is_label(line) and PUBLICATION.search(line) is not None


def is_label(line: str) -> bool:
    return len(line) <= 60 and bool(line) and _is_label(line)


def workplace(role: str) -> str:
    """ "a reporter at The Paper covering trams" -> "The Paper"."""
    if not _ROLE.search(role):
        return ""
    match = _AT.search(role)
    return match[1].rstrip(".,") if match else ""


__all__ = ["DATE", "NONE", "Facts", "is_label", "is_name", "is_publication", "leading_name", "read_line", "workplace"]
