"""The note at the foot of an article that says who wrote it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from rapidfuzz import fuzz

from models.importing.repair import Mark, Repair, RepairKind
from models.importing.repairs.head import Head
from models.importing.repairs.names import leading_name, names_in
from models.importing.repairs.sheet import Sheet
from models.texts import NUMBERED, BlockKind

LONGEST = 700
REACH = 12  # blocks from the end in which the note of a known author is looked for
NEAR = 3  # blocks from the end in which a stranger's note is looked for
ALIKE = 75  # per cent: what the byline says of its author, and what the note says
_VERB = re.compile(
    r"(?:,[^.]{2,80},)?\s+(?:is|was|are|were|teaches|writes|works|covers|serves|reports|edits|has|lives|ist"
    r"|sind|war|lehrt|arbeitet|schreibt|leitet"
    r"|est|sont|enseigne|travaille|dirige|es|son|fue|enseña|trabaja|escribe|è|sono|insegna|lavora|scrive|é|são"
    r"|leciona|trabalha|escreve"
    r"|is|zijn|werkt|schrijft|doceert|är|er|—|–)\s"
)
_ROLE = re.compile(
    r"\b(?:professor|fellow|author|reporter|editor|writer|director|president|ceo|journalist|columnist"
    r"|correspondent|researcher|lecturer|teaches|analyst"
    r"|historian|economist|founder|contributor|scholar|scientist|associate|partner|lawyer|attorney|novelist"
    r"|poet|critic|commentator|staff|covers"
    r"|autor(?:in)?|redakteur(?:in)?|journalist(?:in)?|professorin|wissenschaftler(?:in)?|korrespondent(?:in)?"
    r"|direktor(?:in)?|publizist(?:in)?"
    r"|professeure?|auteure?|autrice|chercheu(?:r|se)|rédact(?:eur|rice)|correspondante?|directeur|directrice"
    r"|maître de conférences|historienne?|économiste"
    r"|profesora?|autora?|periodista|investigadora?|escritora?|directora?|redactora?|columnista|corresponsal"
    r"|historiadora?|economista"
    r"|professore(?:ssa)?|giornalista|ricercat(?:ore|rice)|scrittore|scrittrice|direttore|direttrice|storico|storica"
    r"|professora|jornalista|pesquisadora?|colunista|hoogleraar|journaliste|redacteur|onderzoeker|schrijver"
    r"|docent)\b",
    re.IGNORECASE,
)
_THE_AUTHOR = re.compile(
    r"(?:the (?:author|writer)s?\s(?:is|are|was|were|teaches|writes|works)|about the authors?\b|(?:der"
    r"|die) autor(?:in|en|innen)?\s(?:ist|sind|lehrt|arbeitet|schreibt)"
    r"|(?:zum|zur|über den|über die) autor(?:in)?\b|l[’']aut(?:eure?|rice)\s(?:est|enseigne)|(?:el"
    r"|la) autora?\ses|l[’']aut(?:ore|rice)\sè|[oa] autora?\sé|de auteur\sis"
    r"|(?:об\s)?автор[ае]?\s*[—–:]|作者(?:是|为|為|系|简介)|(?:筆者|著者)(?:は|紹介|略歴)|الكاتب\s)",
    re.IGNORECASE,
)


def find_author_notes(sheet: Sheet, head: Head) -> Iterator[Repair]:
    for at in note_places(sheet, head):
        block = sheet.blocks[at]
        mark = Mark(block.start, BlockKind.AUTHOR_NOTE)
        yield Repair(RepairKind.AUTHOR_NOTE, block.start, block.end, marks=(mark,))


def note_places(sheet: Sheet, head: Head) -> list[int]:
    """The indices of the blocks at the foot that say who wrote the article."""
    places = [at for at in range(len(sheet)) if sheet.free(at)][-REACH:]
    if len(places) < 3 and len(sheet) < 3:
        return []
    found: list[int] = []
    for back, at in enumerate(reversed(places)):
        text = sheet.texts[at]
        kind = sheet.blocks[at].kind
        if at in head.kinds or len(text) > LONGEST or kind not in (*NUMBERED, BlockKind.AUTHOR_NOTE):
            continue
        if kind is BlockKind.AUTHOR_NOTE or _is_note(sheet, at, head, near=back < NEAR + len(found)):
            found.append(at)
    return sorted(found)


def _is_note(sheet: Sheet, at: int, head: Head, *, near: bool) -> bool:
    text = " ".join(sheet.texts[at].split())
    bare = text.strip("*_—–- ()[]")
    if _THE_AUTHOR.match(bare) and near:
        return True
    name, rest = _named(bare)
    if not name or not _VERB.match(rest):
        return False
    tells = _ROLE.search(rest[:200]) is not None
    if head.authors:
        return (tells or near) and any(_same_person(name, author) for author in head.authors)
    if head.role and fuzz.partial_ratio(head.role.casefold(), rest.casefold()) >= ALIKE:
        return True
    return tells and near and not _is_spoken_of(sheet, at, name)


def _named(text: str) -> tuple[str, str]:
    """The names that a note begins with ("A B", "A B and C D"), and the rest of it."""
    name, rest = leading_name(text)
    match = re.match(r"(?:,| and| und| et| y| e| en)\s+", rest)
    if name and match:
        second, further = leading_name(rest[match.end() :])
        if second and _VERB.match(further):
            return f"{name}, {second}", further
    return name, rest


def _same_person(name: str, author: str) -> bool:
    return any(fuzz.token_set_ratio(one.casefold(), author.casefold()) >= 88 for one in name.split(", "))


def _is_spoken_of(sheet: Sheet, at: int, name: str) -> bool:
    """Whether the article speaks of the person before: then the last paragraph is about them, not by them."""
    last = name.split(", ")[0].split()[-1]
    return re.search(rf"\b{re.escape(last)}\b", sheet.text[: sheet.blocks[at].start]) is not None


def authors_of_note(text: str) -> tuple[str, ...]:
    """Who a note is about."""
    name, _rest = _named(" ".join(text.split()).strip("*_—–- ()[]"))
    return names_in(name) if name else ()
