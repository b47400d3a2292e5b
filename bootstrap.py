#!/usr/bin/env python3
"""Set Counterpoint up and start it, with nothing but Python: this file needs the standard library alone.

    python bootstrap.py setup           make .venv with all that developing needs
    python bootstrap.py run [args]      start the program; args go to main.py
    python bootstrap.py test [args]     run the tests; args go to pytest. Without args: all of them, those of
                                        tests/flows on virtual screens
    python bootstrap.py flows [args]    run tests/flows on virtual screens; args go to pytest

Whatever is missing is installed first: the packages of the lock files into .venv, and on Debian and its
children the system libraries and tools. Other programs' readers, which the tests judge our files by, go into an
environment of their own, .venv-judges. Stamps remember what was done, so that the next start loses no time.
"""

from __future__ import annotations

import hashlib
import json
import os
import platform
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import NoReturn

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
PYTHON = VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
STAMP = VENV / "counterpoint-stamp.json"
LOCKS = {"run": ROOT / "requirements.lock", "dev": ROOT / "requirements-dev.lock"}
JUDGES = ROOT / ".venv-judges"
JUDGES_PYTHON = JUDGES / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
JUDGES_STAMP = JUDGES / "counterpoint-stamp.json"
JUDGES_LOCK = ROOT / "requirements-judges.lock"
NODE_PACKAGES = ROOT / "tests" / "judges"
FLOWS = ROOT / "tests" / "flows"
PARALLEL = ("-n", "auto", "--dist", "loadfile")
LOADER_CACHE = Path("/etc/ld.so.cache")
OLDEST = (3, 11)

QT_PACKAGES = (
    "libgl1 libegl1 libglib2.0-0 libfontconfig1 libxkbcommon0 libdbus-1-3 fonts-dejavu-core libxcb-cursor0"
    " libxcb-icccm4 libxcb-keysyms1 libxcb-shape0 libxcb-xkb1 libxkbcommon-x11-0"
)
# What the tests start, and the Debian package it comes in.
TEST_TOOLS = {
    "git": "git",
    "Xvfb": "xvfb",
    "openbox": "openbox",
    "xdotool": "xdotool",
    "cmark": "cmark",
    "dot": "graphviz",
}
QT_PROBE = """
import ctypes, pathlib, PySide6.QtPrintSupport, PySide6.QtSvg, PySide6.QtWidgets
folder = pathlib.Path(PySide6.__file__).parent / "Qt" / "plugins" / "platforms"
for plugin in ("libqoffscreen.so", "libqxcb.so"):
    ctypes.CDLL(str(folder / plugin))
"""
NO_DISPLAY = (
    "there is no display to open a window on: start it in a desktop session, set DISPLAY or WAYLAND_DISPLAY,"
    " or set QT_QPA_PLATFORM=offscreen for a command that shows no window"
)
USAGE = "python bootstrap.py setup | run [args] | test [args] | flows [args]"


class SetupError(Exception):
    """What stops the set-up, as one sentence for the person at the keyboard."""


def main(arguments: Sequence[str]) -> int:
    """Carry out one command; the exit code is that of the program or the tests."""
    command, *rest = arguments or ["run"]
    if command in ("-h", "--help", "help"):
        print(__doc__)
        return 0
    if command not in ("setup", "run", "test", "flows"):
        raise SetupError(f"unknown command {command!r}; usage: {USAGE}")
    if sys.version_info < OLDEST:
        needed = ".".join(map(str, OLDEST))
        raise SetupError(f"Python {needed} or newer is needed, and this is {platform.python_version()}")
    if command == "run":
        if no_display():
            raise SetupError(NO_DISPLAY)
        prepare("run")
        return start([PYTHON, ROOT / "main.py", *rest])
    if command in ("test", "flows"):
        install_tools()
    prepare("dev")
    prepare_judges()
    if command == "setup":
        print(f"Ready: {PYTHON}")
        return 0
    return flows(rest) if command == "flows" else test(rest)


def test(rest: Sequence[str]) -> int:
    """Run the tests, those of `rest` or all of them; the exit code."""
    pytest: list[str | Path] = [PYTHON, "-m", "pytest", *rest]
    offscreen = {"QT_QPA_PLATFORM": "offscreen", **os.environ}
    if rest or offscreen["QT_QPA_PLATFORM"] != "offscreen":
        return start(pytest, cwd=ROOT, env=offscreen)
    pytest += PARALLEL  # all of them, and no screen to share: on every processor
    if sys.platform != "linux":
        return start(pytest, cwd=ROOT, env=offscreen)
    code = start([*pytest, "--ignore", FLOWS], cwd=ROOT, env=offscreen)
    return flows([]) or code


