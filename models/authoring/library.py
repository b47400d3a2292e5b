"""Edits of what a project holds: articles, cases, pairings."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from models.authoring.references import about_of, citekeys
from models.bibliography.citekeys import key_for
from models.edits import Edit, changed, made
from models.entities import Article, Case, Pairing, new_id
from models.errors import UserError
from models.messages import message, shorten
from models.ordering import between
from models.ports import Reader
from models.texts import Layout, content_hash

CASE_COLOURS = ("#1F5FA6", "#B5401C", "#0B7A5A", "#5B4B9A", "#8A6D1D", "#2F7F86")


@dataclass(frozen=True, slots=True)
class Source:
    """An article as it arrived: bytes, both texts, layout, what is known about it (Article's fields), its record."""

    title: str
    data: bytes
    source_text: str
    reading_text: str
    layout: Layout
    about: Mapping[str, object] = field(default_factory=dict)
    record: bytes = b""


Made = tuple[Article, dict[str, bytes]]  # an article's row and its blobs by their hashes


def article_of(source: Source) -> Made:
    """The article's row and the blobs that it names."""
    contents = (
        source.data,
        source.source_text.encode(),
        source.reading_text.encode(),
        source.layout.to_bytes(),
    )
    hashes = [content_hash(data) for data in contents]
    article = Article(new_id(), source.title, *hashes, **source.about)  # type: ignore[arg-type]
    blobs = dict(zip(hashes, contents, strict=True))
    if source.record:
        article = replace(article, record_hash=content_hash(source.record))
        blobs[content_hash(source.record)] = source.record
    return article, blobs


def import_article(
    reader: Reader, source: Source, *, annotator: str = "", made_before: Made | None = None
) -> tuple[Edit, str]:
    """A new article with an empty case over it; (edit, the case's id). The second case is paired with the first.

    The article gets a citekey that no other has: its own where that is sound. `made_before`: what `article_of` gave
    elsewhere, since hashing a large one takes long.
    """
    article, blobs = made_before or article_of(source)
    article = replace(article, citekey=key_for(about_of(article), citekeys(reader)))
    case = new_case(reader, article.id, source.title, annotator)
    label = message("edit.import_article", title=shorten(source.title))
    others = reader.cases()
    first = len(others) == 1 and not reader.pairings()
    pairings = [made(Pairing(new_id(), "", others[0].id, case.id))] if first else []
    return Edit(label, (made(article), made(case), *pairings), blobs), case.id


def new_case(reader: Reader, article_id: str, name: str, annotator: str) -> Case:
    cases = reader.cases()
    place = between(cases[-1].position if cases else None, None)
    return Case(new_id(), article_id, name, CASE_COLOURS[len(cases) % len(CASE_COLOURS)], annotator, place)


def add_case(reader: Reader, article_id: str, name: str, *, annotator: str = "") -> tuple[Edit, str]:
    """Another reader's tree over an article; (edit, new id)."""
    if not name.strip():
        raise UserError("rule.name_needed")
    case = new_case(reader, reader.article(article_id).id, " ".join(name.split()), annotator)
    return Edit(message("edit.add_case", name=shorten(case.name)), (made(case),)), case.id


def rename_case(reader: Reader, case_id: str, name: str) -> Edit:
    if not name.strip():
        raise UserError("rule.name_needed")
    case = reader.case(case_id)
    new = replace(case, name=" ".join(name.split()))
    return Edit(message("edit.rename_case", name=shorten(new.name)), tuple(changed(case, new)))


def pair(reader: Reader, left: str, right: str, motion: str = "", notes: str = "") -> tuple[Edit, str]:
    """Two cases side by side; (edit, new id)."""
    if left == right:
        raise UserError("rule.same_case_pair")
    names = reader.case(left).name, reader.case(right).name
    pairings = reader.pairings()
    place = between(pairings[-1].position if pairings else None, None)
    pairing = Pairing(new_id(), " ".join(motion.split()), left, right, notes.strip(), place)
    return Edit(message("edit.pair", left=shorten(names[0]), right=shorten(names[1])), (made(pairing),)), pairing.id


def change_motion(reader: Reader, pairing_id: str, motion: str) -> Edit:
    pairing = reader.pairing(pairing_id)
    new = replace(pairing, motion=" ".join(motion.split()))
    return Edit(message("edit.motion", motion=shorten(new.motion)), tuple(changed(pairing, new)))


def change_sides(reader: Reader, pairing_id: str, left: str, right: str) -> Edit:
    """Let a pairing show other cases."""
    if left == right:
        raise UserError("rule.same_case_pair")
    pairing = reader.pairing(pairing_id)
    names = reader.case(left).name, reader.case(right).name
    label = message("edit.pair", left=shorten(names[0]), right=shorten(names[1]))
    return Edit(label, tuple(changed(pairing, replace(pairing, left_case_id=left, right_case_id=right))))


def swap_sides(reader: Reader, pairing_id: str) -> Edit:
    """The left case on the right, and the other way round."""
    pairing = reader.pairing(pairing_id)
    new = replace(pairing, left_case_id=pairing.right_case_id, right_case_id=pairing.left_case_id)
    return Edit(message("edit.swap_sides"), tuple(changed(pairing, new)))


def change_pairing(reader: Reader, pairing_id: str, left: str, right: str, motion: str, notes: str) -> Edit:
    """All that is said of a pairing, at once."""
    if left == right:
        raise UserError("rule.same_case_pair")
    pairing = reader.pairing(pairing_id)
    new = replace(
        pairing,
        left_case_id=reader.case(left).id,
        right_case_id=reader.case(right).id,
        motion=" ".join(motion.split()),
        notes=notes.strip(),
    )
    return Edit(message("edit.pairing", name=pairing_name(reader, new)), tuple(changed(pairing, new)))


def change_pairing_notes(reader: Reader, pairing_id: str, notes: str) -> Edit:
    pairing = reader.pairing(pairing_id)
    label = message("edit.pairing_notes", name=pairing_name(reader, pairing))
    return Edit(label, tuple(changed(pairing, replace(pairing, notes=notes.strip()))))


def delete_pairing(reader: Reader, pairing_id: str) -> Edit:
    """Put a pairing into the bin; its cases and their links stay."""
    pairing = reader.pairing(pairing_id)
    label = message("edit.delete_pairing", name=pairing_name(reader, pairing))
    return Edit(label, tuple(changed(pairing, replace(pairing, binned_by=new_id()))))


def pairing_name(reader: Reader, pairing: Pairing) -> str:
    """A pairing in a menu or a label: its motion, else the names of its cases."""
    names = (shorten(reader.case(side).name, 40) for side in (pairing.left_case_id, pairing.right_case_id))
    return shorten(pairing.motion) if pairing.motion else " – ".join(names)


def pairing_of(reader: Reader, left: str, right: str) -> Pairing | None:
    """The first pairing of two cases, whichever of them stands on the left."""
    wanted = {left, right}
    return next((p for p in reader.pairings() if {p.left_case_id, p.right_case_id} == wanted), None)


def delete_case(reader: Reader, case_id: str) -> Edit:
    """Put a case into the bin with its pairings: one mark on each, one step to undo. Its article stays."""
    case, mark = reader.case(case_id), new_id()
    pairings = [p for p in reader.pairings() if case_id in (p.left_case_id, p.right_case_id)]
    gone: list[Case | Pairing] = [*pairings, case]
    changes = [change for row in gone for change in changed(row, replace(row, binned_by=mark))]
    return Edit(message("edit.delete_case", name=shorten(case.name)), tuple(changes))


def delete_article(reader: Reader, article_id: str) -> Edit:
    """Put an article into the bin with the cases over it and their pairings: one mark on each, one step to undo."""
    article = reader.article(article_id)
    mark = new_id()
    cases = [case for case in reader.cases() if case.article_id == article_id]
    ids = {case.id for case in cases}
    pairings = [p for p in reader.pairings() if {p.left_case_id, p.right_case_id} & ids]
    gone: list[Article | Case | Pairing] = [*pairings, *cases, article]
    changes = [change for row in gone for change in changed(row, replace(row, binned_by=mark))]
    return Edit(message("edit.delete_article", title=shorten(article.title)), tuple(changes))
