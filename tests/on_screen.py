#!/usr/bin/env python3
"""Run a command on a virtual screen with a window manager, and leave no process behind.

    python tests/on_screen.py [--size 1440x900] COMMAND [args]

The command sees DISPLAY and QT_QPA_PLATFORM=xcb, never the desktop it was started from. Xvfb and
openbox must be installed.
"""

from __future__ import annotations

import argparse
import contextlib
import ctypes
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence

PATIENCE = 20.0  # seconds until the server and the window manager must be there
PR_SET_PDEATHSIG = 1  # of prctl(2): the signal a process gets when its parent dies
KEEP_OUT = ("WAYLAND_DISPLAY", "XAUTHORITY", "QT_SCALE_FACTOR", "QT_STYLE_OVERRIDE")


def main(arguments: Sequence[str]) -> int:
    """Run the command and give its exit code, 128 + n where signal n ended it."""
    parser = argparse.ArgumentParser(description="Run a command on a virtual screen.")
    parser.add_argument("--size", default="1440x900", help="of the screen, in pixels")
    parser.add_argument("command", nargs=argparse.REMAINDER)
    options = parser.parse_args(arguments)
    if not options.command:
        parser.error("which command?")
    missing = [tool for tool in ("Xvfb", "openbox") if not shutil.which(tool)]
    if missing:
        sys.exit(f"on_screen.py: {' and '.join(missing)} must be installed first.")
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(128 + signal.SIGTERM))
    with screen(options.size) as env, running(options.command, env) as command:
        code = command.wait()
    return 128 - code if code < 0 else code


@contextlib.contextmanager
def screen(size: str = "1440x900") -> Iterator[dict[str, str]]:
    """An X server with a window manager; gives the environment that leads programs to it."""
    ready, said = os.pipe()
    server = ["Xvfb", "-displayfd", str(said), "-screen", "0", f"{size}x24", "-nolisten", "tcp", "-noreset"]
    with running(server, dict(os.environ), quiet=True, pass_fds=[said]):
        os.close(said)
        with open(ready, encoding="ascii") as answer:
            number = answer.readline().strip()
        if not number:
            sys.exit("on_screen.py: Xvfb did not start.")
        env = {name: value for name, value in os.environ.items() if name not in KEEP_OUT}
        env |= {"DISPLAY": f":{number}", "QT_QPA_PLATFORM": "xcb", "XDG_SESSION_TYPE": "x11"}
        with running(["openbox", "--sm-disable"], env, quiet=True) as manager:
            await_manager(manager, env)
            yield env


def await_manager(manager: subprocess.Popen[bytes], env: dict[str, str]) -> None:
    """Return when windows are managed; a test that asks for the focus earlier would not get it."""
    asked = ["xdotool", "get_num_desktops"] if shutil.which("xdotool") else ["sleep", "1"]
    deadline = time.monotonic() + PATIENCE
    while subprocess.run(asked, env=env, capture_output=True).returncode:
        if manager.poll() is not None or time.monotonic() > deadline:
            sys.exit("on_screen.py: openbox did not start.")
        time.sleep(0.02)


@contextlib.contextmanager
def running(
    command: Sequence[str], env: dict[str, str], quiet: bool = False, pass_fds: Sequence[int] = ()
) -> Iterator[subprocess.Popen[bytes]]:
    """A process in a group of its own; at the end the whole group is gone, what it started included."""
    output = subprocess.DEVNULL if quiet else None
    process = subprocess.Popen(
        command,
        env=env,
        stdout=output,
        stderr=output,
        pass_fds=pass_fds,
        process_group=0,
        preexec_fn=die_with_us,
    )
    try:
        yield process
    finally:
        for signum in (signal.SIGTERM, signal.SIGKILL):
            with contextlib.suppress(ProcessLookupError):
                os.killpg(process.pid, signum)
            with contextlib.suppress(subprocess.TimeoutExpired):
                process.wait(timeout=3)


def die_with_us() -> None:
    """Ask Linux to end this child should we be killed without a chance to tidy up."""
    with contextlib.suppress(AttributeError, OSError):
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGTERM)


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except KeyboardInterrupt:
        sys.exit(130)
