"""How articles were read in, and what their original files take in the project."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from models.entities import Article
from models.errors import UserError
from models.importing.incoming import Record
from models.importing.progress import tell
from storage.store import SqliteStore


@dataclass(frozen=True, slots=True)
class Origin:
    """What is known of an article's original. Without a `record` it is of an older project, or the record `is_damaged`.

    `size`: bytes of the original, `packed`: bytes that it takes in the project; None where nothing is there to count.
    """

    record: Record | None = None
    is_damaged: bool = False
    size: int | None = None
    packed: int | None = None

    @property
    def is_kept(self) -> bool:
        """Whether the original's own bytes are in the project; before there were records they always were."""
        return self.packed is not None and (self.record is None or self.record.kept)


@dataclass(frozen=True, slots=True)
class Originals:
    """How many original files a project keeps, and their bytes in the project and out of it."""

    files: int
    packed: int
    size: int


def origin_of(store: SqliteStore, article: Article) -> Origin:
    """How an article was read in. Raises UserError when the file as a whole cannot be read."""
    record, is_damaged = _record(store, article)
    packed = store.sizes([article.source_hash]).get(article.source_hash)
    return Origin(record, is_damaged, _size(store, article, record), packed)


def originals_of(store: SqliteStore, articles: Iterable[Article]) -> Originals:
    """All the originals that a project keeps, each content once."""
    kept: dict[str, int] = {}
    for article in articles:
        tell(0, 0)  # a job that nobody waits for any more ends here
        record, _damaged = _record(store, article)
        if article.source_hash not in kept and (record is None or record.kept):
            kept[article.source_hash] = _size(store, article, record) or 0
    packed = store.sizes(kept)
    return Originals(len(packed), sum(packed.values()), sum(kept[key] for key in packed))


def _record(store: SqliteStore, article: Article) -> tuple[Record | None, bool]:
    """The record, or None and whether one is there that cannot be read."""
    if not article.record_hash:
        return None, False
    try:
        record = Record.from_bytes(store.blob(article.record_hash))
        record.counts()
    except (UserError, ValueError, KeyError, TypeError):
        return None, True
    return record, False


def _size(store: SqliteStore, article: Article, record: Record | None) -> int | None:
    if record is not None:
        return record.size
    try:
        return len(store.blob(article.source_hash))
    except UserError:
        return None
