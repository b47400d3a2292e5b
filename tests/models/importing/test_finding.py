"""What is found wrong in texts as they come, and that nothing is found wrong in texts that are right."""

from __future__ import annotations

import pytest

from models.importing.extract import Extract, Flow, extract_of
from models.importing.incoming import Incoming, incoming
from models.importing.repair import Repair, RepairKind
from models.importing.repairs.site_words import is_navigation
from models.texts import Block, BlockKind
from storage.formats import plain_text
from tests.models.importing.clean import CLEAN, GUTENBERG
from tests.models.importing.dirty import PDF_PAGES, WEB_DE, WEB_FR, WRAPPED

TOLD = {RepairKind.HEAD, RepairKind.AUTHOR_NOTE}  # not what is wrong, but what the text says of itself
HEADINGS = {"op-ed": 1, "german": 1}
HEADS = {
    "op-ed": ("The Bench Belongs to Everyone", ("Mara Quill",), "en"),
    "blog": ("five things i learned from keeping bees", (), "en"),
    "german": ("Die Stadt gehört den Fußgängern", ("Jonas Amsel",), "de"),
    "french": ("Le tramway que personne n’attendait", ("Élise Morand",), "fr"),
    "spanish": ("La plaza sin árboles", ("Inés Robledo",), "es"),
    "russian": ("Трамвай вернулся", ("Анна Лебедева",), "ru"),
    "arabic": ("عودة الترام إلى المدينة", ("سلمى الحداد",), "ar"),
    "chinese": ("电车回来了", ("林小雨",), "zh"),
    "japanese": ("路面電車が帰ってきた", ("山本花",), "ja"),
    "mail": ("Thursday", ("Ruth Castle",), "en"),
    "press release": ("Brightwater Ferries Adds a Winter Crossing", (), "en"),
    "poem": ("The Harbour in November", (), "en"),
    "legal": ("RULES OF THE ALLOTMENT SOCIETY", (), "en"),
}


def read(text: str, name: str = "file.txt") -> Incoming:
    return incoming(name, text.encode(), plain_text.parse(text.encode(), name))


def of_kind(came: Incoming, kind: RepairKind) -> list[Repair]:
    return [repair for repair in came.repairs if repair.kind is kind and repair.on]


def words(came: Incoming, repair: Repair) -> str:
    return came.extract.text[repair.start : repair.end]


def kinds(came: Incoming) -> list[tuple[str, bool, str]]:
    built = came.built()
    return [(str(b.kind), b.hidden, built.text[b.start : b.end]) for b in built.layout.blocks]


# -- nothing is wrong


def test_no_false_alarm_in_clean_texts() -> None:
    alarms = []
    for name, text in CLEAN.items():
        came = read(text)
        found = [repair for repair in came.repairs if repair.on and repair.kind not in TOLD]
        if name == "gutenberg":
            found = [repair for repair in found if repair.kind is not RepairKind.JOIN]
        headings = [repair for repair in found if repair.kind is RepairKind.HEADING]
        assert len(headings) == HEADINGS.get(name, 1 if name == "gutenberg" else 0), name
        alarms += [(name, repair.kind, words(came, repair)) for repair in found if repair not in headings]
    assert alarms == []


@pytest.mark.parametrize("name", HEADS)
def test_what_clean_texts_say_of_themselves(name: str) -> None:
    about = read(CLEAN[name]).about
    assert (about.title, about.authors, about.language) == HEADS[name]


def test_short_lines_stay_lines() -> None:
    for name in ("poem", "play", "interview", "transcript", "lists", "legal"):
        came = read(CLEAN[name])
        assert came.extract.flow is Flow.LINES
        assert came.built().text == CLEAN[name]


# -- lines broken in mid-sentence

LEAD = "The council met on Monday, and it was, as far as anybody could tell, a meeting like all the others. "


