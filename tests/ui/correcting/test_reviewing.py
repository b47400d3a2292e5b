"""The second step with real keys and mouse: every passage gets its word, none goes without one."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtTest import QAbstractItemModelTester, QTest
from pytestqt.qtbot import QtBot

from models.authoring.correcting import Decision, correct_text
from models.carrying import Outcome
from models.project import Project
from tests.factories import World
from tests.ui.correcting.conftest import PASSAGES, TEXT, passage, settled
from tests.ui.correcting.hands import ALT, BINNED, CTRL, NEW, SHIFT, Key, MakeDialog, exact, press, reviewing, select
from ui.correcting.dialog import CorrectingDialog
from ui.correcting.findings import compared, passages_of
from ui.correcting.paper import Paper
from ui.correcting.review_list import ReviewModel
from ui.correcting.reviewing import Reviewing


def test_the_list_holds_what_needs_a_word_and_the_bin_comes_last(qtbot: QtBot, make_dialog: MakeDialog) -> None:
    dialog = make_dialog(anchors=BINNED)
    review = reviewing(qtbot, dialog)
    assert [exact(review, row) for row in range(len(review.items))] == [
        "lost its bench in spring",
        "Owls 🦉🦉 nest",
        "It lasts for twenty yeers and wants no care",
        "below sells tea",
    ]
    assert [item.carried.outcome for item in review.items] == [
        Outcome.CHANGED,
        Outcome.LOST,
        Outcome.CHANGED,
        Outcome.LOST,
    ]
    assert review.decisions == {} and dialog.status.text() == "0 of 4 decided"
    assert not dialog.forward.isEnabled() and dialog.review.list.hasFocus()
    model = dialog.review.list.model()
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    said = model.data(model.index(3, 0), Qt.ItemDataRole.AccessibleTextRole)
    assert said == "Claim: Thrown away; Not found any more; its node is in the bin; not decided"


def test_deciding_by_keys_alone(qtbot: QtBot, make_dialog: MakeDialog) -> None:
    dialog = make_dialog(anchors=BINNED)
    review = reviewing(qtbot, dialog)
    press(dialog, Key.Key_A)
    assert dialog.review.row == 1  # on to the next
    press(dialog, Key.Key_A)
    assert review.decision(1) is None and "nothing to accept" in dialog.bar.sentence
    assert not dialog.review.accept.isEnabled()
    press(dialog, Key.Key_R)
    assert dialog.review.now.paper.hasFocus()
    press(dialog, Key.Key_Return)
    assert review.decision(1) is None and dialog.bar.sentence == "Select some words of the new text first."
    select(dialog.review.now.paper, "rest 🦊")
    press(dialog, Key.Key_Return)
    assert dialog.review.row == 2 and dialog.review.list.hasFocus() and dialog.bar.sentence == ""
    press(dialog, Key.Key_D)
    assert dialog.review.row == 3
    press(dialog, Key.Key_Return, CTRL)
    assert dialog.bar.sentence == "1 passage still needs your word."
    press(dialog, Key.Key_D)
    assert dialog.status.text() == "4 of 4 decided" and dialog.forward.isEnabled()
    with qtbot.waitSignal(dialog.apply_requested) as asked:
        press(dialog, Key.Key_Return, CTRL)
    text, decisions = asked.args
    assert text == NEW
    places = {exact(review, row): review.decisions[review.items[row].anchor_id] for row in range(4)}
    assert decisions == review.decisions
    accepted, attached = places["lost its bench in spring"], places["Owls 🦉🦉 nest"]
    assert accepted.action == "accept" and NEW[accepted.start : accepted.end] == "lost a bench in spring"
    assert attached.action == "attach" and NEW[attached.start : attached.end] == "rest 🦊"
    assert places["below sells tea"] == places["It lasts for twenty yeers and wants no care"] == Decision("drop")


def test_deciding_by_mouse(qtbot: QtBot, dialog: CorrectingDialog) -> None:
    review = reviewing(qtbot, dialog)
    page, left = dialog.review, Qt.MouseButton.LeftButton
    second = page.list.visualRect(page.list.model().index(1, 0)).center()
    QTest.mouseClick(page.list.viewport(), left, pos=second)
    assert page.row == 1
    QTest.mouseClick(page.attach, left)
    assert page.here.isVisible() and page.attach.isChecked()
    paper = page.now.paper
    found = paper.document().find("left")
    cursor = QTextCursor(found)
    cursor.setPosition(found.selectionStart())
    point = paper.cursorRect(cursor).center() + QPoint(6, 0)
    QTest.mouseDClick(paper.viewport(), left, pos=point)
    assert paper.textCursor().selectedText() == "left"
    QTest.mouseClick(page.here, left)
    place = review.place(1)
    assert place is not None and NEW[slice(*place)] == "left" and not page.here.isVisible()
    QTest.mouseClick(page.list.viewport(), left, pos=second)
    assert page.attach.isChecked() and not page.drop.isChecked()
    QTest.mouseClick(page.drop, left)  # another word: the last one holds
    assert review.action(1) == "drop" and review.undecided == 2


def test_one_key_for_all_small_changes_and_one_for_the_bin(qtbot: QtBot, make_dialog: MakeDialog) -> None:
    dialog = make_dialog(anchors=BINNED)
    review = reviewing(qtbot, dialog)
    likely = [exact(review, row) for row in review.likely()]
    assert "It lasts for twenty yeers and wants no care" in likely and "Owls 🦉🦉 nest" not in likely
    assert str(len(likely)) in dialog.review.likely.text() and dialog.review.likely.isVisible()
    press(dialog, Key.Key_A, SHIFT)
    assert [review.action(row) for row in range(4) if exact(review, row) in likely] == ["accept"] * len(likely)
    assert not dialog.review.likely.isVisible() and review.action(3) == ""
    press(dialog, Key.Key_B, SHIFT)
    assert review.action(3) == "drop" and not dialog.review.bin.isVisible()
    assert review.action(1) == ""  # what is lost waits for its own word
    assert not dialog.forward.isEnabled()


def test_stepping_and_panes(qtbot: QtBot, dialog: CorrectingDialog) -> None:
    reviewing(qtbot, dialog)
    page = dialog.review
    press(dialog, Key.Key_Down)
    assert page.row == 1
    press(dialog, Key.Key_Up)
    assert page.row == 0
    seen = []
    for _pane in range(5):
        press(dialog, Key.Key_F6)
        seen.append(dialog.focusWidget())
    assert seen == [page.before.paper, page.now.paper, page.accept, dialog.cancel, page.list]
    press(dialog, Key.Key_F6, SHIFT)
    assert dialog.focusWidget() is dialog.cancel
    page.now.paper.setFocus()
    press(dialog, Key.Key_Down, ALT)
    assert page.row == 1 and page.now.paper.hasFocus()
    press(dialog, Key.Key_D)  # the letters hold in the texts as well
    assert page.reviewing is not None and page.reviewing.action(1) == "drop"


def test_before_and_after_are_shown_with_their_differences(qtbot: QtBot, dialog: CorrectingDialog) -> None:
    review = reviewing(qtbot, dialog)
    page = dialog.review
    page._go(2)
    item = review.items[2]
    assert page.head.outcome == "Words inside it changed"

    def shown(paper: Paper) -> dict[str, str]:
        data = paper.document().toRawText().encode("utf-16-le")
        marks = paper.marks_in_sight()
        return {data[2 * m.start : 2 * m.end].decode("utf-16-le"): m.look for m in marks}

    column = dialog._theme.reading.column + 8
    for paper in (page.before.paper, page.now.paper):  # the same lines in both, with a scroll bar or without
        qtbot.waitUntil(lambda paper=paper: paper.viewport().width() == column)
    before, now = shown(page.before.paper), shown(page.now.paper)
    assert before[item.passage.anchor.exact] == "evidence" and before["yeers"] == "deleted"
    assert now["It lasts for twenty years and wants no care"] == "evidence" and now["years"] == "inserted"
    page._go(1)
    assert page.head.outcome == "Not found any more" and "not found" in page.now.caption.text()
    assert "claim" not in shown(page.now.paper).values() and "evidence" not in shown(page.now.paper).values()


def test_a_moved_passage_names_its_paragraph(qtbot: QtBot, dialog: CorrectingDialog) -> None:
    gone = "It lasts for twenty yeers and wants no care."
    review = reviewing(qtbot, dialog, gone + "\n" + TEXT.replace(" " + gone, ""))
    assert [(item.carried.outcome, item.outcome) for item in review.items] == [(Outcome.MOVED, "Moved to ¶ 1")]
    press(dialog, Key.Key_A)
    place = review.place(0)
    assert place is not None and dialog.forward.isEnabled()
    assert review.findings.new[slice(*place)] == gone[:-1]


def test_right_to_left_passages_are_attached_by_keys(qtbot: QtBot, dialog: CorrectingDialog) -> None:
    review = reviewing(qtbot, dialog, TEXT.replace("שלום לכולם, ", ""))
    assert [item.carried.outcome for item in review.items] == [Outcome.LOST]
    press(dialog, Key.Key_R)
    paper, new = dialog.review.now.paper, review.findings.new
    cursor = paper.textCursor()
    cursor.setPosition(review.findings.places.unit(new.index("משפט")))
    paper.setTextCursor(cursor)
    for _character in "משפט":
        QTest.keyClick(paper, Key.Key_Left, SHIFT)  # onward, in this script
    press(dialog, Key.Key_Return)
    place = review.place(0)
    assert place is not None and new[slice(*place)] == "משפט"


def test_a_new_place_can_be_searched_for(qtbot: QtBot, dialog: CorrectingDialog) -> None:
    review = reviewing(qtbot, dialog)
    press(dialog, Key.Key_Down)
    press(dialog, Key.Key_R)
    press(dialog, Key.Key_F, CTRL)
    QTest.keyClicks(dialog.focusWidget(), "a")
    press(dialog, Key.Key_Down)
    assert dialog.review.row == 1
    QTest.keyClick(dialog.focusWidget(), Key.Key_A, CTRL)
    QTest.keyClicks(dialog.focusWidget(), "of the rest")
    press(dialog, Key.Key_Escape)
    assert dialog.review.now.paper.hasFocus() and dialog.review.here.isVisible()
    press(dialog, Key.Key_Return)
    place = review.place(1)
    assert place is not None and NEW[slice(*place)] == "of the rest"
    press(dialog, Key.Key_F3)  # the same words once more
    assert dialog.review.now.paper.textCursor().selectedText() == "of the rest"


def test_what_is_selected_first_is_where_it_is_attached(qtbot: QtBot, dialog: CorrectingDialog) -> None:
    review = reviewing(qtbot, dialog)
    select(dialog.review.now.paper, "Nothing is left")
    press(dialog, Key.Key_R)
    press(dialog, Key.Key_Return)
    place = review.place(0)
    assert place is not None and NEW[slice(*place)] == "Nothing is left"


def test_escape_leaves_the_attaching_and_then_asks(qtbot: QtBot, dialog: CorrectingDialog) -> None:
    review = reviewing(qtbot, dialog)
    press(dialog, Key.Key_R)
    press(dialog, Key.Key_Escape)
    assert review.decisions == {} and not dialog.review.here.isVisible() and dialog.review.list.hasFocus()
    press(dialog, Key.Key_Escape)
    assert dialog.isVisible() and dialog.bar.asks


def test_back_to_the_text_and_forth_keeps_what_still_holds(qtbot: QtBot, dialog: CorrectingDialog) -> None:
    review = reviewing(qtbot, dialog)
    press(dialog, Key.Key_A)
    press(dialog, Key.Key_R)
    select(dialog.review.now.paper, "rest 🦊")
    press(dialog, Key.Key_Return)
    press(dialog, Key.Key_A)
    assert dialog.status.text() == "3 of 3 decided"
    press(dialog, Key.Key_Left, ALT)
    paper = dialog.first.paper
    assert paper.isVisible() and paper.hasFocus() and paper.text() == NEW
    cursor = paper.textCursor()
    cursor.setPosition(0)
    paper.setTextCursor(cursor)
    QTest.keyClicks(paper, "So: ")
    found = paper.document().find("years and wants")
    paper.setTextCursor(found)
    QTest.keyClicks(paper, "seasons and wants")
    settled(qtbot, dialog)
    press(dialog, Key.Key_Return, CTRL)
    after = dialog.review.reviewing
    assert after is not None and after is not review
    new = after.findings.new
    first, second = after.place(0), after.place(1)
    assert first is not None and second is not None
    assert after.action(0) == "accept" and new[slice(*first)] == "lost a bench in spring"
    assert after.action(1) == "attach" and new[slice(*second)] == "rest 🦊"
    assert after.action(2) == ""  # its words are others now
    assert dialog.review.row == 2


def test_a_refusal_keeps_the_decisions(qtbot: QtBot, dialog: CorrectingDialog) -> None:
    review = reviewing(qtbot, dialog)
    for _row in review.items:
        press(dialog, Key.Key_D)
    press(dialog, Key.Key_Return, CTRL)
    assert not dialog.pages.isEnabled() and not dialog.forward.isEnabled()  # nothing more while it is being done
    dialog.show_refusal("The disk is full.")
    assert dialog.pages.isEnabled() and dialog.isVisible() and dialog.bar.sentence == "The disk is full."
    assert dialog.review.isVisible() and len(review.decisions) == 3 and dialog.forward.isEnabled()


def test_what_is_asked_for_is_an_edit(qtbot: QtBot, make_dialog: MakeDialog) -> None:
    world = World()
    article = world.article(TEXT)
    node = world.node(world.case(article), quotes=[each.anchor.exact for each in PASSAGES])
    world.node(world.case(article), "Away", quotes=["below sells tea"], binned_by="mark")
    project: Project = world.project
    anchors = passages_of(project, article.id)
    assert [each.anchor.exact for each in anchors if each.binned] == ["below sells tea"]
    assert {each.kind for each in anchors} == {"claim"}
    dialog = make_dialog(anchors=anchors)
    reviewing(qtbot, dialog)
    press(dialog, Key.Key_A)
    press(dialog, Key.Key_D)
    press(dialog, Key.Key_A)
    press(dialog, Key.Key_D)
    with qtbot.waitSignal(dialog.apply_requested) as asked:
        press(dialog, Key.Key_Return, CTRL)
    edit = correct_text(project, article.id, *asked.args, seen=dialog.carrying)
    for blob, data in edit.blobs.items():
        world.blobs[blob] = data
    project.apply(edit.changes)
    text = project.text(article.id)
    assert text == NEW
    kept = sorted(text[a.start : a.end] for a in project.anchors(node.id))
    assert kept == sorted(
        [
            "lost a bench in spring",
            "שלום לכולם",
            "It lasts for twenty years and wants no care",
            "ends with the file",
        ]
    )


def test_all_small_changes_of_a_long_list_at_one_word() -> None:
    text = "\n".join(f"Point {n} is made in these few words here." for n in range(2000))
    passages = [passage(f"Point {n} is made in these few words", text=text) for n in range(2000)]
    review = Reviewing(compared(text, text.replace("words", "word"), passages), passages)
    assert len(review.items) == 2000
    assert len(review.likely()) == 2000
    review.accept_all(review.likely())
    assert review.undecided == 0 and {review.action(row) for row in range(2000)} == {"accept"}


def test_the_model_is_sound_when_it_is_empty(qtbot: QtBot, dialog: CorrectingDialog) -> None:
    model = dialog.review.list.model()
    assert isinstance(model, ReviewModel) and model.rowCount() == 0
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
