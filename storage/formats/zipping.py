"""Archives that are the same bytes whenever they are written, and text that any XML may hold."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable
from html import escape

EARLIEST = (1980, 1, 1, 0, 0, 0)
_ILLEGAL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def same_bytes(archive: bytes, keep: Callable[[str], bool] = lambda _name: True) -> bytes:
    """The archive with the same date on every member; "mimetype" comes first and unpacked, as OpenDocument wants it."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(archive)) as old, zipfile.ZipFile(made, "w") as new:
        names = [name for name in dict.fromkeys(old.namelist()) if keep(name)]
        for name in sorted(names, key=lambda each: each != "mimetype"):
            info = zipfile.ZipInfo(name, EARLIEST)
            info.compress_type = zipfile.ZIP_STORED if name == "mimetype" else zipfile.ZIP_DEFLATED
            info.create_system = 3  # the same on every system
            new.writestr(info, old.read(name))
    return made.getvalue()


def xml_text(text: str) -> str:
    """Text for between tags or quotation marks; what XML cannot hold is U+FFFD."""
    return escape(_ILLEGAL.sub("\ufffd", text), quote=False).replace('"', "&quot;")
