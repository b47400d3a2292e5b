"""A note's Markdown becomes harmless HTML, whatever stands in it."""

from __future__ import annotations

import subprocess
import sys
import time
from html.parser import HTMLParser

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from models.markdown_notes import SCHEMES, TAGS, _converter, note_html

HOSTILE = (
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "<a href='javascript:alert(1)' onclick='x'>a</a>",
    "[a](javascript:alert(1))",
    "[a](JaVa\tScript:alert(1))",
    "[a](data:text/html;base64,PHNjcmlwdD4=)",
    "[a](&#106;avascript:alert(1))",
    "![a](file:///etc/passwd)",
    "![a](https://example.org/pixel.png)",
    "[a](/etc/passwd) [b](//example.org) [c](file:///x)",
    "<javascript:alert(1)>",
    "<style>p{}</style><iframe src=//e></iframe><svg/onload=alert(1)>",
    "[a]: javascript:alert(1)\n\n[a]",
    "![a][b]\n\n[b]: vbscript:x",
    "```html\n<script>x</script>\n```",
    '[a](https://example.org "t\\" onmouseover=x")',
    "\x02wzxhzdk:0\x03 \x00 \ud800",
)
PIECES = st.one_of(st.sampled_from(HOSTILE), st.text(max_size=20), st.sampled_from("\n|*_`[]()<>!#-&~ \"'\\"))


class Reader(HTMLParser):
    """What a text view would read."""

    def __init__(self, source: str) -> None:
        super().__init__(convert_charrefs=True)
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""
        self.feed(source)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.text += data

    def links(self) -> list[str | None]:
        return [values.get("href") for tag, values in self.elements if tag == "a"]


@given(st.lists(PIECES, max_size=12).map("".join))
@example("".join(HOSTILE))
def test_nothing_harmful_comes_out(source: str) -> None:
    made = Reader(note_html(source))
    for tag, values in made.elements:
        assert tag in TAGS
        assert set(values) <= ({"href"} if tag == "a" else {"start"} if tag == "ol" else set())
    for link in made.links():
        assert link is None or link.lower().startswith(SCHEMES)


@pytest.mark.parametrize("source", HOSTILE)
def test_each_hostile_note_is_tamed(source: str) -> None:
    test_nothing_harmful_comes_out.hypothesis.inner_test(source)  # type: ignore[attr-defined]


@given(st.lists(PIECES, max_size=8).map("".join))
def test_the_same_note_gives_the_same_html(source: str) -> None:
    first = note_html(source)
    note_html.cache_clear()
    _converter.cache_clear()
    assert note_html(source) == first


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        (
            "# Fares\n\nThey are **low**, *often*.",
            "<h1>Fares</h1> <p>They are <strong>low</strong>, <em>often</em>.</p>",
        ),
        ("one\ntwo", "<p>one<br> two</p>"),
        (
            "check:\n- one\n  - two\n- three",
            "<p>check:</p> <ul> <li>one<ul> <li>two</li> </ul> </li> <li>three</li> </ul>",
        ),
        ("3. a\n   - b", '<ol start="3"> <li>a<ul> <li>b</li> </ul> </li> </ol>'),
        ("- a\n\n  more\n\nend", "<ul> <li> <p>a</p> <p>more</p> </li> </ul> <p>end</p>"),
        ("    not code", "<p>not code</p>"),
        ("```\na < b\n- c\n```", "<pre><code>a &lt; b - c </code></pre>"),
        ("> said", "<blockquote> <p>said</p> </blockquote>"),
        ("a <b>bold</b> word", "<p>a &lt;b&gt;bold&lt;/b&gt; word</p>"),
        ("<div>\nwords\n</div>", "<p>&lt;div&gt;<br> words<br> &lt;/div&gt;</p>"),
        ("~~gone~~ 2 < 3 & 4", "<p><del>gone</del> 2 &lt; 3 &amp; 4</p>"),
        ("see https://example.org/a_b.", '<p>see <a href="https://example.org/a_b">https://example.org/a_b</a>.</p>'),
        ("[https://a.org](https://b.org)", '<p><a href="https://b.org">https://a.org</a></p>'),
        ("![a chart](https://a.org/c.png)", '<p><a href="https://a.org/c.png">a chart</a></p>'),
        ("[mail](mailto:a@b.org) [x](ftp://a.org)", '<p><a href="mailto:a@b.org">mail</a> <a>x</a></p>'),
        ("- - -", "<hr>"),
        ("", ""),
    ],
)
def test_marks_of_a_note(source: str, expected: str) -> None:
    assert " ".join(note_html(source).split()) == expected


def test_a_table(source: str = "| a | b |\n|---|--:|\n| 1 | 2 |") -> None:
    made = Reader(note_html(source))
    assert [tag for tag, _ in made.elements if tag in ("th", "td")] == ["th", "th", "td", "td"]


@given(st.text(alphabet=st.characters(categories=("Lu", "Ll", "Lo", "Nd")), min_size=1, max_size=60))
def test_plain_words_stay_as_they_are(words: str) -> None:
    assert Reader(note_html(words)).text == words


@pytest.mark.parametrize("evil", ["[" * 5000, "([" * 3000, "![" * 3000, "> " * 2000, "<" * 5000, "- " * 3000 + "x"])
def test_what_the_library_is_slow_at_is_shown_as_it_was_typed(evil: str) -> None:
    began = time.process_time()
    made = note_html(evil)
    assert time.process_time() - began < 2
    assert made


def test_a_fault_of_the_library_leaves_a_readable_note(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(_converter(), "convert", lambda _text: 1 / 0)
    assert note_html("a *fault*\n<b>") == "<p>a *fault*<br>&lt;b&gt;</p>"
    note_html.cache_clear()
    assert note_html("a *fault*") == "<p>a <em>fault</em></p>"


def test_the_libraries_are_read_on_use() -> None:
    code = "import sys, models.markdown_notes; sys.exit(bool({'markdown', 'nh3'} & set(sys.modules)))"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_the_libraries_can_be_read_ahead() -> None:
    code = (
        "import sys; from models.markdown_notes import prepare; prepare();"
        " sys.exit(not {'markdown', 'nh3'} <= set(sys.modules))"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
