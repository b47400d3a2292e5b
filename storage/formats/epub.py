"""EPUB books and articles: the documents of the spine, one after the other. Nothing of it is run or fetched."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from typing import Any
from urllib.parse import unquote

from models.errors import UserError
from models.importing.about import About
from models.importing.extract import Extract
from models.importing.progress import tell
from models.messages import N_, Message
from models.texts import BlockKind
from storage.formats.archives import Archive, is_zip, members, parsed_xml
from storage.formats.epub_about import about_of
from storage.formats.html_blocks import entitle, extract_of_parts
from storage.formats.html_names import folded
from storage.formats.html_survey import attribute
from storage.formats.html_tags import name_of
from storage.formats.html_tree import markup_of, tree_of
from storage.formats.html_walk import Part, Walker
from storage.formats.limits import MOST_CHARACTERS
from storage.formats.registry import Subject

NAME = "epub"
TITLE = N_("EPUB")
SUBJECT: Subject = "article"
EXTENSIONS = (".epub",)
MEDIA_TYPES = ("application/epub+zip",)

_CONTAINER, _ENCRYPTION = "META-INF/container.xml", "META-INF/encryption.xml"
# These only garble fonts; a text in them can be read.
_FONTS = ("http://www.idpf.org/2008/embedding", "http://ns.adobe.com/pdf/enc#RC")
_AROUND = frozenset(
    {"toc", "landmarks", "loi", "lot", "cover", "copyright-page", "copyright", "colophon", "imprint", "index"}
)
_DOCUMENTS = ("application/xhtml+xml", "text/html", "application/x-dtbook+xml", "text/x-oeb1-document")
_TITLE_WITHIN = 8  # parts from the beginning


def recognises(data: bytes) -> bool:
    if not is_zip(data):
        return False
    if data[30:38] == b"mimetype" and data[38:58] == b"application/epub+zip":
        return True
    names = members(data)
    return _CONTAINER in names and any(name.lower().endswith(".opf") for name in names)


def parse(data: bytes, name: str) -> Extract:
    """The text of a book in the order of its spine. Raises UserError for what is damaged or locked."""
    book = _Book(Archive(data, name), name)
    parts = book.parts()
    about = book.about
    _entitle(parts, about)
    return extract_of_parts(
        parts,
        MEDIA_TYPES[0],
        name,
        about=about,
        warnings=tuple(book.warnings),
        pages=tuple(book.pages),
    )


class _Book:
    def __init__(self, archive: Archive, name: str) -> None:
        self._archive, self._name = archive, name
        self.warnings: list[Message] = []
        self.pages: list[str] = []
        self._package_name = self._find_package()
        self._package = archive.xml(self._package_name)
        self._refuse_locked()
        self.about = about_of(self._package)

    def _find_package(self) -> str:
        if self._archive.has(_CONTAINER):
            for element in self._archive.xml(_CONTAINER).iter():
                path = element.get("full-path") if name_of(element) == "rootfile" else None
                if path and self._archive.has(path.lstrip("/")):
                    return path.lstrip("/")
        found = next((member for member in self._archive.names() if member.lower().endswith(".opf")), None)
        if found is None:
            raise UserError("archive.part_missing", name=self._name, part=_CONTAINER)
        return found

    def _refuse_locked(self) -> None:
        """Fonts may be garbled; where a text is encrypted the book belongs to one reading program."""
        if not self._archive.has(_ENCRYPTION):
            return
        texts = {path for path, _around in self._spine()}
        for element in self._archive.xml(_ENCRYPTION).iter():
            if name_of(element) != "encrypteddata":
                continue
            ways = [e.get("Algorithm") or "" for e in element.iter() if name_of(e) == "encryptionmethod"]
            places = [unquote(e.get("URI") or "") for e in element.iter() if name_of(e) == "cipherreference"]
            if any(place.lstrip("/") in texts for place in places) and not any(way in _FONTS for way in ways):
                raise UserError("epub.protected", name=self._name)

    def _spine(self) -> list[tuple[str, bool]]:
        """(member, whether it is a table of contents or the like) of each document in reading order, once."""
        folder = posixpath.dirname(self._package_name)
        items: dict[str, Any] = {}
        order: list[str] = []
        around: set[str] = set()
        for element in self._package.iter():
            kind = name_of(element)
            if kind == "item":
                items.setdefault(element.get("id") or "", element)
            elif kind == "itemref":
                order.append(element.get("idref") or "")
            elif kind == "reference" and (element.get("type") or "").lower() in _AROUND:
                around.add(_member(folder, element.get("href") or ""))
        found: dict[str, bool] = {}
        for key in order:
            item = items.get(key)
            if item is None or (item.get("media-type") or _DOCUMENTS[0]).lower() not in _DOCUMENTS:
                continue
            path = _member(folder, item.get("href") or "")
            found.setdefault(path, path in around or "nav" in (item.get("properties") or "").split())
        return list(found.items())

    def parts(self) -> list[Part]:
        """Everything that the book shows; what stands around the text is outside of it."""
        found: list[Part] = []
        length, page = 0, ""
        spine = self._spine()
        for at, (path, around) in enumerate(spine):
            tell(at, len(spine))
            tree = self._tree(path)
            if tree is None:
                continue
            walker = Walker(page, share=0)
            parts = walker.walk(tree)
            self.pages += walker.pages
            page = self.pages[-1] if self.pages else ""
            if around or _is_around(tree):
                for part in parts:
                    part.outside = True
            length += sum(len(part.words) for part in parts)
            if length > MOST_CHARACTERS:
                raise UserError("document.too_long", name=self._name, most=MOST_CHARACTERS)
            for part in parts:
                part.element = None  # the tree may go
            found += parts
        return found

    def _tree(self, path: str) -> Any:
        """The tree of one document; None, with a warning, where it is missing."""
        if not self._archive.has(path):
            self.warnings.append(Message("epub.part_missing", {"part": path}))
            return None
        data = self._archive.read(path)
        try:
            tree = parsed_xml(data, self._name)
            for element in tree.iter():
                if isinstance(element.tag, str):
                    element.tag = name_of(element)
            return tree
        except UserError:  # not sound as XML, or with entities of its own: read as browsers read it
            pass
        try:
            return tree_of(markup_of(data, self._name).text, self._name)
        except UserError as error:
            if error.message.key != "article.no_words":
                raise
            return None


def _member(folder: str, href: str) -> str:
    """The archive's name of what a package refers to."""
    path = unquote(href.split("#", 1)[0])
    return posixpath.normpath(posixpath.join(folder, path)).lstrip("/") if path else ""


def _is_around(tree: Any) -> bool:
    """Whether a document is a cover, a table of contents or an imprint by its own word."""
    for element in _tops(tree):
        if _AROUND & set(attribute(element, "type").split()) or attribute(element, "role") in ("doc-toc", "doc-cover"):
            return True
    return False


def _tops(tree: Any) -> Iterator[Any]:
    body = tree.find("body")
    if body is not None:
        yield body
        inner = list(body)
        if len(inner) == 1:
            yield inner[0]


def _entitle(parts: list[Part], about: About) -> None:
    """Mark the title: the words of the book's own title near its beginning, else the one heading of level 1."""
    title = folded(about.title)
    shown = [part for part in parts if not part.hidden and not part.outside]
    for part in shown[:_TITLE_WITHIN]:
        if title and folded(part.words) == title:
            part.kind, part.level = BlockKind.TITLE, 1
            return
    if not title:
        entitle(shown)
