"""Web pages: what of a page is the article, what it says about itself, and that nothing of it is lost."""

from __future__ import annotations

import re
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models.errors import UserError
from models.importing.extract import Extract, Flow
from models.importing.incoming import incoming
from models.texts import BlockKind
from storage.formats import html_page
from tests.formats import web_samples
from tests.formats.test_html_blocks import SOUP, assert_sound, lines

PROSE = (
    "The lamps along the quay are lit by hand, one after the other, by a woman who has done so for years.",
    "She carries a ladder that is older than the lamps, and a can of oil and does not care to be spoken to on her way.",
    "When the council offered her a switch she asked who would then know which of the boats had not come home.",
)
BODY = "".join(f"<p>{words}</p>" for words in PROSE)


def read(html: str | bytes, name: str = "page.html", url: str = "") -> Extract:
    return html_page.parse(html.encode() if isinstance(html, str) else html, name, url)


def shown(extract: Extract) -> list[str]:
    return [line for line in lines(extract) if not line.startswith("-")]


@pytest.mark.parametrize("name", web_samples.names())
def test_the_article_of_a_page(name: str) -> None:
    data, expected = web_samples.page(name), web_samples.expected(name)
    assert html_page.recognises(data)
    extract = read(data, f"{name}.html")
    found = web_samples.blocks_found(extract)
    assert [kind for kind, _words in found] == [kind for kind, _words in expected.blocks]
    for (_kind, words), (_expected, start) in zip(found, expected.blocks, strict=True):
        assert words.startswith(start)
    assert web_samples.facts_found(extract) == expected.facts
    assert_sound(extract)
    assert extract.flow is Flow.SET and extract.media_type == "text/html"


@pytest.mark.parametrize("name", web_samples.names())
def test_no_word_of_a_page_is_lost(name: str) -> None:
    from lxml import html

    extract = read(web_samples.page(name))
    tree = html.document_fromstring(web_samples.page(name).decode(extract.encoding))
    for element in tree.xpath("//script | //style | //head | //comment()"):
        if element.getparent() is not None:
            element.drop_tree()
    words = re.findall(r"\w+", " ".join(str(text) for text in tree.itertext()))
    for word in words:
        assert word in extract.text


def test_a_page_without_a_title_has_one_from_its_heading_or_file() -> None:
    extract = read(f"<body><h1>The lamplighter</h1>{BODY}")
    assert extract.about.title == "The lamplighter"
    came = incoming("lamps.html", b"", read(f"<body>{BODY}"))
    assert came.about.title


def test_facts_that_only_the_text_gives() -> None:
    extract = read(f"<title>T</title><h1>The lamplighter</h1><p>By Ada Crome</p><p>3 May 2021</p>{BODY}")
    about = extract.about
    assert (about.title, about.authors, about.date) == ("The lamplighter", ("Ada Crome",), "2021-05-03")
    assert shown(extract)[:3] == ["title1: The lamplighter", "byline: By Ada Crome", "byline: 3 May 2021"]


def test_the_address_is_the_canonical_one_unless_it_is_the_sites() -> None:
    saved = "<!-- saved from url=(0029)https://quay.example/lamps?x=1 -->"
    assert read(f"{saved}<h1>A</h1>{BODY}").about.url == "https://quay.example/lamps?x=1"
    linked = '<link rel="canonical" href="/lamps">'
    assert read(f"{saved}<head>{linked}</head><h1>A</h1>{BODY}").about.url == "https://quay.example/lamps"
    home = '<link rel="canonical" href="https://quay.example/">'
    assert read(f"{saved}<head>{home}</head><h1>A</h1>{BODY}").about.url == "https://quay.example/lamps?x=1"
    assert read(f"<h1>A</h1>{BODY}", url="https://quay.example/b").about.url == "https://quay.example/b"
    for bad in ("javascript:alert(1)", "file:///etc/passwd", "data:text/html,x", "http://[", "about:blank"):
        assert read(f'<link rel="canonical" href="{bad}"><h1>A</h1>{BODY}', url=bad).about.url == ""


@pytest.mark.parametrize(
    ("given", "names"),
    [
        ('"By Ada Crome"', ("Ada Crome",)),
        ('["Ada Crome", "Piet Vance"]', ("Ada Crome", "Piet Vance")),
        ('{"name": "Ada Crome and Piet Vance"}', ("Ada Crome", "Piet Vance")),
        ('[{"@type": "Person", "name": ["Ada Crome"]}]', ("Ada Crome",)),
        ('{"@id": "#ada"}', ("Ada Crome",)),
        ('"https://quay.example/ada"', ()),
        ('{"name": null}', ()),
        ("7", ()),
        ('"Crome, Ada"', ("Ada Crome",)),
        ('"Ada Crome, Piet Vance"', ("Ada Crome", "Piet Vance")),
        ('"Ada Crome, PhD"', ("Ada Crome, PhD",)),
        ('"The Quay"', ()),
    ],
)
def test_authors_in_json_ld(given: str, names: tuple[str, ...]) -> None:
    data = (
        '{"@graph": [{"@type": "Article", "headline": "A", "publisher": {"name": "The Quay"}, "author": AUTHOR},'
        '{"@type": "Person", "@id": "#ada", "name": "Ada Crome"}]}'
    ).replace("AUTHOR", given)
    extract = read(f'<head><script type="application/ld+json">{data}</script></head><h1>A</h1>{BODY}')
    assert extract.about.authors == names


