"""Python's search for cycles rests while a long document is worked on, and goes on afterwards."""

from __future__ import annotations

import gc

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
