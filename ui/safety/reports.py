"""What a report of an unexpected error says: version, system, Qt, where it happened, and what was done last.

A report is there to be sent to somebody, so it holds no word of a project. Messages of errors often quote what was
being worked on. Of a message only those words stay that are words of programs: names out of the code that failed, and
the words that Python's own messages are made of. What it quotes stays only when it is such a name as a whole.
"""

from __future__ import annotations

import builtins
import os
import platform
import re
import sys
import traceback
from collections.abc import Iterable, Iterator
from pathlib import Path
from types import CodeType, TracebackType

from models import VERSION

KEPT = 20  # reports in the folder
FRAMES = 60  # of one traceback, half of them from either end
CHAINED = 8  # errors behind an error
GONE = "…"
ROOT = Path(__file__).resolve().parents[2]

# What the messages of Python, Qt, SQLite and the system are made of.
_PYTHON_SAYS = """
a already an and arg argument arguments array at attempt attribute attributes bad base be been before binary broken
buffer by byte bytes call called cannot can't cast characters circular closed code codec column concurrent connection
constraint context continuation convert could data database decode deleted depth descriptor device dict did dictionary
different directory disk division does due during element empty encode end enough error exceeded exist exists expected
fail failed failure field file first float for foreign found from full function get given global got has have hashable
i/o in index information initialized input instance int integer internal interrupted invalid is isn't item items
iterable iteration iterator it its key keys keyword large last len length library limit line list literal local locked
long lookup loop main malformed matching math maximum may memory method missing mode module more must name named names
needs negative no none nonetype not null number object objects of on only open operand operation operator or ordering
ordinal other out overflow permission pop position positional process property range read reached recursion recursive
reference referenced resource resources return returned returns running runtime schema sequence set shared should
signal size slice small space start state statement str string strings subscript subscriptable such support supported
syntax system table takes than that the this thread timed to too translate transaction tuple two type types unable
unexpected unhashable unicode unique unknown unmatched unpack unsupported unterminated use used using utf-8 value
values variable version was were when where while wide with within without wrapped write wrong yet zero
"""
_MESSAGES = frozenset(_PYTHON_SAYS.split())
_NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_]*(?:\.[A-Za-z_][A-Za-z0-9_]*)*\Z")
_TOKEN = re.compile(
    r"""(?P<quoted>'[^']*'|"[^"]*"|“[^”]*”|‘[^’]*’|`[^`]*`|«[^»]*»)|\w+(?:['’/-]\w+)*|[^\w\s]""", re.DOTALL
)
_SHORT_NUMBER = re.compile(r"[0-9]{1,6}\Z")
_MARKS = frozenset(".,:;()[]{}<>=+-*/%!&|#@^~?'\"`“”‘’«»") | {GONE}


def report_head(main_thread: bool = True) -> list[str]:
    """Version and machine, a line each."""
    from PySide6 import __version__ as binding
    from PySide6.QtCore import qVersion
    from PySide6.QtGui import QGuiApplication

    screen = QGuiApplication.platformName() if QGuiApplication.instance() is not None else "no"
    lines = [
        f"Counterpoint {VERSION}",
        f"Python {platform.python_version()}, Qt {qVersion()}, PySide {binding}, screen by {screen}",
        f"{platform.system()} {platform.release()}, {platform.machine()}",
    ]
    return lines if main_thread else [*lines, "in a thread"]


def error_lines(error: BaseException, trace: TracebackType | None = None) -> list[str]:
    """The traceback of an error and of those behind it, oldest first, with no word of what was being worked on."""
    chain: list[tuple[BaseException, str]] = []
    each: BaseException | None = error
    seen: set[int] = set()
    why = ""
    while each is not None and id(each) not in seen and len(chain) < CHAINED:
        seen.add(id(each))
        chain.append((each, why))
        if each.__cause__ is not None:
            each, why = each.__cause__, "The error above was the cause of this one:"
        else:
            each, why = None if each.__suppress_context__ else each.__context__, "Behind the error above there came:"
    lines: list[str] = []
    for at, (found, _why) in enumerate(reversed(chain)):
        if at:
            lines += ["", chain[len(chain) - at][1], ""]
        lines += _one(found, trace if found is error and trace is not None else found.__traceback__)
    return lines