def flows(rest: Sequence[str]) -> int:
    """Run the tests with real keys and a real mouse on virtual screens; the exit code."""
    pytest: list[str | Path] = [PYTHON, "-m", "pytest", *rest]
    if rest:
        return start([PYTHON, ROOT / "tests" / "on_screen.py", *pytest, FLOWS], cwd=ROOT)
    return start([*pytest, "-p", "tests.own_screen", *PARALLEL, FLOWS], cwd=ROOT)


def no_display() -> bool:
    """Whether a window could not open here; only Linux can be without a display."""
    return sys.platform == "linux" and not any(
        os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    )


def start(command: Sequence[str | Path], cwd: Path | None = None, env: dict[str, str] | None = None) -> int:
    """Run a command to its end and give its exit code, 128 + n where signal n ended it."""
    code = subprocess.run([str(part) for part in command], cwd=cwd, env=env).returncode
    return 128 - code if code < 0 else code


def prepare(extent: str) -> None:
    """Have .venv hold what `extent` ("run" or "dev") needs, and Qt able to start."""
    stamp = read_stamp()
    wanted = fingerprint(extent)
    if stamp.get("lock") not in (wanted, fingerprint("dev")):
        STAMP.unlink(missing_ok=True)
        make_venv()
        install(LOCKS[extent])
        stamp = {"lock": wanted}
    if sys.platform == "linux" and stamp.get("qt") != loader_state():
        make_qt_load()
        stamp["qt"] = loader_state()
    if stamp != read_stamp():
        write_stamp(stamp)


def fingerprint(extent: str) -> str:
    """What a finished installation is known by: the lock's bytes and this very Python."""
    return hashlib.sha256(LOCKS[extent].read_bytes() + sys.version.encode()).hexdigest()


def loader_state() -> str:
    """Changes whenever a shared library is installed or removed, so that Qt is tried again then."""
    try:
        state = LOADER_CACHE.stat()
    except OSError:
        return "unknown"
    return f"{state.st_mtime_ns}-{state.st_size}"


