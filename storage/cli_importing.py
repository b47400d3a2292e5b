"""The command `import`: many files and folders at once, read in several processes, stored one after the other."""

from __future__ import annotations

import argparse
import contextlib
import importlib
import json
import os
import signal
import sys
import threading
from collections import deque
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from concurrent.futures import TimeoutError as NotYet
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from models.authoring.library import Source, import_article
from models.errors import UserError
from models.importing.incoming import Incoming, source_of
from models.importing.progress import Cancelled
from models.importing.repair import RepairKind
from models.messages import Message, _, shorten
from models.ports import Store
from models.texts import content_hash
from models.workspace import Workspace
from storage import cli_maps
from storage.articles import articles_in
from storage.cli_words import ImportWords
from storage.formats.files import shown
from storage.maps import MAPS, subject_of
from storage.reading import Reader

ALL = "all"
AHEAD = 3  # documents read ahead of the one that is stored, for each process: memory stays bounded
LARGE = 1_000_000  # bytes; such contents are stored before the edit that names them, so that its commit is short
MOST_PROCESSES = 16
STOPPED = 130  # the exit code of what Ctrl+C ended
_LOOK = 0.5  # seconds; a wait without an end could not be interrupted everywhere


def add_arguments(bring: argparse.ArgumentParser) -> None:
    """The words of the command."""
    bring.add_argument("articles", type=Path, nargs="+", metavar=_("FILES"), help=_("files, or folders of articles"))
    bring.add_argument("--into", type=Path, required=True, metavar=_("FILE"))
    cli_maps.add_arguments(bring)
    bring.add_argument("--annotator", default=None, metavar=_("NAME"), help=_("who the changes are by"))
    bring.add_argument(
        "--without",
        action="append",
        default=[],
        choices=[*map(str, RepairKind), ALL],
        metavar=_("KIND"),
        help=_("leave out a kind of repair, as often as wanted: {kinds}").format(
            kinds=", ".join([*map(str, RepairKind), ALL])
        ),
    )
    bring.add_argument("--no-originals", action="store_true", help=_("do not keep the files' own bytes"))
    bring.add_argument(
        "--processes", type=_count, default=None, metavar=_("NUMBER"), help=_("how many read at once (all processors)")
    )
    bring.add_argument("--json", action="store_true", help=_("a report for other programs"))


def _count(word: str) -> int:
    number = int(word)
    if not 1 <= number <= MOST_PROCESSES:
        raise ValueError(number)
    return number


_count.__name__ = "number"  # argparse names it in its sentence


@dataclass(slots=True)
class _Report:
    """What became of each file."""

    imported: list[dict[str, Any]] = field(default_factory=list)
    known: list[dict[str, Any]] = field(default_factory=list)
    failed: list[dict[str, Any]] = field(default_factory=list)
    references: list[dict[str, Any]] = field(default_factory=list)
    maps: list[dict[str, Any]] = field(default_factory=list)
    total: int = 0
    is_stopped: bool = False

    def to_json(self) -> str:
        parts = ("imported", "known", "failed", "references", "maps")
        return json.dumps({name: getattr(self, name) for name in parts} | {"stopped": self.is_stopped}, indent=1)


@dataclass(frozen=True, slots=True)
class _Read:
    """A document that was read in a thread, ready to be stored."""

    came: Incoming
    source: Source


def run(options: argparse.Namespace, workspace: Workspace) -> int:
    """Bring in what `options` names; the exit code. Each article is an edit of its own."""
    report = _Report()
    paths = list(_paths(options.articles, report))
    sorts = {path: subject_of(path, options.format) for path in paths}
    lists = [path for path in paths if sorts[path] == "references"]
    maps = [path for path in paths if sorts[path] in MAPS]
    articles = [path for path in paths if sorts[path] == "article"]
    report.total = len(articles) + len(report.failed)
    off = set(map(str, RepairKind)) if ALL in options.without else set(options.without)
    processes = max(1, min(options.processes or _processors(), len(articles)))
    with Reader(processes) as reader, _stopping(reader) as stop, ImportWords(report.total) as words:
        for failed in report.failed:
            words.say(failed["sentence"])
        storing = _Storing(workspace, report, words, off, not options.no_originals)
        try:
            storing.all(reader, articles, processes, stop)
            if maps and not stop.is_set():
                cli_maps.take_maps(reader, maps, workspace, options, report, words)
            if lists and not stop.is_set():
                _take_references(reader, lists, workspace, report, words)
        except Cancelled:
            report.is_stopped = True
        except UserError as error:  # the project takes no more; what is in it stays
            report.failed.append({"file": shown(options.into), "sentence": str(error)})
            words.say(str(error))
    return _end(options, report)


def _end(options: argparse.Namespace, report: _Report) -> int:
    done, count = len(report.imported), report.total
    if options.json:
        print(report.to_json())
    elif report.is_stopped:
        print(Message("articles.stopped", {"done": done, "count": count}), file=sys.stderr)
    elif count > 1:
        print(Message("articles.counted", {"done": done, "count": count}))
    if report.is_stopped:
        return STOPPED
    return 1 if report.failed else 0


def _paths(given: Sequence[Path], report: _Report) -> Iterator[Path]:
    """The files, each once, folders replaced by what they hold."""
    seen: set[str] = set()
    for each in given:
        try:
            found = articles_in(each) if os.path.isdir(each) else [each]
            if not found:
                raise UserError("articles.none_in", folder=shown(each))
        except UserError as error:
            report.failed.append({"file": shown(each), "sentence": str(error)})
            continue
        for path in found:
            real = os.path.realpath(path)
            if real not in seen:
                seen.add(real)
                yield path


