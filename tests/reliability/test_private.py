"""Nothing is fetched and nothing is sent: all of the program is used on material that would have it do so.

Where the machine allows it, in a network namespace of its own, in which every address leads back to it and the kernel
counts what is sent; else with a listener at the address that all references name, which must hear nothing.
"""

from __future__ import annotations

import json
import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from storage.formats.registry import formats

ROOT = Path(__file__).resolve().parents[2]
ROUTES = 'ip link set lo up && ip route add default dev lo && exec "$@"'  # everything leads to this machine
WINDOW_IS_THERE = 90  # actions that a window has at least


def in_a_namespace(command: list[str]) -> list[str]:
    return ["unshare", "-rn", "sh", "-c", ROUTES, "sh", *command]


def has_namespaces() -> bool:
    if not (sys.platform.startswith("linux") and shutil.which("unshare") and shutil.which("ip")):
        return False
    return subprocess.run(in_a_namespace(["true"]), capture_output=True).returncode == 0


HAS_NAMESPACES = has_namespaces()


@contextmanager
def listening() -> Iterator[tuple[str, list[bool]]]:
    """(the address that references name, whether somebody came); a listener of this test's own."""
    with socket.create_server(("127.0.0.1", 0)) as trap:
        trap.setblocking(False)
        came: list[bool] = []
        yield f"127.0.0.1:{trap.getsockname()[1]}", came
        try:
            trap.accept()[0].close()
            came.append(True)
        except BlockingIOError:
            pass


def use_everything(folder: Path, address: str, *, apart: bool) -> tuple[dict[str, Any], float]:
    """(what the child says, seconds that it took)."""
    folder.mkdir()
    command = [sys.executable, "-m", "tests.reliability.everything", str(folder), address]
    env = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "PYTHONPATH": str(ROOT)}
    began = time.monotonic()
    ran = subprocess.run(
        in_a_namespace(command) if apart else command, cwd=ROOT, env=env, capture_output=True, text=True, timeout=240
    )
    assert ran.returncode == 0, ran.stderr[-3000:]
    return json.loads(ran.stdout.splitlines()[-1]), time.monotonic() - began


def check(said: dict[str, Any]) -> None:
    assert said["asked"] == [], "Python's sockets were asked for these"
    assert said["window"] == said["loaded"] == [] and not said["qt_network"], "ways into the net that are loaded"
    assert said["rich"] == [], "words that would have been taken for HTML"
    assert said["opened"] == ["http://example.org/a", "https://example.org", "mailto:a@example.org"]
    assert len(said["done"]) >= WINDOW_IS_THERE
    assert said["came"] == 9
    assert set(said["went"]) == {"svg", "png", "pdf", *(f.name for f in formats() if f.can_write)}


def test_everything_is_used_and_nothing_leaves_the_machine(tmp_path: Path) -> None:
    with listening() as (address, came):
        said, _seconds = use_everything(tmp_path / "used", address, apart=HAS_NAMESPACES)
    check(said)
    assert not came
    if HAS_NAMESPACES:
        assert said["sent"] and not any(said["sent"].values()), said["sent"]


@pytest.mark.skipif(not HAS_NAMESPACES, reason="unshare -rn is not allowed here")
def test_the_kernel_would_have_counted_it() -> None:
    tries = (
        "import socket, json; from tests.reliability.everything import counters\n"
        "tcp = socket.socket()\ntcp.setblocking(False)\ntcp.connect_ex(('203.0.113.1', 80))\n"
        "socket.socket(type=socket.SOCK_DGRAM).sendto(b'x', ('203.0.113.1', 53))\n"
        "print(json.dumps(counters()))"
    )
    ran = subprocess.run(
        in_a_namespace([sys.executable, "-c", tries]), cwd=ROOT, capture_output=True, text=True, check=True
    )
    sent = json.loads(ran.stdout)
    assert sent["ActiveOpens"] == 1 and sent["OutDatagrams"] == 1


@pytest.mark.soak
@pytest.mark.skipif(not HAS_NAMESPACES, reason="unshare -rn is not allowed here")
def test_without_a_network_nothing_waits(tmp_path: Path) -> None:
    with listening() as (address, came):
        here, seconds = use_everything(tmp_path / "here", address, apart=False)
    check(here)
    assert not came
    apart, longer = use_everything(tmp_path / "apart", address, apart=True)
    check(apart)
    print(f"{seconds:.1f} s with a network, {longer:.1f} s without")
    assert longer < 1.5 * seconds + 3
