"""The form of an article's details: what is typed becomes what is kept, and what cannot stay says so."""

from __future__ import annotations

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from models.importing.about import About
from ui.importing.details_extras import more_name, more_words
from ui.importing.details_form import DetailsForm
from ui.theme import Theme


@pytest.fixture
def form(qtbot: QtBot, qapp: QApplication) -> DetailsForm:
    form = DetailsForm(Theme(qapp, "light"), taken=["Marsh2020"])
    qtbot.addWidget(form)
    form.set_about(About(title="Trams", language="en"))
    form.show()
    form.activateWindow()
    assert QTest.qWaitForWindowActive(form)
    return form


def write(form: DetailsForm, field: QLineEdit, words: str) -> None:
    """Type into a field and leave it."""
    field.setFocus()
    field.selectAll()
    QTest.keyClicks(field, words)
    (form.subtitle if field is not form.subtitle else form.title).setFocus()


def test_a_date_in_words_becomes_iso_as_its_field_is_left(form: DetailsForm) -> None:
    write(form, form.date, "3 May 2021")
    assert form.date.text() == "2021-05-03" and form.is_sound()
    write(form, form.accessed, "some day")
    assert form.accessed.text() == "some day" and "2024-12-31" in form.trouble()
    assert form.hints["accessed"].text() == form.accessed.accessibleDescription() == form.trouble()


def test_a_doi_is_taken_out_of_its_address(form: DetailsForm) -> None:
    write(form, form.doi, "https://doi.org/10.1000/182")
    assert form.doi.text() == "10.1000/182" == form.about().doi
    write(form, form.doi, "owl")
    assert not form.is_sound()


def test_authors_are_one_a_line_as_they_are_spoken(form: DetailsForm) -> None:
    form.authors.setFocus()
    QTest.keyClicks(form.authors, "Lovelace, Ada\rGrace Hopper")
    form.title.setFocus()
    assert form.authors.lines() == ["Ada Lovelace", "Grace Hopper"]
    assert form.about().authors == ("Ada Lovelace", "Grace Hopper")


@pytest.mark.parametrize(
    ("words", "tag", "sound"), [("German", "de", True), ("pt-BR", "pt-BR", True), ("", "", True), ("?!", "?!", False)]
)
def test_a_language_is_a_name_or_a_tag(form: DetailsForm, words: str, tag: str, sound: bool) -> None:
    form.language.setEditText(words)
    assert (form.about().language, form.is_sound()) == (tag, sound)


@pytest.mark.parametrize("key", ["marsh2020", "a b", "x" * 81])
def test_a_citekey_that_is_taken_or_unsound_is_refused(form: DetailsForm, key: str) -> None:
    write(form, form.citekey, key)
    assert not form.is_sound() and not form.hints["citekey"].isHidden()
    form.focus_trouble()
    assert form.focusWidget() is form.citekey
    form.propose.click()
    assert form.is_sound() and form.citekey.text()


def test_further_fields_are_kept_as_they_came(form: DetailsForm) -> None:
    csl = {"volume": 7, "custom": {"a": [1]}, "author": [{"family": "Marsh", "given": "Edna"}], "type": "book"}
    about = About(title="Trams", authors=("Edna Marsh",), csl=csl)
    form.set_about(about)
    assert form.about() == about
    write(form, form.extras.fields["volume"], "8")
    assert form.about().csl == csl | {"volume": "8"}


def test_filling_says_nothing_and_typing_does(form: DetailsForm, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(form.changed):
        form.set_about(About(title="Other"))
    with qtbot.waitSignal(form.changed):
        QTest.keyClicks(form.title, "x")


def test_every_field_has_a_name_for_a_screen_reader(form: DetailsForm) -> None:
    for name in form.hints:
        assert getattr(form, name).accessibleName()


def test_further_fields_have_words_for_people() -> None:
    assert (more_name("publisher-place"), more_name("type"), more_name("PMID")) == ("Place", "Type", "PMID")
    assert more_words("type", "article-journal") == "Journal article"
    assert (more_words("type", "odd"), more_words("volume", 3), more_words("volume", None)) == ("odd", "3", "")
