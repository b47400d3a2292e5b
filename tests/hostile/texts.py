"""Plain text and Markdown in bad letters, and long enough to make slow code show."""

from __future__ import annotations

import gzip
import random

from tests.hostile.case import PARAGRAPHS, WORDS, Case, either, reads, refused

PLAIN = "\n\n".join(["Tea and taxes", *PARAGRAPHS, ""])
FRENCH = "Où l’été déjà passé, les élèves révèlent à nouveau leurs idées générales. " * 9
WIDE_BUT_BROKEN = PLAIN.encode("utf-16") + b"\x00\xd8\x41\x00\x00\xdc" + "And more words.".encode("utf-16-le") + b"x"


def letters(count: int) -> str:
    chosen = random.Random(7)
    return "".join(chosen.choice("abcdefghij klmnop\n") for _ in range(count))


def lines(count: int, line: str) -> bytes:
    return (PLAIN + "".join(f"{line.format(at)}\n" for at in range(count))).encode()


def paragraphs(count: int, words: str) -> bytes:
    return (PLAIN + "".join(f"{words.format(at)}\n\n" for at in range(count))).encode()


NO_WORDS, BINARY = "article.no_words", "article.binary"
LONG = ("document.too_long", "file.too_big")

TEXT = [
    refused("empty.txt", lambda url: b"", "file.empty"),
    refused("spaces.txt", lambda url: b" \t\r\n" * 10_000, NO_WORDS),
    refused("odd spaces.txt", lambda url: "\u2003\u200b\u3000\u00a0\ufeff".encode() * 100, NO_WORDS),
    refused("mark only.txt", lambda url: b"\xef\xbb\xbf", NO_WORDS),
    refused("wide mark only.txt", lambda url: b"\xff\xfe", NO_WORDS, BINARY),
    refused("noughts.txt", lambda url: b"Some words.\0\0\0" * 100, BINARY),
    refused("binary.txt", lambda url: bytes(random.Random(1).randbytes(50_000)), BINARY),
    refused("program.txt", lambda url: b"\x7fELF\2\1\1" + b"\0" * 5000, BINARY),
    refused("packed.txt", lambda url: gzip.compress(PLAIN.encode()), BINARY),
    refused("51 MB.txt", lambda url: b"words " * 8_500_000, "file.too_big"),
    either("20 million letters.txt", lambda url: (WORDS * 200_000 + "\n\n").encode() + b"x" * 2_000_000, *LONG),
    refused("30 million letters.txt", lambda url: b"Some words. \n\n" * 2_100_000, *LONG),
    refused("picture.html", lambda url: b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 20, BINARY, "document.damaged"),
    either("broken utf-8.txt", lambda url: PLAIN.encode() + b"\xff\xfe\xc3( \xe2\x82 \xf0\x9f", BINARY),
    either("cut off utf-8.txt", lambda url: (PLAIN + "café").encode()[:-1], holds="older"),
    reads("broken utf-16.txt", lambda url: WIDE_BUT_BROKEN, warning="article.encoding_damaged"),
    reads("utf-16 without a mark.txt", lambda url: PLAIN.encode("utf-16-le")),
    reads("utf-16 the other way.txt", lambda url: PLAIN.encode("utf-16-be")),
    either("mixed letters.txt", lambda url: PLAIN.encode() + FRENCH.encode() + FRENCH.encode("cp1252"), BINARY),
    reads("utf-7.txt", lambda url: PLAIN.encode() + b"+AGEAYgBj-"),
    reads("escapes of a terminal.txt", lambda url: PLAIN.encode() + b"\x1b]0;owned\x07\x1b[2J"),
    reads("turned around.txt", lambda url: (PLAIN + "\u202e\u2066txt.exe\u2069 " * 100).encode()),
    reads("heaped accents.txt", lambda url: (PLAIN + "a" + "\u0301\u0316\u0489" * 100_000).encode()),
    reads("no letters.txt", lambda url: (PLAIN + "\ufffe\uffff\U0010ffff\u0000".replace("\0", "")).encode()),
    reads("one long line.txt", lambda url: (PLAIN + WORDS * 50_000).encode()),
    reads("one long word.txt", lambda url: (PLAIN + "x" * 5_000_000).encode()),
    reads("one long word of hyphens.txt", lambda url: (PLAIN + "-" * 2_000_000).encode()),
    reads("a million empty lines.txt", lambda url: PLAIN.encode() + b"\n" * 1_000_000 + b"End.\n"),
    reads("some cut lines.txt", lambda url: lines(3_000, "and so it goes on to the word num-")),
    reads("many short lines.txt", lambda url: lines(100_000, "Line {}")),
    reads("many cut lines.txt", lambda url: lines(60_000, "and so it goes on to the word num-")),
    reads("many capitals.txt", lambda url: paragraphs(30_000, "PART {} OF MANY")),
    reads("one paragraph many times.txt", lambda url: paragraphs(10_000, WORDS)),
    reads("nearly one paragraph.txt", lambda url: paragraphs(6_000, WORDS + "{}")),
    reads("many bylines.txt", lambda url: paragraphs(20_000, "By Ada Lovelace")),
    reads("many dates.txt", lambda url: paragraphs(5_000, "December 31, 20{}")),
    reads("site text.txt", lambda url: paragraphs(10_000, "Subscribe to our newsletter {}")),
    reads("comment forms.txt", lambda url: paragraphs(10_000, "Leave a comment")),
    reads("old newlines.txt", lambda url: PLAIN.replace("\n", "\r").encode()),
    reads("all newlines.txt", lambda url: PLAIN.replace("\n\n", "\n\r\u2028\u2029\x85\v\f").encode()),
    reads("open quotes.txt", lambda url: (PLAIN + "“(" * 200_000).encode()),
    reads("letters at random.txt", lambda url: (PLAIN + letters(400_000)).encode()),
    reads("numbers.txt", lambda url: (PLAIN + "1.2.3.4 " * 200_000).encode()),
]

MARKDOWN = [
    reads("quotes.md", lambda url: (PLAIN + ">" * 20_000 + " deep").encode()),
    reads("lists.md", lambda url: (PLAIN + "".join(" " * 2 * at + "- x\n" for at in range(600))).encode()),
    reads("brackets.md", lambda url: (PLAIN + "[" * 50_000).encode()),
    reads("links.md", lambda url: (PLAIN + "[a](" * 20_000).encode()),
    reads("stars.md", lambda url: (PLAIN + "*a **b " * 20_000).encode()),
    reads("ticks.md", lambda url: (PLAIN + "".join("`" * at + "x" for at in range(1, 1500))).encode()),
    reads("references.md", lambda url: (PLAIN + "[a]: /u\n" * 30_000 + "[a]" * 30_000).encode()),
    reads("tables.md", lambda url: (PLAIN + "|a" * 10_000 + "\n" + "|-" * 10_000).encode()),
    reads(
        "front.md", lambda url: ("---\ntitle: " + "x" * 1_000_000 + "\n" + "k: v\n" * 50_000 + "---\n" + PLAIN).encode()
    ),
    Case("html.md", lambda url: (PLAIN + f'<script>evil()</script>\n\n<img src="{url}/x">\n').encode()),
    reads("entities.md", lambda url: (PLAIN + "&#0; &#xD800; &#1114112; " + "&amp;" * 50_000).encode()),
]

CASES: list[Case] = [*TEXT, *MARKDOWN]