@pytest.mark.parametrize(
    "data", ["{", "[[[[" * 5000, '{"@type": 5, "author": {"name": {"name": []}}}', "null", "[]", '"x"']
)
def test_json_ld_that_is_broken_is_passed_over(data: str) -> None:
    extract = read(f'<script type="application/ld+json">{data}</script><h1>A lamp</h1>{BODY}')
    assert extract.about.title == "A lamp"


def test_dublin_core_and_a_name_turned_round() -> None:
    head = (
        '<meta name="DC.Title" content="Lamps"><meta name="DC.Creator" content="Crome, Ada"><meta name="DC.Date" '
        'content="2011-05"><meta name="DC.Identifier" content="https://doi.org/10.5555/L.1"><meta name="DC.Publisher" '
        'content="Quay Press"><meta name="DC.Language" content="en_GB">'
    )
    about = read(f"<head>{head}</head><h1>Lamps</h1>{BODY}").about
    assert (about.title, about.authors, about.date) == ("Lamps", ("Ada Crome",), "2011-05")
    assert (about.doi, about.publication, about.language) == ("10.5555/L.1", "Quay Press", "en-GB")


def test_what_windows_puts_on_the_clipboard() -> None:
    page = f"<html><body><!--StartFragment--><h1>Größe</h1>{BODY}<!--EndFragment--></body></html>".encode()
    head = "Version:0.9\r\nStartHTML:%08d\r\nEndHTML:%08d\r\nStartFragment:%08d\r\nEndFragment:%08d\r\nSourceURL:%s\r\n"
    address = "https://quay.example/lamps"
    size = len(head % (0, 0, 0, 0, address))
    start, end = size + page.index(b"<h1>"), size + page.index(b"<!--EndFragment")
    data = (head % (size, size + len(page), start, end, address)).encode() + page
    assert html_page.recognises(data)
    extract = html_page.parse(data, "")
    assert shown(extract) == ["title1: Größe", *(f"paragraph: {words}" for words in PROSE)]
    assert extract.about.url == address
    broken = (head % (9_999_999, -1, 0, -7, address)).encode() + page
    assert "Größe" in html_page.parse(broken, "").text


def test_a_fragment_is_all_article() -> None:
    extract = read("<p>One short line.</p><ul><li>a <b>point</b></li></ul>", "")
    assert shown(extract) == ["paragraph: One short line.", "item1: a point"]


def test_a_letter_in_a_pre_has_broken_lines() -> None:
    extract = read("<html><body><pre>" + "\n".join("a line of a letter that was broken" for _ in range(40)) + "</pre>")
    assert extract.flow is Flow.WRAPPED


def test_a_page_with_nothing_but_a_script() -> None:
    with pytest.raises(UserError) as caught:
        read("<html><body><div id=root></div><script src=/app.js></script></body></html>", "app.html")
    assert caught.value.message.key == "html.only_script"
    assert "web page, complete" in str(caught.value)


def test_a_page_of_frames_names_the_page_that_has_the_text() -> None:
    frames = "<html><frameset cols='20%,80%'><frame src='menu.htm'><frame src='a/essay.htm'><noframes>Sorry</noframes>"
    with pytest.raises(UserError) as caught:
        read(frames, "index.htm")
    assert str(caught.value) == (
        "index.htm only arranges other pages in frames; the text is in menu.htm, essay.htm. Import that page."
    )


def test_a_page_that_is_all_navigation_is_shown() -> None:
    assert shown(read("<html><body><nav><ul><li>One place</li><li>Another</li></ul></nav>"))


def test_a_page_that_is_too_deep_keeps_its_facts() -> None:
    deep = "<div>" * 400
    extract = read(
        f"<html lang='en-GB'><head><title>Lamps</title><meta name=author content='Ada Crome'></head>{deep}{BODY}"
    )
    about = extract.about
    assert (about.title, about.authors, about.language) == ("Lamps", ("Ada Crome",), "en-GB")
    assert " ".join(shown(extract)).count("paragraph") == 1 and PROSE[2] in extract.text


@pytest.mark.parametrize(
    ("data", "known"),
    [
        (b"<!DOCTYPE html><p>a", True),
        (b"\xef\xbb\xbf  <html>", True),
        ("<html>".encode("utf-16"), True),
        (b"<?xml version='1.0'?><!-- x --><html xmlns='y'>", True),
        (b"<p>a paragraph of Markdown</p>", False),
        (b"plain words", False),
        (b"%PDF-1.4 <html>", False),
        (b"", False),
    ],
)
def test_recognised_by_its_first_bytes(data: bytes, known: bool) -> None:
    assert html_page.recognises(data) is known


