"""Importing articles: encodings, titles, blocks, and where each word of the reading text stands in the source."""

from __future__ import annotations

import codecs
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models.errors import UserError
from models.importing.extract import Extract
from models.importing.incoming import incoming
from models.importing.repair import RepairKind
from models.messages import Message
from models.texts import BlockKind
from storage.formats import markdown_article, plain_text
from storage.formats.limits import MOST_LINES
from storage.formats.markdown_article import front_matter

SEEDS = Path(__file__).resolve().parents[2] / "seeds" / "debate"


class Read:
    """An article as it would be stored without any repair."""

    def __init__(self, extract: Extract, data: bytes, name: str) -> None:
        came = incoming(name, data, extract)
        built = came.built(off=set(RepairKind))
        self.reading_text, self.layout, self.source_text = built.text, built.layout, extract.source_text
        self.title, self.authors, self.publication = came.about.title, came.about.authors, came.about.publication
        self.date, self.url, self.language = came.about.date, came.about.url, came.about.language
        self.source, self.encoding, self.media_type = data, extract.encoding, extract.media_type
        self.warnings = extract.warnings


def markdown(text: str, name: str = "my-article.md") -> Read:
    return Read(markdown_article.parse(text.encode(), name), text.encode(), name)


def plain(text: str, name: str = "my-article.txt") -> Read:
    return Read(plain_text.parse(text.encode(), name), text.encode(), name)


def blocks(article: Read) -> list[tuple[str, str]]:
    return [(str(b.kind), article.reading_text[b.start : b.end]) for b in article.layout.blocks]


def assert_pieces_hold(article: Read) -> None:
    """Every piece is equal in both texts; pieces rise and do not overlap in either."""
    reading = source = 0
    for at, place, length in article.layout.pieces:
        assert length > 0
        assert at >= reading and place >= source
        assert article.reading_text[at : at + length] == article.source_text[place : place + length]
        reading, source = at + length, place + length
    assert reading <= len(article.reading_text) and source <= len(article.source_text)


# -- what is no text


@pytest.mark.parametrize(
    "data", [b"a\0b", b"\x01\x02\x03abc", b"%PDF-1.4", b"PK\x03\x04x", "a\0b".encode("utf-16"), b"\x1b[0m\x07\x08"]
)
def test_binary_is_refused(data: bytes) -> None:
    for parse in (plain_text.parse, markdown_article.parse):
        with pytest.raises(UserError) as caught:
            parse(data, "a.bin")
        assert caught.value.message == Message("article.binary", {"name": "a.bin"})


@pytest.mark.parametrize("data", [b" \n\t\n", codecs.BOM_UTF8, b"\r\n\r\n"])
def test_no_words_are_refused(data: bytes) -> None:
    for parse in (plain_text.parse, markdown_article.parse):
        with pytest.raises(UserError) as caught:
            parse(data, "a.txt")
        assert caught.value.message == Message("article.no_words", {"name": "a.txt"})


def test_markdown_without_anything_to_read_is_refused() -> None:
    with pytest.raises(UserError) as caught:
        markdown("---\ntitle: T\n---\n\n[x]: y\n", "a.md")
    assert caught.value.message == Message("article.no_words", {"name": "a.md"})


def test_a_stray_control_character_is_kept_and_told() -> None:
    article = plain("word " * 100 + "\x07")
    assert article.warnings == (Message("article.control_characters", {"number": 1}),)
    assert "\x07" in article.reading_text


# -- plain text


def test_plain_text_keeps_bytes_and_normalises_line_ends() -> None:
    data = codecs.BOM_UTF8 + "A title\r\n\r\nOne 😀.\rTwo.\n".encode()
    article = Read(plain_text.parse(data, "file.txt"), data, "file.txt")
    assert article.source == data
    assert article.source_text == article.reading_text == "A title\n\nOne 😀.\nTwo.\n"
    assert (article.media_type, article.encoding, article.warnings) == ("text/plain", "utf-8", ())
    assert article.title == "A title"
    assert blocks(article) == [("paragraph", "A title"), ("paragraph", "One 😀."), ("paragraph", "Two.")]
    assert_pieces_hold(article)


def test_a_long_first_line_is_no_title() -> None:
    first = "word " * 30
    article = plain(first + "\n\nMore.", "On trams.txt")
    assert article.title == "On trams"
    assert blocks(article)[0] == ("paragraph", first.strip())
    assert plain("x" * 120 + "\ny").title == "x" * 120
    assert plain("x" * 121 + "\ny").title == "my-article"


