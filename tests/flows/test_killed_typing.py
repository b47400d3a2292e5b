"""A real window dies by kill -9 while somebody types in an open editor: what was typed is kept, and offered."""

from __future__ import annotations

import os
import random
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton

from storage.database import check_project
from storage.store import SqliteStore
from tests.flows.conftest import Desk
from tests.on_screen import screen

ROOT = Path(__file__).resolve().parents[2]
ON_SCREEN = os.environ.get("QT_QPA_PLATFORM") == "xcb"
START = 90  # seconds: a machine short of memory may have to read Qt's libraries from a slow disk
PROMISED = 1.0  # seconds; what was typed earlier than that before the kill must be there
SLOW = 0.020  # seconds an fsync takes on a poor disk
WORDS = "nobody who waits for the ferry in the rain thinks that the bridge costs too much "


@pytest.fixture(scope="module")
def env() -> Iterator[dict[str, str]]:
    """An X server with a window manager: the one of this run, or one of its own."""
    if ON_SCREEN:
        yield dict(os.environ)
        return
    if not (shutil.which("Xvfb") and shutil.which("openbox") and shutil.which("xdotool")):
        pytest.skip("Xvfb, openbox and xdotool are needed")
    with screen() as found:
        yield found


def xdotool(env: dict[str, str], *words: str, timeout: float = 30) -> str:
    done = subprocess.run(["xdotool", *words], env=env, capture_output=True, text=True, timeout=timeout, check=True)
    return done.stdout


class Typist:
    """The program in a process of its own, with somebody typing in it."""

    def __init__(self, env: dict[str, str], path: Path, home: Path, slow: float) -> None:
        homes = {"XDG_CONFIG_HOME": str(home / "config"), "XDG_DATA_HOME": str(home / "data")}
        self.env = env | homes
        command = [sys.executable, "-X", "faulthandler", "-m", "tests.reliability.slow_window", str(slow), str(path)]
        self.program = subprocess.Popen(command, cwd=ROOT, env=self.env)
        self.typed: list[tuple[float, str]] = []

    def open_editor(self, key: str) -> None:
        window = ("--sync", "--all", "--onlyvisible", "--pid", str(self.program.pid), "--name", "^debate")
        try:
            found = xdotool(self.env, "search", *window, timeout=START)
        except subprocess.TimeoutExpired:
            self.program.send_signal(signal.SIGABRT)  # it says where it stands
            raise
        xdotool(self.env, "windowactivate", "--sync", found.split()[-1])
        xdotool(self.env, "key", "--clearmodifiers", key)

    def type_for(self, seconds: float) -> None:
        end = time.monotonic() + seconds
        for at in range(10_000):
            if time.monotonic() >= end:
                break
            letter = WORDS[at % len(WORDS)]
            xdotool(self.env, "key", "space" if letter == " " else letter)
            self.typed.append((time.monotonic(), letter))

    def kill(self) -> float:
        """End it at once; when that was."""
        moment = time.monotonic()
        self.program.kill()
        self.program.wait(30)
        return moment


def typed_and_killed(env: dict[str, str], path: Path, home: Path, rng: random.Random) -> str:
    """Type for a while, kill the program, and see that all but the last second is kept; what is kept."""
    slow = SLOW if rng.random() < 0.4 else 0.0
    typist = Typist(env, path, home, slow)
    try:
        typist.open_editor("F2")
        typist.type_for(rng.uniform(PROMISED + 0.2, PROMISED + 1.2))
    finally:
        moment = typist.kill()
    assert check_project(path) == []
    store = SqliteStore(path)
    kept = [draft.text for draft in store.abandoned_drafts()]
    store.close()
    whole = "".join(letter for _time, letter in typist.typed)
    surely = sum(at < moment - PROMISED for at, _letter in typist.typed)
    assert len(kept) == 1, (kept, whole)
    assert whole.startswith(kept[0]) and len(kept[0]) >= surely, (kept, whole, surely)
    lost = sum(at < moment for at, _letter in typist.typed) - len(kept[0])
    age = moment - typist.typed[len(kept[0])][0] if lost else 0.0
    how = "with 20 ms per fsync " if slow else ""
    print(f"\nkilled {how}after {len(whole)} keys: {len(kept[0])} are kept, {age:.2f} s lost")
    return kept[0]


def offered(desk: Desk, kept: str) -> None:
    """The next start offers what was typed, and puts it back when told to."""
    words = " ".join(kept.split())
    assert words[:40] in desk.window.offers.sentence
    put_back = next(b for b in desk.window.offers.findChildren(QPushButton) if b.text() == "Put it back")
    QTest.mouseClick(put_back, Qt.MouseButton.LeftButton)
    assert desk.project.node(desk.selected).text == kept.strip()


@pytest.mark.screen
@pytest.mark.skipif(not ON_SCREEN, reason="needs a real X server: make flows")
@pytest.mark.parametrize("seed", [1, 2])
def test_what_was_typed_outlives_a_kill(
    env: dict[str, str], project_file: Path, tmp_path: Path, open_desk: Callable[[Path], Desk], seed: int
) -> None:
    kept = typed_and_killed(env, project_file, tmp_path / "other", random.Random(seed))
    offered(open_desk(project_file), kept)


@pytest.mark.soak
@pytest.mark.timeout(600)
@pytest.mark.parametrize("seed", range(25))
def test_what_was_typed_outlives_a_kill_at_any_moment(
    env: dict[str, str], project_file: Path, tmp_path: Path, open_desk: Callable[[Path], Desk], seed: int
) -> None:
    kept = typed_and_killed(env, project_file, tmp_path / "other", random.Random())
    offered(open_desk(project_file), kept)