def test_recognising_takes_no_time() -> None:
    begin = time.process_time()
    for data in (b"<!---->" * 600, b"<!--" * 1000, b"<?xml " * 700, b" " * 4096, b"Version:1" + b" " * 4000):
        assert not html_page.recognises(data)
    assert time.process_time() - begin < 1


HOSTILE = {
    "entities": '<!DOCTYPE html [<!ENTITY a "aaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;">]><p>&c;',
    "external": '<!DOCTYPE html [<!ENTITY x SYSTEM "file:///etc/passwd">]><p>lamp &x;</p>',
    "script": '<p onclick="alert(1)">lamp<script>alert("no word")</script><a href="javascript:alert(2)">oil</a></p>',
    "remote": '<link rel=stylesheet href="http://quay.example/a.css"><img src="http://quay.example/a.png" alt="A quay">'
    '<iframe src="http://quay.example/x"></iframe><p>lamp</p><object data="file:///etc/passwd"></object>',
    "attribute": f'<p class="{"comment " * 500_000}" style="{"x:y;" * 500_000}">lamp</p>',
    "attributes": "<p " + " ".join(f"a{n}=b" for n in range(50_000)) + ">lamp</p>",
    "deep": "<div>" * 50_000 + "lamp",
    "unclosed": "<a href=x>lamp " * 50_000,
    "comment": "<p>lamp</p><!--" + "-" * 500_000,
    "cdata": "<p>lamp</p><![CDATA[" + "]" * 500_000,
    "angle": "<p>lamp" + "<" * 500_000,
    "ampersand": "<p>lamp" + "&" * 500_000,
    "spaces": "<p>lamp" + " " * 3_000_000 + "oil",
    "breaks": "<p>lamp" + "<br>" * 300_000 + "oil",
    "no-breaks": "<p>lamp" + "&nbsp;" * 500_000 + "oil",
    "title": "<title>" + "- a " * 200_000 + "</title><p>lamp",
    "meta": "<meta name=author content='" + "a, b; " * 100_000 + "'><p>lamp",
    "one-word": "<p>lamp" + "a" * 3_000_000,
    "nul": "<p>lamp\0oil</p>",
    "controls": "<p>lamp\x01\x02\x1boil</p>",
    "surrogate": "<p>lamp &#xD800; &#x110000; &#0; oil</p>",
    "bidi": "<p>lamp \u202e oil \u2066</p>",
    "lists": "<ol>" + "<li>lamp</li>" * 50_000,
    "headings": "<h1>lamp</h1>" * 30_000,
    "classes": "".join(f'<div class="comment-{n} share"><p>lamp</p></div>' for n in range(20_000)),
    "saved": "<!-- saved from url=(0014)" + "x" * 100_000 + " --><p>lamp",
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_pages_are_read_or_refused_in_time(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    import socket

    def refused(*_arguments: object) -> None:
        raise AssertionError("a page reached out")

    monkeypatch.setattr(socket.socket, "connect", refused)
    monkeypatch.setattr(socket, "getaddrinfo", refused)
    begin = time.process_time()
    try:
        extract = read(HOSTILE[name])
    except UserError as error:
        assert str(error) != error.message.key
    else:
        assert_sound(extract)
        assert "no word" not in extract.text and "root:" not in extract.text
        assert "lamp" in extract.text or name == "entities"
        assert len(extract.text) < 4_000_000
    assert time.process_time() - begin < 10


def test_five_megabytes_are_read_in_time() -> None:
    article = "".join(f"<p>{n} {PROSE[n % 3]}</p>" for n in range(35_000))
    menu = "".join(f"<li><a href='/{n}'>Place {n}</a></li>" for n in range(24_000))
    page = f"<html><body><nav><ul>{menu}</ul></nav><article><h1>Lamps</h1>{article}</article></body></html>"
    assert len(page) > 5_000_000
    begin = time.process_time()
    extract = read(page)
    assert time.process_time() - begin < 10
    assert len(shown(extract)) == 35_001


@given(SOUP, st.sampled_from(["", "<article>", "<div class=comments>", f"<h1>A</h1>{BODY}"]))
@settings(max_examples=60, deadline=None)
def test_any_soup_is_read_whole(soup: str, before: str) -> None:
    try:
        extract = read(before + soup)
    except UserError as error:
        assert error.message.key in ("article.no_words", "html.only_script", "article.binary")
        return
    assert_sound(extract)
    assert all(block.hidden for block in extract.blocks if block.kind is BlockKind.FURNITURE)


def test_comments_without_an_end_are_no_reason_to_look_for_ever() -> None:
    deep = "<div>" * 300 + "<!--" * 60_000 + "<p>" + "Words that stay in the page. " * 5
    began = time.process_time()
    found = html_page.parse(f"<html><body><p>{'The article goes on. ' * 20}</p>{deep}".encode(), "a.html")
    assert "Words that stay" in found.text
    assert time.process_time() - began < 8
