"""RTF: words in any code page, structure, notes and tables; nothing of pictures, nothing that hangs."""

from __future__ import annotations

import contextlib
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models.errors import UserError
from models.importing.extract import Extract
from models.importing.progress import Cancelled, telling
from models.texts import BlockKind as K
from storage.formats import rtf
from tests.formats.extracts import checked, keys, outline, said, words

FONTS = r"{\fonttbl{\f0\fnil\fcharset0 Arial;}{\f1\fswiss\fcharset204{\*\panose 02}Times;}{\f2\fcharset128 Mincho;}}"
STYLES = (
    r"{\stylesheet{\s0\snext0\lang1031 Normal;}{\s1\sbasedon0\outlinelevel0 heading 1;}{\s2\sbasedon1 Mein Kapitel;}"
    r"{\s3\sbasedon0 Quote;}{\s4 Title;}{\s5\outlinelevel2 Frei;}{\s6\sbasedon7 a;}{\s7\sbasedon6 b;}"
    r"{\*\cs8\additive\sbasedon1 Hyperlink;}{\s9 caption;}{\s10 toc 1;}{\s11 Subtitle;}}"
)


_TOKENS = [
    *["{", "}", r"\par ", r"\cell ", r"\row ", r"\intbl ", "word ", r"\u-5?", r"\'e9", r"\*", r"{\footnote "],
    *[r"\chftn ", r"\bin3 ", r"{\stylesheet", r"{\s1 x;}", r"{\shp{\*\shpinst{\shptxt ", r"\sect ", "\\"],
    *[r"{\info{\title ", r"\page ", r"\v ", r"\deleted ", r"{\upr{", r"{\*\ud ", r"\pard ", r"{\fonttbl"],
]


def made(body: str, head: str = "") -> bytes:
    return (r"{\rtf1\ansi\ansicpg1252\deff0" + FONTS + STYLES + head + body + "}").encode("latin-1")


def read(data: bytes, name: str = "paper.rtf") -> Extract:
    return checked(rtf.parse(data, name))


def sentence(data: bytes, name: str = "paper.rtf") -> str:
    with pytest.raises(UserError) as caught:
        rtf.parse(data, name)
    return str(caught.value)


class TestCharacters:
    def test_code_pages_by_font(self) -> None:
        body = r"caf\'e9 {\f1 \'cf\'f0\'e8\'e2\'e5\'f2} {\f2 \'93\'fa\'96\'7b}\plain  end\par"
        assert read(made(body)).text == "café Привет 日本 end"

    def test_the_code_page_of_the_file(self) -> None:
        data = b"{\\rtf1\\ansi\\ansicpg1250 \\'9eivot \x9a}"
        found = read(data)
        assert (found.text, found.encoding, found.certainty) == ("život š", "cp1250", None)
        assert read(rb"{\rtf1\mac caf\'8e}").text == "café"
        assert read(rb"{\rtf1\ansicpg99999 caf\'e9}").text == "café"

    def test_unicode_and_what_stands_in_for_it(self) -> None:
        body = r"\u8220?a\u8221\'94 \u-3913?b {\uc0\u8212 c}{\uc2\u20320xyd\u-10179\'aa\'bb\u-8704??}\u8217\emdash !"
        assert read(made(body)).text == "“a” \uf0b7b —c你d😀’!"

    def test_characters_with_names(self) -> None:
        body = r"a\~b\_c\-d\{e\}\\f\lquote g\rquote\ldblquote h\rdblquote\endash\tab i\line j"
        assert read(made(body)).text == "a\u00a0b\u2011c\u00add{e}\\f‘g’“h”–\ti\nj"

    def test_utf_8_that_should_not_be_there(self) -> None:
        assert read("{\\rtf1\\ansi\\ansicpg1252 Grüße \\'e9}".encode()).text == "Grüße é"

    def test_bytes_that_are_no_character(self) -> None:
        found = read(rb"{\rtf1\ansi\ansicpg1252 a\'81b}")
        assert found.text == "a\ufffdb" and "article.encoding_damaged" in keys(found)

    @given(st.text(st.characters(exclude_categories=("Cs", "Cc")), min_size=1, max_size=60))
    def test_every_character_comes_back(self, text: str) -> None:
        units = text.encode("utf-16-le")
        codes = [int.from_bytes(units[at : at + 2], "little", signed=True) for at in range(0, len(units), 2)]
        data = made("x" + "".join(rf"\u{code}?" for code in codes) + "x")
        assert read(data).text == f"x{text}x"