def broken(first: str, second: str, *, gap: str = "\n") -> list[Repair]:
    full = [LEAD + "Nobody spoke of the bench at all."] * 4
    lines = [f"{line} It was paragraph {number}." for number, line in enumerate(full)]
    return of_kind(read("\n".join([*lines, first + gap + second, *lines[:1]])), RepairKind.JOIN)


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (LEAD + "The mayor said that the bench had", "been taken away in the night. Nobody believed her."),
        (
            LEAD + "The bench had been carried by four men to",
            "Harbour Square, where it stood for a year. Then it went.",
        ),
        (LEAD + "Nobody had asked the", "Mayor. She had been away. The clerk had not."),
        (LEAD + "The oldest bench stands in front of", "“The Anchor”, which is an inn. It is closed."),
        (LEAD + "It was said, by all who knew,", "that the bench would never come back. It did."),
        (LEAD + "This was what the papers called a “bench”", "and what others called a plank. Both were right."),
        (LEAD + "The plan was made by Dr.", "Holt, who had studied benches. He had three."),
        (LEAD + "It has been so since the days of the U.S.", "and its benches. They are made of iron."),
        (LEAD + "The vote was lost by Councillor", "Adeyemi, who wanted four benches. She got one."),
    ],
)
def test_broken_lines_are_joined(first: str, second: str) -> None:
    (repair,) = broken(first, second)
    assert repair.joins[0].glue == " "


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (LEAD + "It went on for hours.", "The mayor left early. Nobody noticed."),
        (LEAD + "She said: “It is late.”", "The mayor left early. Nobody noticed."),
        (LEAD + "These were the points:", "the bench, the lamp, and the bin."),
        (LEAD + "There were several points", "- the bench"),
        (LEAD + "There were several points", "1. The bench, which had been taken away."),
        (LEAD + "He forgot the full stop", "The mayor left early. Nobody noticed."),
        (LEAD + "He forgot the full stop", "THE MAYOR LEAVES"),
        (LEAD + "It went on for hours.[3]", "mayors are patient. Nobody noticed."),
    ],
)
def test_true_ends_of_paragraphs_stay(first: str, second: str) -> None:
    assert broken(first, second) == []


def test_a_blank_line_parts_unless_the_words_say_otherwise() -> None:
    assert broken(LEAD + "He went to", "Harbour Square. It was empty.", gap="\n\n") == []
    assert len(broken(LEAD + "He went to", "the square. It was empty.", gap="\n\n")) == 1


def test_lines_in_a_script_without_spaces_are_joined_without_one() -> None:
    line = "星期一早上，花园街上又开过了一辆电车。它已经消失了十二年，人们走出家门，看它在市场旁边转弯，孩子们跟着它跑了整整一站路。"  # noqa: E501
    first = line + "市政府本来答应春天通车，后来电线"
    text = "\n".join([line, line[::-1] + "。", first, "不够，再后来司机不够。" + line, line + "完。"])
    (repair,) = of_kind(read(text), RepairKind.JOIN)
    assert repair.joins[0].glue == ""


# -- wrapped text


def test_wrapped_text_flows_again_and_divided_words_are_whole() -> None:
    came = read(WRAPPED)
    assert came.extract.flow is Flow.WRAPPED
    text = came.built().text
    for whole in ("to the others. When", "would have chosen. ", "a well-known singer", "his well-known work"):
        assert whole in text
    assert "\n    O bell of Selby, tell me true,\n    is it by one or is it two?\n" in text
    assert [words(came, r) for r in of_kind(came, RepairKind.HYPHEN)] == ["-\n", "-\n"]
    assert (came.about.title, came.about.authors) == ("THE CLOCKMAKER OF SELBY", ("Edith Marlow",))


def test_wrapped_paragraphs_are_one_line_each() -> None:
    came = read(GUTENBERG)
    assert came.extract.flow is Flow.WRAPPED
    assert "for that sort of thing, which not everybody does" in came.built().text
    assert "\n        The bell is gone, the rope is cut,\n" in came.built().text
    assert came.built(off=set(RepairKind)).text == GUTENBERG


def test_soft_hyphens_go_wherever_they_stand() -> None:
    came = read("On soft\u00adness\n\nA word may be di\u00advi\u00added in many places, and nobody sees it.")
    (repair,) = of_kind(came, RepairKind.HYPHEN)
    assert repair.count == 3
    assert came.built().text == "On softness\n\nA word may be divided in many places, and nobody sees it."


# -- copied from web sites


