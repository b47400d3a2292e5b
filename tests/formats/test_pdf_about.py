"""What a PDF says about itself, and when it is not believed."""

from __future__ import annotations

import pytest

from models.importing.about import About
from models.texts import BlockKind as K
from storage.formats import pdf
from storage.formats.pdf_about import authors_of, packet_of
from tests.formats.extracts import checked, said
from tests.formats.pdf_making import Pages, prose

PACKET = b"""<?xpacket begin="" id="W5M0MpCehiHzreSzNTczkc9d"?><x:xmpmeta xmlns:x="adobe:ns:meta/">
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about=""
 xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:prism="http://prismstandard.org/namespaces/basic/2.0/"
 prism:volume="12"><dc:title><rdf:Alt><rdf:li xml:lang="x-default">Rents and Rivers</rdf:li></rdf:Alt></dc:title>
<dc:creator><rdf:Seq><rdf:li>Ada Brook</rdf:li><rdf:li>Lin Ford</rdf:li></rdf:Seq></dc:creator>
<prism:doi>10.1234/rr.2021.7</prism:doi><prism:publicationName>Journal of Banks</prism:publicationName>
<prism:coverDate>2021-05-04</prism:coverDate></rdf:Description></rdf:RDF></x:xmpmeta><?xpacket end="w"?>"""


def about(made: Pages, name: str = "scan0001.pdf") -> About:
    return checked(pdf.parse(made.done(), name)).about


def page(title: str = "", author: str = "", *lines: str) -> Pages:
    made = Pages()
    made.canvas.setTitle(title or None)
    made.canvas.setAuthor(author or None)
    for line in lines:
        made.line(line)
    made.y -= 20
    made.paragraph(prose(1))
    return made


def test_the_fields_of_the_file() -> None:
    found = about(page("Rents and Rivers", "Brook, Ada; Ford, Lin", "Rents and Rivers"))
    assert (found.title, found.authors) == ("Rents and Rivers", ("Ada Brook", "Lin Ford"))


@pytest.mark.parametrize("junk", ["Microsoft Word - essay.doc", "untitled", "scan0001", "paper.tex", "Document1", "  "])
def test_a_title_that_programs_give_is_not_believed(junk: str) -> None:
    made = Pages()
    made.canvas.setTitle(junk)
    made.line("Rents and Rivers", size=20, drop=40)
    made.paragraph(prose(1))
    assert about(made).title == "Rents and Rivers"


def test_a_title_that_stands_nowhere_gives_way_to_the_one_on_the_page() -> None:
    made = Pages()
    made.canvas.setTitle("Template for conference proceedings")
    made.line("Rents and Rivers", size=20, drop=40)
    made.paragraph(prose(1))
    assert about(made).title == "Rents and Rivers"


def test_a_title_in_the_size_of_the_text_is_known_by_the_field() -> None:
    found = pdf.parse(page("Rents and Rivers", "", "Rents and Rivers").done(), "a.pdf")
    assert said(found, K.TITLE) == ["Rents and Rivers"]


def test_of_two_that_say_the_title_the_larger_one_is_it() -> None:
    made = Pages()
    made.canvas.setTitle("Rents and Rivers")
    made.at(72, 815, "Rents and Rivers", 8)
    made.line("Rents and Rivers", size=20, drop=40)
    made.paragraph(prose(1))
    found = checked(pdf.parse(made.done(), "a.pdf"))
    assert [found.text[b.start - 2 : b.end] for b in found.blocks if b.kind is K.TITLE] == ["\n\nRents and Rivers"]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Ada Brook", ("Ada Brook",)),
        ("Brook, Ada", ("Ada Brook",)),
        ("Ada Brook and Lin Ford", ("Ada Brook", "Lin Ford")),
        ("Ada Brook, Lin Ford & Jo Weir", ("Ada Brook", "Lin Ford", "Jo Weir")),
        ("Brook, Ada; Ford, Lin", ("Ada Brook", "Lin Ford")),
        ("Microsoft Office User", ()),
        ("admin", ()),
        ("", ()),
    ],
)
def test_names(text: str, names: tuple[str, ...]) -> None:
    assert authors_of(text) == names


def test_names_under_the_title() -> None:
    made = Pages()
    made.line("Rents and Rivers", size=20, drop=40)
    made.line("Ada Brook*, Lin van den Ford and J. R. Weir", x=150, size=12, drop=20)
    made.line("12 March 2019", x=200, drop=30)
    made.paragraph(prose(1))
    found = checked(pdf.parse(made.done(), "a.pdf"))
    assert found.about.authors == ("Ada Brook", "Lin van den Ford", "J. R. Weir")
    assert found.about.date == "2019-03-12"
    assert said(found, K.BYLINE) == ["Ada Brook*, Lin van den Ford and J. R. Weir", "12 March 2019"]


def test_a_doi_on_the_first_page() -> None:
    assert about(page("", "", "https://doi.org/10.1234/abc.5(6)7.")).doi == "10.1234/abc.5(6)7"


def test_the_xmp_packet() -> None:
    data = page("Untitled", "admin").done() + PACKET + b"\n%%EOF\n"
    found = checked(pdf.parse(data, "a.pdf")).about
    assert (found.authors, found.doi) == (("Ada Brook", "Lin Ford"), "10.1234/rr.2021.7")
    assert (found.publication, found.date, found.csl["volume"]) == ("Journal of Banks", "2021-05-04", "12")


def test_a_packet_with_entities_reads_nothing_and_hangs_nowhere() -> None:
    bomb = b'<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]>' + PACKET.replace(b"Rents", b"&b;")
    assert "aaaa" not in str(packet_of(bomb))
    assert packet_of(b"<rdf:RDF" * 1000) == {}


def test_when_the_file_was_made_is_the_last_resort() -> None:
    assert about(page("", "")).date != ""
    assert about(page("", "", "March 4, 2017")).date == "2017-03-04"