def test_a_first_line_inside_a_wrapped_paragraph_stays_one() -> None:
    wrapped = "\n".join(["This paragraph is wrapped by hand at sixty characters or so"] * 4)
    article = plain(f"{wrapped}\n\n{wrapped}")
    assert blocks(article) == [("paragraph", wrapped), ("paragraph", wrapped)]


def test_a_single_line_is_title_by_name_but_stays_readable() -> None:
    article = plain("Only this.")
    assert article.title == "Only this."
    assert blocks(article) == [("paragraph", "Only this.")]


@given(st.text(max_size=200).filter(lambda text: text.strip()))
def test_any_plain_text_is_read_or_refused(text: str) -> None:
    try:
        article = Read(plain_text.parse(text.encode("utf-8", "replace"), "x.txt"), b"", "x.txt")
    except UserError as error:
        assert error.message.key in ("article.binary", "article.no_words")
    else:
        assert_pieces_hold(article)
        assert article.title


# -- Markdown

DOCUMENT = """---
title: "From the front"
author: [Ada B., C. Dé]
date: 2024-12-31
publication: Foreign Trams
url: https://example.org/a:b
language: en
# a comment
---

# A *fine* title

*An italic paragraph, over
two lines.*

Setext
------

Text with **bold**, `code *x*`, [a link](http://x.org/words "words here") and words, \\*escaped\\* &amp; &eacute;.

> A quote
> of two lines

1. first
2. second
   - inner <b>html</b>

![a picture](words.png) and picture words

<div>
raw html
</div>

```python
code   line
  two
```

    indented
# Another
"""


def test_markdown_blocks_and_metadata() -> None:
    article = markdown(DOCUMENT.replace("\n", "\r\n"))
    assert article.source_text == DOCUMENT
    assert article.title == "From the front"
    assert (article.authors, article.date) == (("Ada B.", "C. Dé"), "2024-12-31")
    assert (article.publication, article.language) == ("Foreign Trams", "en")
    assert (article.url, article.media_type) == ("https://example.org/a:b", "text/markdown")
    assert blocks(article) == [
        ("title", "A fine title"),
        ("paragraph", "An italic paragraph, over\ntwo lines."),
        ("heading", "Setext"),
        ("paragraph", "Text with bold, code *x*, a link and words, *escaped* & é."),
        ("quote", "A quote\nof two lines"),
        ("item", "first"),
        ("item", "second"),
        ("item", "inner <b>html</b>"),
        ("paragraph", "a picture and picture words"),
        ("paragraph", "<div>\nraw html\n</div>"),
        ("paragraph", "code   line\n  two"),
        ("paragraph", "indented"),
        ("heading", "Another"),
    ]
    assert [block.level for block in article.layout.blocks] == [1, 0, 2, 0, 0, 1, 1, 2, 0, 0, 0, 0, 1]
    assert article.reading_text == "\n\n".join(text for _kind, text in blocks(article))
    assert_pieces_hold(article)


@pytest.mark.parametrize(
    ("word", "before"),
    [
        ("fine", "# A *"),
        ("two lines.", "over\n"),
        ("Setext", "lines.*\n\n"),
        ("code *x*", "`"),
        ("a link", "["),
        (" and words", '")'),
        ("escaped", "\\*"),
        ("of two", "> "),
        ("inner <b>", "- "),
        ("a picture", "!["),
        (" and picture words", ".png)"),
        ("raw html", "<div>\n"),
        ("  two", "line\n"),
        ("indented", "    "),
        ("Another", "# "),
    ],
)
def test_words_of_markdown_are_found_in_the_source(word: str, before: str) -> None:
    article = markdown(DOCUMENT)
    at = article.reading_text.index(word)
    place = article.source_text.index(before + word) + len(before)
    assert article.layout.to_source(at) == place
    assert article.layout.to_reading(place) == at


