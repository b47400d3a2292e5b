"""Python's search for cycles rests while a long document is worked on, and goes on afterwards."""

from __future__ import annotations

import gc

from pytestqt.qtbot import QtBot

from ui.collecting import Collecting
from ui.importing.quiet import Quiet


def test_the_search_rests_and_goes_on() -> None:
    before = gc.get_freeze_count()
    quiet = Quiet()
    quiet.begin()
    quiet.begin()
    assert not gc.isenabled()
    quiet.end()
    assert gc.isenabled() and gc.get_freeze_count() > before
    quiet.let_go()
    assert gc.get_freeze_count() == 0 and gc.isenabled()
    quiet.let_go()
    assert gc.isenabled()


def test_who_switched_it_off_keeps_it_off() -> None:
    gc.disable()
    try:
        quiet = Quiet()
        quiet.begin()
        quiet.let_go()
        assert not gc.isenabled()
    finally:
        gc.enable()


def test_the_interface_searches_nothing_meanwhile(qtbot: QtBot) -> None:
    collecting = Collecting()
    try:
        quiet = Quiet()
        quiet.begin()
        young = [[number] for number in range(10_000)]
        collecting.look()
        assert gc.get_count()[0] >= len(young)
        quiet.end()
        more = [[number] for number in range(10_000)]
        collecting.look()
        assert gc.get_count()[0] < len(more)
        quiet.let_go()
    finally:
        collecting.stop()