def read_stamp() -> dict[str, str]:
    """What was finished here before; empty when nothing was, or when .venv lost its Python."""
    try:
        stamp = json.loads(STAMP.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return stamp if isinstance(stamp, dict) and PYTHON.exists() else {}


def write_stamp(stamp: dict[str, str]) -> None:
    """Replace the stamp in one step, so that there is never half a stamp."""
    fresh = STAMP.with_suffix(".new")
    fresh.write_text(json.dumps(stamp), encoding="utf-8")
    fresh.replace(STAMP)


def make_venv() -> None:
    """Make .venv anew unless it holds this very Python with a pip that works."""
    asked = [str(PYTHON), "-c", "import sys, pip; print(sys.version)"]
    if PYTHON.exists():
        answer = subprocess.run(asked, capture_output=True, text=True)
        if answer.stdout.strip() == sys.version.strip():
            return
    if not python_can_make_venvs():
        install_packages(["python3-venv"], "Python cannot make virtual environments")
    print("Making .venv", flush=True)
    if start([sys.executable, "-m", "venv", "--clear", VENV]):
        raise SetupError(f"the virtual environment {VENV} could not be made")


def python_can_make_venvs() -> bool:
    """Debian ships ensurepip, which venv needs, in a package of its own."""
    asked = [sys.executable, "-c", "import ensurepip, venv"]
    return subprocess.run(asked, capture_output=True).returncode == 0


def install(lock: Path) -> None:
    """Install a lock file, every file checked against its hash, and nothing compiled from sources."""
    print(f"Installing {lock.name}", flush=True)
    pip: list[str | Path] = [
        PYTHON,
        "-m",
        "pip",
        "--disable-pip-version-check",
        "install",
        "-qq",
        "--no-input",
    ]
    if start([*pip, "--require-hashes", "--only-binary", ":all:", "--requirement", lock]):
        raise SetupError(f"the packages of {lock.name} could not be installed; what pip says above tells why")


def prepare_judges() -> None:
    """Have .venv-judges and tests/judges/node_modules hold what the tests judge files by, where that exists."""
    wanted = hashlib.sha256(sys.version.encode())
    for lock in (JUDGES_LOCK, NODE_PACKAGES / "package-lock.json"):
        wanted.update(lock.read_bytes())
    packages = NODE_PACKAGES / "node_modules"
    try:
        stamp = JUDGES_STAMP.read_text(encoding="utf-8")
    except OSError:
        stamp = ""
    if stamp == wanted.hexdigest() and JUDGES_PYTHON.exists() and packages.exists():
        return
    if lacking := judges_lacking():
        print(f"Tests that need other programs' readers are skipped: {lacking}", flush=True)
        return
    JUDGES_STAMP.unlink(missing_ok=True)
    print(f"Installing {JUDGES_LOCK.name}", flush=True)
    if start([PYTHON, "-m", "venv", "--clear", "--without-pip", JUDGES]):
        raise SetupError(f"the virtual environment {JUDGES} could not be made")
    pip: list[str | Path] = [PYTHON, "-m", "pip", "--python", JUDGES_PYTHON, "--disable-pip-version-check"]
    pip += ["install", "-qq", "--no-input", "--no-compile", "--require-hashes", "--only-binary", ":all:"]
    if start([*pip, "--requirement", JUDGES_LOCK]):
        raise SetupError(f"the packages of {JUDGES_LOCK.name} could not be installed; what pip says above tells why")
    flags = ["ci", "--silent", "--no-audit", "--no-fund", "--ignore-scripts", "--no-update-notifier"]
    shutil.rmtree(packages, ignore_errors=True)
    if start([JUDGES_PYTHON, NODE_PACKAGES / "npm.py", *flags]):
        raise SetupError("the packages of tests/judges/package-lock.json could not be installed by npm")
    JUDGES_STAMP.write_text(wanted.hexdigest(), encoding="utf-8")


def judges_lacking() -> str:
    """Why the judges' packages do not exist for this machine; empty where they do."""
    if sys.version_info >= (3, 14):
        return "their packages are made for Python 3.11 to 3.13"
    if sys.platform not in ("linux", "darwin", "win32"):
        return f"their packages are not made for {sys.platform}"
    machine = platform.machine().lower()
    if machine not in ("x86_64", "amd64", "arm64", "aarch64"):
        return f"their packages are not made for processors of the kind {machine}"
    if sys.platform == "linux" and platform.libc_ver()[0] != "glibc":
        return "their packages are made for systems with the GNU C library"
    return ""


def make_qt_load() -> None:
    """Install the system libraries that Qt's platform plugins need where one is missing."""
    missing = qt_complaint()
    if missing:
        install_packages(QT_PACKAGES.split(), f"Qt does not load ({missing})")
        missing = qt_complaint()
    if missing:
        raise SetupError(f"Qt still does not load: {missing}")


def qt_complaint() -> str:
    """Why Qt's offscreen and xcb plugins do not load; empty when they do."""
    answer = subprocess.run([str(PYTHON), "-c", QT_PROBE], capture_output=True, text=True)
    if answer.returncode == 0:
        return ""
    return (answer.stderr.strip().splitlines() or [f"exit code {answer.returncode}"])[-1]


def install_tools() -> None:
    """Install the programs that the tests start, on Linux, where they are missing."""
    missing = [name for name in TEST_TOOLS if not shutil.which(name)]
    if sys.platform == "linux" and missing:
        install_packages([TEST_TOOLS[name] for name in missing], "the tests need " + ", ".join(missing))


def install_packages(packages: Sequence[str], why: str) -> None:
    """Install Debian packages where that takes no question; otherwise say which command does it."""
    names = " ".join(packages)
    if not shutil.which("apt-get"):
        raise SetupError(f"{why}: install what Debian calls {names} with this system's package manager")
    install = ["install", "-y", "--no-install-recommends", *packages]
    rights = administrator()
    if rights is None:
        raise SetupError(f"{why}; run: sudo apt-get update && sudo apt-get {' '.join(install)}")
    print(f"Installing system packages: {names}", flush=True)
    apt = [*rights, "apt-get", "-qq", "-o", "DPkg::Lock::Timeout=300"]
    env = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    done = subprocess.run([*apt, *install], env=env, capture_output=True, text=True)
    if done.returncode:  # the lists of packages may be missing or too old
        subprocess.run([*apt, "update"], env=env, capture_output=True)
        done = subprocess.run([*apt, *install], env=env, capture_output=True, text=True)
    if done.returncode:
        sys.stderr.write(done.stderr)
        raise SetupError(f"{why}, and this failed: {' '.join([*apt, *install])}")


def administrator() -> list[str] | None:
    """What to put before a command that changes the system; None when that would ask for a password."""
    if os.geteuid() == 0:
        return []
    sudo = ["sudo", "-n"]
    if shutil.which("sudo") and subprocess.run([*sudo, "true"], capture_output=True).returncode == 0:
        return sudo
    return None


def end() -> NoReturn:
    """Start from the command line: errors become one sentence on standard error."""
    try:
        sys.exit(main(sys.argv[1:]))
    except SetupError as error:
        sys.exit(f"bootstrap.py: {error}")  # no full stop: many end with a command to copy
    except KeyboardInterrupt:
        sys.exit(130)


if __name__ == "__main__":
    end()