def _processors() -> int:
    try:
        found = len(os.sched_getaffinity(0))
    except AttributeError:
        found = os.cpu_count() or 1
    return min(found, MOST_PROCESSES)


class _Storing:
    """Stores what the threads have read, in the order of the arguments."""

    def __init__(self, workspace: Workspace, report: _Report, words: ImportWords, off: set[str], keep: bool) -> None:
        self._workspace, self._report, self._words = workspace, report, words
        self._off, self._keep = off, keep
        self._known = {article.source_hash: article.title for article in workspace.project.articles()}

    def all(self, reader: Reader, paths: Sequence[Path], processes: int, stop: threading.Event) -> None:
        """Raises Cancelled when `stop` is set, UserError when the project can take no more."""
        waiting: deque[tuple[Path, Future[_Read]]] = deque()
        coming = iter(paths)
        with ThreadPoolExecutor(processes) as threads:
            try:
                while True:
                    while len(waiting) < processes * AHEAD and (path := next(coming, None)) is not None:
                        waiting.append((path, threads.submit(self._read, reader, path)))
                    if not waiting:
                        return
                    path, future = waiting.popleft()
                    self._one(path, future, stop)
            except BaseException:
                for _path, future in waiting:
                    future.cancel()
                reader.cancel()
                raise

    def _read(self, reader: Reader, path: Path) -> _Read:
        came = reader.read(path)
        source = source_of(came, off=self._off, keep_original=self._keep)
        return _Read(came, source)

    def _one(self, path: Path, future: Future[_Read], stop: threading.Event) -> None:
        try:
            read = _result(future, stop)
            self._store(path, read)
        except UserError as error:
            if error.message.key.startswith("project."):  # the next one would fare no better
                raise
            sentence = str(error)
            self._report.failed.append({"file": shown(path), "sentence": sentence})
            named = shown(path.name) in sentence or self._report.total == 1
            self._words.say(sentence if named else f"{shown(path)}: {sentence}")
        self._words.step()

    def _store(self, path: Path, read: _Read) -> None:
        hashes = content_hash(read.source.data), content_hash(read.came.data)
        title = next((self._known[each] for each in hashes if each in self._known), None)
        if title is not None:
            sentence = str(Message("articles.known", {"name": shown(path), "title": shorten(title)}))
            self._report.known.append({"file": shown(path), "title": title})
            self._words.say(sentence)
            return
        workspace = self._workspace
        _keep_large(workspace.store, read.source)
        workspace.do(lambda reader: import_article(reader, read.source, annotator=workspace.annotator))
        self._known |= dict.fromkeys(hashes, read.source.title)
        warnings = [str(warning) for warning in read.came.extract.warnings]
        self._report.imported.append(
            {
                "file": shown(path),
                "title": read.source.title,
                "media_type": read.came.extract.media_type,
                "warnings": warnings,
                "repairs": _counts(read.came, self._off),
            }
        )
        if warnings and self._report.total > 1:
            self._words.say(f"{shown(path)}: {' '.join(warnings)}")
        else:
            for warning in warnings:
                self._words.say(warning)


def _result(future: Future[_Read], stop: threading.Event) -> _Read:
    while True:
        if stop.is_set():
            raise Cancelled
        with contextlib.suppress(NotYet):
            return future.result(_LOOK)


def _counts(came: Incoming, off: set[str]) -> dict[str, int]:
    found: dict[str, int] = {}
    for repair in came.chosen(off):
        found[str(repair.kind)] = found.get(str(repair.kind), 0) + repair.count
    return found


def _keep_large(store: Store, source: Source) -> None:
    contents = (source.data, source.source_text.encode(), source.reading_text.encode())
    large = {content_hash(data): data for data in contents if len(data) > LARGE}
    if large:
        store.keep(large)


def _take_references(
    reader: Reader, paths: Sequence[Path], workspace: Workspace, report: _Report, words: ImportWords
) -> None:
    """Lists of references come last: by then the articles that they name are there.

    `storage.references.take(workspace, list of About)` is one edit; it gives a sentence, and how many articles it met.
    """
    for path in paths:
        try:
            references = reader.references(path)
            sentence, matched = _taker()(workspace, references)
            for warning in references.warnings:
                words.say(str(warning))
        except UserError as error:
            report.failed.append({"file": shown(path), "sentence": str(error)})
            words.say(str(error))
            continue
        report.references.append({"file": shown(path), "matched": matched})
        words.say(str(sentence))


def _taker() -> Any:
    """Imported when a list of references is given, and not before."""
    return importlib.import_module("storage.references").take


@contextlib.contextmanager
def _stopping(reader: Reader) -> Iterator[threading.Event]:
    """Ctrl+C stops between two articles; what is being read is given up. A second one ends the program as ever."""
    stop = threading.Event()

    def on_interrupt(_number: int, _frame: object) -> None:
        stop.set()
        signal.signal(signal.SIGINT, before)
        threading.Thread(target=reader.cancel, daemon=True).start()  # its lock may be held by what was interrupted

    if threading.current_thread() is not threading.main_thread():
        yield stop
        return
    before = signal.signal(signal.SIGINT, on_interrupt)
    try:
        yield stop
    finally:
        signal.signal(signal.SIGINT, before)