class TestStructure:
    def test_paragraphs_and_styles(self) -> None:
        found = read(
            made(
                r"\pard\s4 Bees\par\pard\s11 On roofs\par\pard\s10 One 3\par\pard\s1 One\par\pard\s2 Two\par"
                r"\pard\s5 Three\par\pard\outlinelevel3 Four\par\pard\s3 Quoted.\par\pard\li720\ri720 Set off.\par"
                r"\pard\li720 Indented.\par\pard\s9 Figure 1\par\pard\s6 Round.\par\pard\plain Plain"
            )
        )
        assert outline(found) == [
            ("title", 0, "Bees"),
            ("subtitle", 0, "On roofs"),
            ("furniture", 0, "One 3"),
            ("heading", 1, "One"),
            ("heading", 1, "Two"),
            ("heading", 3, "Three"),
            ("heading", 4, "Four"),
            ("quote", 0, "Quoted."),
            ("quote", 0, "Set off."),
            ("paragraph", 0, "Indented."),
            ("caption", 0, "Figure 1"),
            ("paragraph", 0, "Round."),
            ("paragraph", 0, "Plain"),
        ]
        assert (found.about.title, found.about.subtitle, found.about.language) == ("Bees", "On roofs", "de-DE")

    def test_lists_old_and_new(self) -> None:
        found = read(
            made(
                r"\pard{\listtext\'b7\tab}\ls1\ilvl0 one\par\pard\ls1\ilvl1 two\par"
                r"\pard{\pntext\f0 3.\tab}{\*\pn\pnlvlbody{\pntxta .}}three\par\pard none\par"
            )
        )
        assert outline(found) == [
            ("item", 1, "one"),
            ("item", 2, "two"),
            ("item", 1, "three"),
            ("paragraph", 0, "none"),
        ]

    def test_tables(self) -> None:
        row = r"\trowd\cellx1\cellx2\pard\intbl {}\cell {}\cell\row"
        table = row.format("Year", "Hives") + row.format("2020", r"14{\super\chftn}{\footnote\pard\chftn  Guessed.}")
        long = row.format(r"First.\par Second.", "Third.")
        found = read(made(r"Before\par" + table + r"\pard After\par" + long))
        assert found.text.split("\n\n") == [
            "Before",
            "Year | Hives",
            "2020 | 14[1]",
            "[1] Guessed.",
            "After",
            "First.",
            "Second.",
            "Third.",
        ]

    def test_footnotes_and_endnotes(self) -> None:
        note = r"{\super\chftn}{\footnote\pard\plain{\super\chftn} See \i Falk\i0 .\par More.}"
        end = r"{\super\chftn}{\*\footnote\ftnalt\pard\plain{\super\chftn} At the end.}"
        own = r"{\super *}{\footnote\pard\plain * By hand.}"
        found = read(made(rf"\aftnnrlc One{note} two{own}.\par Three{end}.\par Four."))
        assert [o[::2] for o in outline(found)] == [
            ("paragraph", "One[1] two*."),
            ("footnote", "[1] See Falk.\nMore."),
            ("footnote", "* By hand."),
            ("paragraph", "Three[i]."),
            ("paragraph", "Four."),
            ("footnote", "[i] At the end."),
        ]

    def test_boxes_margins_fields_and_links(self) -> None:
        shape = (
            r"{\shp{\*\shpinst\shpleft1{\sp{\sn posh}{\sv 3}}{\shptxt \pard In the box.\par}}"
            r"{\shprslt{\*\do{\dptxbxtext\pard In the box.\par}}}}"
        )
        link = r'{\field{\*\fldinst{HYPERLINK "http://127.0.0.1/"}}{\fldrslt{\ul linked}}}'
        head = r"{\header\pard The Daily Bee\par}{\footer\pard 12\par}"
        found = read(made(rf"\pard Words {link} go on.{shape}\par Next.", head))
        assert [o[::2] for o in outline(found)] == [
            ("paragraph", "Words linked go on."),
            ("paragraph", "In the box."),
            ("paragraph", "Next."),
            ("furniture", "The Daily Bee"),
        ]

    def test_changes_comments_and_hidden_words(self) -> None:
        body = (
            r"Kept {\deleted gone}{\revised new}{\v unseen}{\*\atnid R}{\*\atnauthor Reyes}\chatn"
            r"{\*\annotation\pard Really?}{\v0  seen}{\upr{?}{\*\ud\u8217'}}"
        )
        found = read(made(body))
        assert [o[::2] for o in outline(found)] == [("paragraph", "Kept new seen’"), ("furniture", "unseen")]
        assert keys(found) == {
            "document.changes": {"added": 1, "removed": 1},
            "document.comments": {"count": 1},
            "document.hidden_text": {"count": 1},
        }

    def test_formulas(self) -> None:
        formula = r"{\mmath{\*\moMath{\mf{\mfPr{\mctrlPr x}}{\mnum{\mr a}}{\mden{\mr b}}}}}"
        assert read(made(f"Half: {formula}")).text == "Half: ab"

    def test_pages(self) -> None:
        body = r"One.\par\page Two.\par\pard\pagebb Three.\par\pard Still.\sect\sectd Four.\sect\sectd\sbknone Same."
        assert [block.page for block in read(made(body)).blocks] == ["1", "2", "3", "3", "4", "4"]
        assert read(made(body, r"{\info{\nofpages40}}")).pages == ()
        soft = read(made(r"One.\par Runs \softpage over.\par Two.", r"{\info{\nofpages40}}"))
        assert [block.page for block in soft.blocks] == ["1", "1", "2"]

    def test_properties(self) -> None:
        info = (
            r"{\info{\title Bees \'e9\u8212?}{\author Ines Falk; Omar Reyes}{\subject Cities}{\keywords bees}"
            r"{\operator Last}{\creatim\yr2021\mo2\dy3\hr4}{\revtim\yr2022\mo1\dy1}{\*\company X}}"
        )
        about = read(made("Words", info)).about
        assert (about.title, about.date) == ("Bees é—", "2021-02-03")
        assert (about.authors, about.csl) == (("Ines Falk", "Omar Reyes"), {"keyword": "Cities; bees"})

    def test_text_edit_and_word_pad(self) -> None:
        cocoa = (
            "{\\rtf1\\ansi\\ansicpg1252\\cocoartf2639\n{\\fonttbl\\f0\\fswiss\\fcharset0 Helvetica;}\n"
            "{\\*\\expandedcolortbl;;}\\paperw11900\\pard\\tx566\\pardirnatural\n\n\\f0\\fs24 \\cf0 Caf\\'e9\\\n"
            "\\\nIt\\'92s \\uc0\\u8220 so\\u8221 .}"
        )
        assert read(cocoa.encode()).text == "Café\n\nIt’s “so”."
        pad = (
            "{\\rtf1\\ansi\\deff0{\\fonttbl{\\f0 Calibri;}}\r\n{\\*\\generator Riched20;}\\viewkind4\\uc1\r\n"
            "\\pard One\\par\r\nTwo\\par\r\n}\r\n\0"
        )
        assert read(pad.encode()).text == "One\n\nTwo"