@pytest.mark.parametrize(
    ("text", "reading", "word", "before"),
    [
        ('See [a](http://x.org "x and") and on', "See a and on", " and on", '")'),
        ("See [a](<x and y>) and on", "See a and on", " and on", ">)"),
        ("See [b][x and] and on\n\n[x and]: y", "See b and on", " and on", "]"),
        ("See ![c](<x and on>) and on", "See c and on", " and on", ">)"),
        ("See <http://x.org> and [d](y) on", "See http://x.org and d on", " and d", ">"),
        ("See [e] and on\n\n[e]: y", "See e and on", " and on", "]"),
    ],
)
def test_words_in_addresses_do_not_attract_the_words_after_them(
    text: str, reading: str, word: str, before: str
) -> None:
    article = markdown(text)
    assert article.reading_text == reading
    assert_pieces_hold(article)
    place = text.rindex(before + word[:4]) + len(before)
    assert article.layout.to_source(reading.index(word)) == place
    assert article.layout.to_source(reading.index(word) + 3) == place + 3


def test_the_title_falls_back() -> None:
    assert markdown("# One\n\n# Two\n").title == "One"
    assert [str(b.kind) for b in markdown("# One\n\n# Two\n").layout.blocks] == ["title", "heading"]
    assert markdown("## Small\n\ntext", "On trams.md").title == "On trams"


@pytest.mark.parametrize(
    "text",
    ["---\n\nText: here\n\n---\nplain words\n---\n", "---\njust a rule\n", "text\n---\na: b\n---\n", "---\n---\nx"],
)
def test_rules_are_no_front_matter(text: str) -> None:
    if text.startswith("---\n\nText"):
        assert front_matter(text) == ({"text": ["here"]}, text.index("plain"))
    else:
        assert front_matter(text) == ({}, 0)


def test_front_matter_lists() -> None:
    text = "---\nauthors:\n  - Ada B.\n  - 'C. D.'\ntitle: A: B\nempty:\n...\nText."
    found, start = front_matter(text)
    assert found == {"authors": ["Ada B.", "C. D."], "title": ["A: B"], "empty": []}
    assert text[start:] == "Text."


@pytest.mark.parametrize("path", sorted(SEEDS.glob("*.md")), ids=lambda path: path.name)
def test_the_bundled_abstracts_are_read(path: Path) -> None:
    article = Read(markdown_article.parse(path.read_bytes(), path.name), path.read_bytes(), path.name)
    kinds = [str(block.kind) for block in article.layout.blocks]
    assert kinds[:2] == ["title", "paragraph"] and kinds.count("heading") >= 1
    assert article.title == article.reading_text.split("\n")[0]
    assert_pieces_hold(article)
    covered = sum(length for _reading, _source, length in article.layout.pieces)
    assert covered == sum(block.end - block.start for block in article.layout.blocks)


MARKS = [
    "# ",
    "## ",
    "> ",
    "- ",
    "1. ",
    "    ",
    "*",
    "**",
    "_",
    "`",
    "```\n",
    "[",
    "](",
    ")",
    "![",
    "<b>",
    "&amp;",
    "&eacute;",
]
MARKS += [
    "\\*",
    "\\",
    "\n",
    "\n\n",
    "word",
    "and",
    "é",
    "😀",
    "\t",
    "---\n",
    "===\n",
    "<http://x.org>",
    '"',
    "  \n",
    "]: ",
    "&#0;",
]
MARKS += ["\u00a0", "שלום", "<div>\n", "<!--", "-->", "|", "~"]


@settings(max_examples=400, deadline=None)
@given(st.lists(st.sampled_from(MARKS), max_size=14).map("".join))
def test_pieces_are_equal_in_any_markdown(text: str) -> None:
    try:
        article = markdown(text)
    except UserError as error:
        assert error.message.key == "article.no_words"
        return
    assert_pieces_hold(article)
    for block in article.layout.blocks:
        assert article.reading_text[block.start : block.end].strip()
    assert BlockKind.TITLE not in [block.kind for block in article.layout.blocks][1:] or "# " in text or "===" in text


def test_front_matter_says_what_a_reference_says() -> None:
    text = "---\ntitle: Tea\nsubtitle: A study\ndate: 31 December 1843\ndoi: https://doi.org/10.1000/182\n"
    about = markdown_article.parse(f"{text}citekey: tea\njournal: Slow Things\n---\nWords.".encode(), "a.md").about
    assert (about.subtitle, about.date, about.doi) == ("A study", "1843-12-31", "10.1000/182")
    assert (about.citekey, about.publication) == ("tea", "Slow Things")


def test_a_text_of_more_lines_than_an_article_has_is_refused_at_once() -> None:
    with pytest.raises(UserError) as refused:
        plain_text.parse(b"a\n" * (MOST_LINES + 1), "log.txt")
    assert str(refused.value) == "log.txt has more than 500,000 lines: that is data, no article."
