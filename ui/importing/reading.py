"""Reading documents away from the interface thread: two at a time, each told of as soon as it is there."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QObject, Signal

from models.errors import UserError
from models.importing.about import About
from models.importing.incoming import Incoming
from models.importing.original import Original
from models.importing.progress import Cancelled, Tell, tell
from models.messages import _
from models.texts import content_hash
from ui.jobs import Job, Jobs

if TYPE_CHECKING:
    from storage.maps import ReadMap

AT_A_TIME = 2

Document = Path | Original


class Reads(Protocol):
    """What reads a document and waits for it, in any thread; after `cancel` all raises Cancelled until `resume`."""

    def warm(self) -> None: ...
    def read(self, original: Document, tell: Tell | None = None) -> Incoming: ...
    def references(self, original: Document, tell: Tell | None = None) -> list[About]: ...
    def map(
        self,
        original: Document,
        companions: Mapping[str, bytes] | None = None,
        format_name: str = "",
        tell: Tell | None = None,
    ) -> ReadMap: ...
    def cancel(self) -> None: ...
    def resume(self) -> None: ...
    def close(self) -> None: ...


class InPlace:
    """Reads in the thread and the process that ask: for jobs that are inline."""

    def read(self, original: Document, tell: Tell | None = None) -> Incoming:
        from storage.articles import open_original, read_original

        return read_original(open_original(original) if isinstance(original, Path) else original)

    def references(self, original: Document, tell: Tell | None = None) -> list[About]:
        from storage.articles import open_original, read_references

        return read_references(open_original(original) if isinstance(original, Path) else original)

    def map(
        self,
        original: Document,
        companions: Mapping[str, bytes] | None = None,
        format_name: str = "",
        tell: Tell | None = None,
    ) -> ReadMap:
        from storage.articles import open_original
        from storage.maps import read_map

        given = open_original(original) if isinstance(original, Path) else original
        return read_map(given, companions, format_name)

    def warm(self) -> None:
        """Nothing has to be started."""

    cancel = resume = close = warm


def _processes() -> Reads:
    from storage.reading import Reader

    return Reader(AT_A_TIME)


class Readers:
    """The one reader of a window, made when it is first wanted. `jobs`: inline ones read in place."""

    def __init__(self, jobs: Jobs, make: Callable[[], Reads] | None = None) -> None:
        self._make = make or (InPlace if jobs.is_inline else _processes)
        self._reader: Reads | None = None

    def warm(self) -> None:
        """Something will be read in a moment: its process may start while the user still chooses."""
        self.get().warm()

    def get(self) -> Reads:
        """The reader, ready to read. Only from the interface thread."""
        if self._reader is None:
            self._reader = self._make()
        self._reader.resume()
        return self._reader

    def stop(self) -> None:
        """All that is being read ends at once."""
        if self._reader is not None:
            self._reader.cancel()

    def close(self) -> None:
        """The window closes."""
        reader, self._reader = self._reader, None
        if reader is not None:
            reader.close()


class Reading(QObject):
    """Reads some documents, counted from 0. `arrived(at, Incoming, hash of its bytes)` or `failed(at, sentence)`."""

    told = Signal(int, int, int)  # at, done, total
    arrived = Signal(int, object, str)
    failed = Signal(int, str)

    def __init__(self, readers: Readers, jobs: Jobs, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._readers = readers
        self._jobs = Jobs(self, inline=jobs.is_inline, threads=AT_A_TIME)
        self._under_way: dict[int, Job] = {}

    @property
    def is_busy(self) -> bool:
        return bool(self._under_way)

    def start(self, documents: Sequence[Document]) -> None:
        """Read them all, in their order."""
        self._under_way = {at: Job() for at in range(len(documents))}
        reader = self._readers.get()
        for at, document in enumerate(documents):
            if at not in self._under_way:  # stopped by what an earlier one said
                continue
            job = self._jobs.run(
                lambda document=document: _read(reader, document),  # type: ignore[misc]
                lambda found, at=at: self._on_read(at, found),  # type: ignore[misc]
                lambda error, at=at: self._on_failed(at, error),  # type: ignore[misc]
                progress=lambda done, total, at=at: self.told.emit(at, done, total),  # type: ignore[misc]
            )
            if at in self._under_way:
                self._under_way[at] = job

    def stop(self) -> None:
        """Read no further; nothing more is told."""
        if not self._under_way:
            return
        for job in self._under_way.values():
            job.cancel()
        self._under_way = {}
        self._readers.stop()

    def _on_read(self, at: int, found: tuple[Incoming, str]) -> None:
        self._under_way.pop(at, None)
        self.arrived.emit(at, *found)

    def _on_failed(self, at: int, error: Exception) -> None:
        self._under_way.pop(at, None)
        if isinstance(error, UserError):
            self.failed.emit(at, str(error))
            return
        self.failed.emit(at, _("It could not be read."))
        if not isinstance(error, Cancelled):
            raise error


def _read(reader: Reads, document: Document) -> tuple[Incoming, str]:
    came = reader.read(document, tell)
    return came, content_hash(came.data)
