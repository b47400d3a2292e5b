"""Counterpoint: parse the command line and compose. The window is imported only when one is wanted."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

ROOT = Path(__file__).resolve().parent
if str(ROOT) not in sys.path:  # the wheel keeps our packages inside `counterpoint`
    sys.path.insert(0, str(ROOT))

from models import VERSION  # noqa: E402
from models.messages import _, use_language  # noqa: E402
from storage import COMMANDS  # noqa: E402

if TYPE_CHECKING:
    from models.messages import Message
    from models.project import Project
    from storage.cli import BuiltSample
    from storage.formats.registry import Snapshot
    from storage.pictures import PictureOptions, Wanted
    from storage.printing import PrintOptions


def main(arguments: list[str] | None = None) -> int:
    """Run a command, or open the window (on the given project file, if any); the exit code."""
    if getattr(sys, "frozen", False):  # documents are read by further processes of this very program
        from multiprocessing import freeze_support

        freeze_support()
    given = sys.argv[1:] if arguments is None else arguments
    use_language(ROOT / "resources" / "translations")
    if given and (given[0].startswith("-") or not _names_a_file(given[0])):
        from storage import cli

        return cli.run(given, VERSION, _sample, _draw)
    if len(given) > 1:
        print(_("One project at a time: leave {word} out.").format(word=given[1]), file=sys.stderr)
        return 2
    from ui.app import run

    return run([Path(name) for name in given])


def _sample(articles: Path | None = None) -> BuiltSample:
    """The bundled debate, which only the command that makes it loads."""
    from seeds.sample import build_sample

    return build_sample(articles)


def _draw(
    meant: tuple[Project, Wanted] | Snapshot, options: PictureOptions | PrintOptions
) -> tuple[bytes, list[Message]]:
    """A picture of a map, or pages. Qt is loaded here and nowhere else on the command line."""
    if isinstance(meant, tuple):
        from ui.pictures.offscreen import draw

        return draw(*meant, options)  # type: ignore[arg-type]  # a map's options go with a map
    from ui.printing.offscreen import printed

    return printed(meant, options)  # type: ignore[arg-type]


def _names_a_file(word: str) -> bool:
    """Whether the first word is a project to open rather than a command (or a misspelt one)."""
    return word not in COMMANDS and (any(c in word for c in "./\\") or os.path.exists(word))


if __name__ == "__main__":
    sys.exit(main())