def _one(error: BaseException, trace: TracebackType | None) -> list[str]:
    lines = ["Traceback (most recent call last):"] if trace is not None else []
    frames = traceback.extract_tb(trace) if trace is not None else traceback.StackSummary()
    if len(frames) > FRAMES:
        left_out = len(frames) - FRAMES
        parts = [(frames[: FRAMES // 2], f"  … {left_out} calls are left out …"), (frames[-FRAMES // 2 :], "")]
    else:
        parts = [(frames, "")]
    for some, after in parts:
        for frame in some:
            lines.append(f'  File "{short_path(frame.filename)}", line {frame.lineno}, in {frame.name}')
            if frame.line and not frame.filename.startswith("<"):
                lines.append(f"    {frame.line}")
        if after:
            lines.append(after)
    kind = type(error)
    name = kind.__qualname__ if kind.__module__ == "builtins" else f"{kind.__module__}.{kind.__qualname__}"
    said = stripped(_message(error), words_of(trace))
    lines.append(f"{name}: {said}" if said else name)
    if isinstance(error, BaseExceptionGroup):
        for inner in error.exceptions[:CHAINED]:
            lines += [f"  | {line}" for line in _one(inner, inner.__traceback__)]
    return lines


def _message(error: BaseException) -> str:
    if isinstance(error, UnicodeError):
        return error.args[-1] if error.args and isinstance(error.args[-1], str) else ""
    if isinstance(error, OSError):  # the names of files are left out
        return f"[Errno {error.errno}] {error.strerror or ''}" if error.errno is not None else ""
    original = getattr(error, "orig", None)  # SQLAlchemy quotes the statement with its values
    try:
        return str(original if isinstance(original, BaseException) else error)
    except Exception:  # an error whose message is an error
        return ""


def stripped(message: str, names: frozenset[str] = frozenset()) -> str:
    """A message with nothing in it but words of programs, short numbers and marks; "…" stands for the rest."""
    parts: list[str] = []
    end = 0
    for token in _TOKEN.finditer(message):
        word = token.group()
        if token.lastgroup == "quoted":
            is_kept = _is_name(word[1:-1], names)
        else:
            is_kept = word.casefold() in _MESSAGES or word in names or bool(_SHORT_NUMBER.match(word))
            is_kept = is_kept or all(each in _MARKS for each in word)
        word = word if is_kept else GONE
        space = " " if token.start() > end else ""
        if word != GONE or not parts or parts[-1].strip() != GONE:
            parts.append(f"{space}{word}")
        end = token.end()
    return "".join(parts)[:600]


def _is_name(quoted: str, names: frozenset[str]) -> bool:
    return bool(_NAME.match(quoted)) and all(part in names for part in quoted.split("."))


def words_of(trace: TracebackType | None) -> frozenset[str]:
    """The names of the code that failed: its functions, variables and attributes, and those that Python has itself."""
    names: set[str] = set(dir(builtins)) | {"NoneType", "builtin_function_or_method", "function", "module", "method"}
    while trace is not None:
        names |= set(_names(trace.tb_frame.f_code))
        trace = trace.tb_next
    return frozenset(name for name in names if len(name) > 1)


def _names(code: CodeType) -> Iterator[str]:
    yield code.co_name
    yield from code.co_names
    yield from code.co_varnames
    yield from code.co_freevars


def short_path(name: str) -> str:
    """A file of the program or of a library without the folders that it stands in, which may tell a person's name."""
    path = Path(name)
    if path.is_relative_to(ROOT) and "site-packages" not in path.parts and "lib" not in path.parts:
        return path.relative_to(ROOT).as_posix()
    for mark in ("site-packages", "dist-packages", f"python{sys.version_info[0]}.{sys.version_info[1]}"):
        if mark in path.parts:
            return Path(*path.parts[len(path.parts) - path.parts[::-1].index(mark) :]).as_posix()
    return path.name if path.is_absolute() else name


def report_text(head: Iterable[str], told: Iterable[str], actions: Iterable[str], errors: Iterable[str]) -> str:
    """All of it, in sections. `told`: what Qt said; `actions`: what was done last, newest last."""
    sections = [("", head), ("What was done last:", actions), ("What Qt said:", told), ("", errors)]
    written = []
    for heading, some in sections:
        lines = list(some)
        if lines:
            written.append("\n".join([heading, *(f"  {line}" for line in lines)] if heading else lines))
    return "\n\n".join(written) + "\n"


def save_report(folder: Path, name: str, text: str) -> Path | None:
    """Keep a report, and no more than KEPT of them; its path, or None when that fails too."""
    path = folder / f"{name}.txt"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        fresh = path.with_name(f".{path.name}.new")
        fresh.write_text(text, "utf-8", errors="replace")
        os.replace(fresh, path)
        for old in sorted(folder.glob("*.txt"))[:-KEPT]:
            old.unlink(missing_ok=True)
    except OSError:
        return path if path.is_file() else None
    return path
