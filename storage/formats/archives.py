"""Archives of documents (DOCX, ODT, EPUB are zip files), opened in memory and trusted in nothing.

Nothing is ever written to disk, so names such as "../x" are only names. What headers say of sizes is not believed:
bytes are counted as they are unpacked. Archives within archives stay closed.
"""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from functools import cache
from typing import TYPE_CHECKING, Any

from models.errors import UserError
from storage.formats.limits import MOST_MEMBERS, MOST_UNPACKED
from storage.formats.needed import needed

if TYPE_CHECKING:
    from lxml.etree import _Element

MOST_XML = 100_000_000  # bytes of one XML part: its tree takes several times as much
MOST_MARKUP = 5_000_000  # elements and attributes of one XML part, about: each takes up to 250 bytes in the tree
_CHUNK = 1 << 18
_RATIO, _RATIO_FROM = 600, 20_000_000  # no document of that many bytes packs so well
_ENTRY = b"PK\x01\x02"  # begins each entry of the directory
_LOCAL_HEADER = 30  # bytes, the least that stands before a member
_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)  # all that these formats allow; others unpack without bounds
_TROUBLE = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, ValueError, OSError)
_NAMED = re.compile(rb"&([A-Za-z][A-Za-z0-9]{1,31});")
_OWN = frozenset({b"amp", b"lt", b"gt", b"quot", b"apos"})


def is_zip(data: bytes) -> bool:
    return data.startswith((b"PK\x03\x04", b"PK\x05\x06"))


def members(data: bytes) -> list[str]:
    """The names in an archive; none for what is no sound archive. To tell one format from another."""
    if not is_zip(data):
        return []
    try:
        return Archive(data, "").names()
    except UserError:
        return []


class Archive:
    """The members of a zip file. `name` is the file's name, for messages. Raises UserError for what is unsafe."""

    def __init__(self, data: bytes, name: str) -> None:
        self._name = name
        if data.count(_ENTRY) > MOST_MEMBERS:
            raise UserError("archive.too_many", name=name, most=MOST_MEMBERS)
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
        except _TROUBLE as error:
            raise self._damaged() from error
        infos = [info for info in self._zip.infolist() if info.filename and not info.filename.endswith("/")]
        self._refuse_overlaps(infos)
        self._members = {_plain(info.filename): info for info in infos}
        self._unpacked: dict[str, int] = {}

    def names(self) -> list[str]:
        """Every member, in order, with "/" between folders and none at the start."""
        return list(self._members)

    def has(self, member: str) -> bool:
        return member in self._members

    def read(self, member: str, most: int = MOST_UNPACKED) -> bytes:
        """The bytes of a member. Raises UserError where it is missing, locked, damaged or bigger than `most`."""
        info = self._members.get(member)
        if info is None:
            raise UserError("archive.part_missing", name=self._name, part=member)
        if info.flag_bits & 0x1:
            raise UserError("document.locked", name=self._name)
        if info.compress_type not in _METHODS:
            raise self._damaged()
        try:
            return self._unpack(member, info, most)
        except _TROUBLE as error:
            raise self._damaged() from error

    def xml(self, member: str) -> _Element:
        """The root of an XML member; see `parsed_xml`."""
        return parsed_xml(self.read(member, MOST_XML), self._name)

    def _unpack(self, member: str, info: zipfile.ZipInfo, most: int) -> bytes:
        before = sum(self._unpacked.values()) - self._unpacked.get(member, 0)
        chunks, size = [], 0
        with self._zip.open(info) as stream:
            while chunk := stream.read(_CHUNK):
                size += len(chunk)
                packs_too_well = size > _RATIO_FROM and size > _RATIO * max(1, info.compress_size)
                if size > most or before + size > MOST_UNPACKED or packs_too_well:
                    raise UserError("archive.too_big", name=self._name)
                chunks.append(chunk)
        self._unpacked[member] = max(size, self._unpacked.get(member, 0))
        return b"".join(chunks)

    def _refuse_overlaps(self, infos: list[zipfile.ZipInfo]) -> None:
        """Members that share bytes are a trick to unpack the same ones again and again."""
        end = 0
        for info in sorted(infos, key=lambda i: i.header_offset):
            if info.header_offset < end:
                raise self._damaged()
            end = info.header_offset + _LOCAL_HEADER + info.compress_size

    def _damaged(self) -> UserError:
        return UserError("archive.damaged", name=self._name)


def _plain(name: str) -> str:
    return name.replace("\\", "/").lstrip("/")


def parsed_xml(data: bytes, name: str) -> _Element:
    """The root of an XML text: no entities of its own, no document type loaded, no network.

    The named characters of HTML (&nbsp;) are known. Raises UserError for what declares entities or is not sound.
    """
    etree = needed("lxml.etree")
    if len(data) > MOST_XML or data.count(b"<") + data.count(b"=") > MOST_MARKUP:
        raise UserError("archive.too_big", name=name)
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        dtd_validation=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        root: _Element = etree.fromstring(_NAMED.sub(_numbered, data), parser)
    except (etree.XMLSyntaxError, ValueError, LookupError) as error:
        key = "document.entities" if "amplification" in str(error) else "document.damaged"
        raise UserError(key, name=name) from error
    declared: Any = root.getroottree().docinfo.internalDTD
    if declared is not None and next(iter(declared.iterentities()), None) is not None:
        raise UserError("document.entities", name=name)
    return root


def _numbered(match: re.Match[bytes]) -> bytes:
    if match[1] in _OWN:
        return match[0]
    return _named_characters().get(match[1], match[0])


@cache
def _named_characters() -> dict[bytes, bytes]:
    from html.entities import name2codepoint

    return {name.encode(): b"&#%d;" % point for name, point in name2codepoint.items()}
