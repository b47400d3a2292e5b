"""What stands under pictures in text copied from a web site: the caption with its credit, and the description of the
picture that was read out with it. Both are hidden."""

from __future__ import annotations

import re
from collections.abc import Iterator

from models.importing.repair import Mark, Repair, RepairKind
from models.importing.repairs.lines import word_count, words_of
from models.importing.repairs.sheet import Sheet
from models.texts import NUMBERED, BlockKind

LONGEST = 600
TAIL = 100  # code points of a credit
SAME_WORDS = 4  # that a description and its caption begin with
_AGENCY = (
    r"(?:AFP|AP|Reuters|Getty(?: Images)?|EPA(?:-EFE)?|Bloomberg|dpa|ANP|EFE|ANSA|Shutterstock|iStock(?:photo)?"
    r"|Alamy|Unsplash|Pexels"
    r"|Xinhua|TASS|Sipa(?: USA)?|Magnum(?: Photos)?|[Pp]icture[ -][Aa]lliance|[Ii]mago(?: [Ii]mages)?|Keystone"
    r"|Lusa|Belga|NurPhoto"
    r"|Anadolu(?: Agency)?|ZUMA(?: Press)?|UPI|Kyodo|Yonhap|Redux|Corbis|Polaris|Contour|Wikimedia(?: Commons)?"
    r"|Hans Lucas|Agence VU"
    r"|Associated Press|Agence France-Presse|European Pressphoto Agency|PA Images|APA|KEYSTONE|Ritzau|TT|NTB"
    r"|Lehtikuva|CTK|MTI|PAP)"
)
_CREDIT = re.compile(
    rf"(?:(?:©\s?)?[^.!?/]{{2,50}}\s?[/|]\s?(?:[^.!?/]{{1,30}}\s?[/|]\s?)?{_AGENCY}"
    rf"|(?:{_AGENCY} (?:Photo|Images?)\s?[/|]|©\s?|(?:[Pp]hoto(?:graph)?|[Ii]mage|[Ff]oto|[Bb]ild"
    rf"|[Cc]redit)s?\s?(?::|[Bb]y)\s?)[^.!?]{{2,60}}"
    rf"|[^.!?]{{0,50}}\bvia {_AGENCY}|Getty Images|{_AGENCY} [Pp]hotos?)"
    rf"(?:\s?/\s?{_AGENCY}| via {_AGENCY})?\s?[.)\]]*"
)
_SIGNS = ("/", "|", "©", "hoto", "oto", "via", "mage", "redit", "etty", "ild")  # one of them is in every credit
_LABEL = re.compile(
    r"\(?(?:photo(?:graph(?:y|er)?)?s?|image|picture|illustration|graphic|cover image|header image|caption"
    r"|photo credit|image credit"
    r"|image source|foto|bild|abbildung|grafik|symbolbild|crédit(?:s)?(?: photo)?|photographie|légende|imagen"
    r"|fotografía|fotografia"
    r"|immagine|imagem|crédito|fotograaf|beeld|фото|写真|图片|图|صورة)s?(?:\s(?:by|von|de|di|par|door)\b|\s?[:：/©])\s?\S",
    re.IGNORECASE,
)
_FIGURE = re.compile(
    r"(?:Figure|Fig\.|FIGURE|FIG\.|Abbildung|Abb\.|Figura|Afbeelding|Рис\.|图|図|Table|TABLE|Tabelle|Tab\."
    r"|Tableau|Tabla|Tabella|Tabel)"
    r"\s?\d{1,3}(?:[.:：]|\s[-–—|])\s?\S"
)
_SMALL_WORDS = "by for of the and via from in at von für und de la le per du pour"
_SMALL = frozenset(_SMALL_WORDS.split())


def find_captions(sheet: Sheet) -> Iterator[Repair]:
    last = -1
    for at in range(len(sheet)):
        if not sheet.free(at) or not _is_caption(sheet, at):
            continue
        before = at - 1
        if before != last and sheet.free(before) and _describes(sheet, before, at):
            yield _hidden(sheet, before)
        last = at
        yield _hidden(sheet, at)


def _hidden(sheet: Sheet, at: int) -> Repair:
    block = sheet.blocks[at]
    mark = Mark(block.start, BlockKind.CAPTION, hidden=True)
    return Repair(RepairKind.CAPTION, block.start, block.end, marks=(mark,))


def _is_caption(sheet: Sheet, at: int) -> bool:
    block, text = sheet.blocks[at], sheet.texts[at]
    if block.kind is BlockKind.CAPTION:
        return True
    if block.kind not in NUMBERED or len(text) > LONGEST:
        return False
    if _FIGURE.match(text):
        return True
    if _LABEL.match(text) and len(text) <= LONGEST // 2:
        return text.startswith("(") or ":" in text[:40] or "©" in text[:40] or word_count(text) <= 14
    return ends_with_credit(text)


def ends_with_credit(text: str) -> bool:
    """Whether the last words name a photographer and an agency, with no verb between them."""
    if not any(sign in text[-TAIL:] for sign in _SIGNS):
        return False
    tail = re.split(r"[.!?…”\"’)]\s+|\s(?=\()|\n", text[-TAIL:])[-1].strip(" (").replace("\u00a0", " ")
    if len(tail) == TAIL or not tail or not _CREDIT.fullmatch(tail):
        return False
    low = [
        word for word in words_of(tail) if word.islower() and word not in ("dpa", "photo", "photos", "image", "images")
    ]
    return all(word in _SMALL for word in low)


def _describes(sheet: Sheet, at: int, caption: int) -> bool:
    """Whether a block is the description of the picture whose caption follows: it begins with the same words."""
    if sheet.blocks[at].kind not in NUMBERED or len(sheet.texts[at]) > LONGEST:
        return False
    first, second = words_of(sheet.texts[at][:200]), words_of(sheet.texts[caption][:400])
    same = 0
    while same < min(len(first), len(second)) and first[same].casefold() == second[same].casefold():
        same += 1
    return same >= min(SAME_WORDS, max(3, len(first))) and same * 4 >= len(first)