def test_a_german_page() -> None:
    came = read(WEB_DE)
    about = came.about
    assert about.title == "Wem gehört das Wasser?" and about.subtitle.startswith("Im Tal streiten")
    assert (about.authors, about.date, about.language) == (("Petra Sommerfeld",), "2024-03-14", "de")
    hidden = [text for _kind, is_hidden, text in kinds(came) if is_hidden]
    assert [line.split()[0] for line in hidden] == [
        "Startseite",
        "Der",
        "ANZEIGE",
        "Kommentare",
        "Lesen",
        "Das",
        "Zehn",
        "Newsletter",
        "©",
    ]
    assert [kind for kind, _hidden, _text in kinds(came)].count("author_note") == 1
    assert "in der Verwaltung niemand" in came.built().text


def test_a_french_page() -> None:
    came = read(WEB_FR)
    assert (came.about.title, came.about.authors, came.about.date) == (
        "La dernière laiterie",
        ("Luc Fontaine",),
        "2023-05-03",
    )
    hidden = [text for _kind, is_hidden, text in kinds(came) if is_hidden]
    assert [line.split()[0] for line in hidden] == ["Publicité", "À", "Sur", "Abonnez-vous", "Tous"]


# -- pages


def pages() -> Extract:
    text, blocks = "", []
    for label, parts in PDF_PAGES:
        for part in parts:
            text += "\n" if text else ""
            kind = BlockKind.FOOTNOTE if part.startswith("1 See") else BlockKind.PARAGRAPH
            blocks.append(Block(len(text), len(text) + len(part), kind, page=label))
            text += part
    return extract_of(text, tuple(blocks), Flow.PAGES, "application/pdf")


def test_sentences_run_across_pages_and_their_furniture() -> None:
    came = incoming("benches.pdf", b"", pages())
    assert len(of_kind(came, RepairKind.RUNNING_HEAD)) == 8
    shows = [text for kind, is_hidden, text in kinds(came) if not is_hidden and kind == "paragraph" and len(text) > 80]
    assert len(shows) == 2
    for whole in ("anyone would think", "over the course of nine years", "when one measures at night"):
        assert whole in shows[0]
    order = [kind for kind, _hidden, _text in kinds(came)]
    assert order.index("footnote") > order.index("paragraph")


def laid(*parts: tuple[str, BlockKind, str]) -> Extract:
    """An extract of pages: words, kind and page of each block."""
    text, blocks = "", []
    for words, kind, page in parts:
        text += "\n" if text else ""
        blocks.append(Block(len(text), len(text) + len(words), kind, page=page))
        text += words
    return extract_of(text, tuple(blocks), Flow.PAGES, "application/pdf")


def test_a_title_that_runs_over_its_pages_stays() -> None:
    title, plain = BlockKind.TITLE, BlockKind.PARAGRAPH
    came = incoming(
        "roofs.pdf",
        b"",
        laid(
            ("A Roof for All", title, "1"),
            (LONG, plain, "1"),
            *(
                (words, plain, page)
                for page in "234"
                for words in ("A Roof for All", LONG.replace("bench", "sq" + page))
            ),
        ),
    )
    assert [(kind, hidden) for kind, hidden, text in kinds(came) if text == "A Roof for All"] == [
        ("title", False),
        *[("furniture", True)] * 3,
    ]
    assert came.about.title == "A Roof for All"


@pytest.mark.parametrize(
    "first", ["Journal of Benches, March 2024", "Editorial", "By Ada Roof, March 2024", "Mind the Gap"]
)
def test_a_title_that_the_format_marks_stays_the_title(first: str) -> None:
    title, byline, plain = BlockKind.TITLE, BlockKind.BYLINE, BlockKind.PARAGRAPH
    came = incoming(
        "benches.pdf",
        b"",
        laid((first, plain, "1"), ("A Bench Too Far", title, "1"), ("Ada Roof", byline, "1"), (LONG, plain, "1")),
    )
    assert [kind for kind, _hidden, _text in kinds(came)][1:] == ["title", "byline", "paragraph"]
    assert (came.about.title, came.about.authors) == ("A Bench Too Far", ("Ada Roof",))


def test_a_line_by_somebody_that_the_format_calls_title_stays_one() -> None:
    title, plain = BlockKind.TITLE, BlockKind.PARAGRAPH
    came = incoming("x.pdf", b"", laid(("By Ada Roof", title, "1"), ("3 March 2024", plain, "1"), (LONG, plain, "1")))
    assert [kind for kind, _hidden, _text in kinds(came)] == ["title", "byline", "paragraph"]
    assert came.about.title == "By Ada Roof"