class TestOdd:
    def test_pictures_and_objects_are_no_text(self) -> None:
        body = (
            r"a{\pict\pngblip\picw1 " + "89504e47\n" * 2000 + r"}{\*\shppict{\pict\pngblip 8950}}"
            r"{\nonshppict{\pict 8950}}{\object\objemb{\*\objclass X}{\*\objdata 0105}{\result shown}}b"
        )
        assert read(made(body)).text == "ashownb"

    def test_raw_bytes(self) -> None:
        assert read(made("a{\\pict\\bin6 }}{{\\\\x}b")).text == "ab"
        assert read(made("a\\bin999999999 b") + b"x").text == "a"
        assert read(made("a\\bin-5 b")).text == "ab"

    def test_unknown_groups_are_passed_over(self) -> None:
        assert read(made(r"a{\*\newthing hidden{\b deep}}{\newword shown}")).text == "ashown"

    def test_cut_files_keep_what_was_there(self) -> None:
        found = read(made(r"One.\par Two.")[:-1])
        assert found.text == "One.\n\nTwo." and keys(found) == {"rtf.damaged": {"name": "paper.rtf"}}
        assert "ends too early" in str(found.warnings[0])

    def test_what_stands_behind_the_end(self) -> None:
        found = read(made("One.") + b"}}} rubbish {")
        assert found.text == "One." and not found.warnings

    def test_refused(self) -> None:
        assert "cannot be made out" in sentence(b"plain words")
        assert "no text" in sentence(made("")) and "no text" in sentence(made(r"\par \par"))
        assert "nested too deeply" in sentence(b"{\\rtf1" + b"{" * 5000)

    def test_huge_and_hostile_files_end_soon(self) -> None:
        start = time.perf_counter()
        for body in ("{}" * 300_000, r"\b" * 500_000, r"\u1?" * 200_000, r"\chftn" * 100_000, "{" * 1900 + "x"):
            with contextlib.suppress(UserError):
                rtf.parse(made(body), "x")
        with contextlib.suppress(UserError):
            rtf.parse(made("".join(rf"{{\stylesheet{{\s{n}\sbasedon{n + 1} x;}}}}" for n in range(20_000)) + "x"), "x")
        assert time.perf_counter() - start < 10

    @settings(max_examples=300, deadline=None)
    @given(
        st.lists(
            st.sampled_from(_TOKENS),
            max_size=40,
        )
    )
    def test_any_order_of_words_is_read_or_refused(self, tokens: list[str]) -> None:
        with contextlib.suppress(UserError):
            read(b"{\\rtf1 first" + "".join(tokens).encode())


