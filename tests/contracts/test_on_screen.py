"""The virtual screen that flows run on: it hands exit codes on and leaves no process behind."""

import os
import shutil
import signal
import subprocess
import sys
import time
from functools import partial
from pathlib import Path

import pytest

TOOLS = ("Xvfb", "openbox", "xdotool")
COMMAND = [sys.executable, str(Path(__file__).resolve().parents[1] / "on_screen.py")]
# Says which screen it got and who started it, and leaves a child behind.
LEAVES_A_CHILD = 'sleep 60 >/dev/null 2>&1 & echo "$DISPLAY $QT_QPA_PLATFORM $! $PPID"; xdotool getdisplaygeometry'

pytestmark = pytest.mark.skipif(any(not shutil.which(tool) for tool in TOOLS), reason="needs Xvfb, openbox and xdotool")


def alive(pid: int) -> bool:
    """Whether a process runs; one that ended and was not yet collected by anybody does not."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except FileNotFoundError:
        return False


def children(pid: int) -> list[int]:
    return [int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]


def await_end(pids: list[int]) -> list[int]:
    """Those that still run after some seconds."""
    deadline = time.monotonic() + 5
    while (left := [pid for pid in pids if alive(pid)]) and time.monotonic() < deadline:
        time.sleep(0.02)
    return left


def test_a_command_gets_a_screen_and_its_exit_code_comes_back() -> None:
    command = [*COMMAND, "--size", "800x600", "sh", "-c", LEAVES_A_CHILD + "; exit 7"]
    answer = subprocess.run(command, capture_output=True, text=True)
    first, geometry = answer.stdout.splitlines()
    display, platform, child, _ = first.split()
    assert (answer.returncode, platform, geometry) == (7, "xcb", "800 600")
    assert display != os.environ.get("DISPLAY")
    assert await_end([int(child)]) == []


@pytest.mark.parametrize(("how", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143), (signal.SIGKILL, -9)])
def test_nothing_stays_when_it_is_stopped(how: signal.Signals, code: int) -> None:
    command = [*COMMAND, "sh", "-c", 'echo "$$"; exec sleep 100']
    # What is started in the background by a shell ignores SIGINT, and so does what it starts.
    hearing = partial(signal.signal, signal.SIGINT, signal.default_int_handler)
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, preexec_fn=hearing) as running:
        assert running.stdout is not None
        inner = int(running.stdout.readline())
        started = children(running.pid)
        assert inner in started
        assert len(started) == 3, "Xvfb, openbox and the command"
        running.send_signal(how)
        assert running.wait(timeout=10) == code
    assert await_end(started) == []