def test_nothing_is_repaired_with_all_switched_off() -> None:
    extract = pages()
    assert incoming("benches.pdf", b"", extract).built(off=set(RepairKind)).text == extract.text


# -- site furniture


@pytest.mark.parametrize("rows", [["Day | High | Low", "Monday | 12 | 3"], ["Town | Tram | Bus", "Aldham | yes | no"]])
def test_rows_of_a_table_at_the_top_are_no_links(rows: list[str]) -> None:
    came = read("\n\n".join(["On roofs", *rows, LONG, LONG.replace("bench", "chair")]))
    assert of_kind(came, RepairKind.FURNITURE) == []


def test_a_line_of_facts_is_no_row_of_links() -> None:
    came = read(
        "\n\n".join(
            [
                "On roofs",
                "Ada Roof | 3 March 2024 | Opinion",
                LONG,
                LONG.replace("bench", "chair"),
                LONG.replace("bench", "sofa"),
            ]
        )
    )
    assert of_kind(came, RepairKind.FURNITURE) == []
    assert came.about.date == "2024-03-03"


def test_rows_of_links_at_the_top_are_hidden() -> None:
    menus = ["Home | News | Weather | Sport", "Sign in | About | Help"]
    came = read("\n\n".join([*menus, "On roofs", LONG, LONG.replace("bench", "chair")]))
    assert [text for _kind, hidden, text in kinds(came) if hidden] == menus


# -- repeated, headings, spaces, ligatures

LONG = "Nobody who has ever sat on a bench in the rain will ask why it needs a roof, and nobody who has not will build one."  # noqa: E501


def test_a_row_of_signs_is_judged_at_once() -> None:
    """No way of parting it is tried after another: with this many signs there are more than anybody could wait for."""
    row = "a | " * 44 + "/"
    assert not is_navigation(row) and is_navigation("Home | News | Log in")
    assert not is_navigation("Home | News") and not is_navigation("Home || News") and not is_navigation("| " * 16)


def test_what_is_said_twice_is_hidden_once() -> None:
    other = "Either way, the people of the town say that the plan is late, and that it is dear as well."
    third = "The council has not said what it will do, and when it has, somebody will write it here."
    came = read("\n\n".join(["On roofs", LONG, other, LONG, other.replace("’", "'"), third]))
    found = of_kind(came, RepairKind.REPEATED)
    assert len(found) == 2
    assert found[0].start == came.extract.text.rindex(LONG)


def test_refrains_and_formulas_are_left() -> None:
    refrain = "and so we sailed away from there, away and far away"
    came = read("\n".join(["The Voyage", "", "a line of verse", refrain, "", "another line of it", refrain]))
    assert of_kind(came, RepairKind.REPEATED) == []


@pytest.mark.parametrize("line", ["WHAT REMAINS", "ЧТО ОСТАЛОСЬ", "ΤΙ ΜΕΝΕΙ", "NATO", "2. METHODS", "WHY NOT?", "III."])
def test_capitals_between_paragraphs_are_headings(line: str) -> None:
    came = read("\n".join(["On roofs", LONG, line, LONG.replace("bench", "chair")]))
    assert [words(came, repair) for repair in of_kind(came, RepairKind.HEADING)] == [line]


@pytest.mark.parametrize("line", ["STOP!", "“NO”", "ANNA:", "WE SAID NO.", "OK", "12", "- A", "***"])
def test_other_capitals_are_no_headings(line: str) -> None:
    came = read("\n".join(["On roofs", LONG, line, LONG.replace("bench", "chair")]))
    assert of_kind(came, RepairKind.HEADING) == []


def test_odd_spaces_and_ligatures_are_one_switch_each() -> None:
    came = read("On \u00a0odd\u2009things\n\nThe ﬁrst ﬂoor\u202f: no oﬃce\u200b here.")
    (spaces,), (ligatures,) = of_kind(came, RepairKind.SPACES), of_kind(came, RepairKind.LIGATURES)
    assert (spaces.count, ligatures.count) == (4, 3)
    assert came.built().text == "On  odd things\n\nThe first floor : no office here."
    assert (
        came.built(off={RepairKind.SPACES}).text
        == "On \u00a0odd\u2009things\n\nThe first floor\u202f: no office\u200b here."
    )