@settings(max_examples=60, deadline=None)
@given(st.lists(st.text("abc é—{}\\漢", min_size=1, max_size=20), min_size=1, max_size=8))
def test_every_word_is_in_a_block(paragraphs: list[str]) -> None:
    coded = [
        "".join(
            "\\" + c if c in "{}\\" else c if c.isascii() else rf"\u{int.from_bytes(c.encode('utf-16-le'), 'little')}?"
            for c in text
        )
        for text in paragraphs
    ]
    wanted = [text.strip() for text in paragraphs if text.strip()]
    if wanted:
        found = read(made("".join(rf"\pard {text}\par" for text in coded)))
        assert [words(found, block) for block in found.blocks] == wanted


def test_one_heading_at_the_top_is_the_title() -> None:
    found = read(made(r"\pard\s1 Bees\par\pard Words\par"))
    assert said(found, K.TITLE) == ["Bees"] and found.about.title == "Bees"


def test_it_may_be_cancelled() -> None:
    def stop(done: int, total: int) -> None:
        raise Cancelled

    with pytest.raises(Cancelled), telling(stop):
        rtf.parse(made(r"\par x" * 30_000), "x")


def test_it_is_recognised() -> None:
    assert rtf.recognises(made("")) and rtf.recognises(b"\xef\xbb\xbf\r\n{\\rtf1") and rtf.recognises(b"{\\rtf")
    for other in (b"", b"{\\rt", b"words {\\rtf1", b"PK\x03\x04"):
        assert not rtf.recognises(other)
