"""bootstrap.py is what a newcomer meets first: it says what is wrong and trusts no half-made environment.

apt-get and sudo are played by small scripts on PATH that write down what they were asked.
"""

import hashlib
import os
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Callable
from contextlib import nullcontext
from pathlib import Path

import pytest

import bootstrap

ROOT = Path(__file__).resolve().parents[2]
SCREENS = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
on_linux = pytest.mark.skipif(sys.platform != "linux", reason="only Linux has Debian packages and no screen")

Programs = Callable[..., None]


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project folder with two locks and no environment yet; a space in its path."""
    root = tmp_path / "my project"
    root.mkdir()
    locks = {"run": root / "requirements.lock", "dev": root / "requirements-dev.lock"}
    for extent, lock in locks.items():
        lock.write_text(f"# {extent}\n")
    windows = os.name == "nt"
    monkeypatch.setattr(bootstrap, "ROOT", root)
    monkeypatch.setattr(bootstrap, "VENV", root / ".venv")
    monkeypatch.setattr(bootstrap, "PYTHON", root / ".venv" / ("Scripts/python.exe" if windows else "bin/python"))
    monkeypatch.setattr(bootstrap, "STAMP", root / ".venv" / "stamp.json")
    monkeypatch.setattr(bootstrap, "LOCKS", locks)
    return root


@pytest.fixture
def done(project: Path, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What `prepare` set about doing, the slow steps played by fakes."""
    steps: list[str] = []

    def make_venv() -> None:
        steps.append("venv")
        bootstrap.PYTHON.parent.mkdir(parents=True, exist_ok=True)
        bootstrap.PYTHON.touch()

    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setattr(bootstrap, "LOADER_CACHE", project / "ld.so.cache")
    monkeypatch.setattr(bootstrap, "make_venv", make_venv)
    monkeypatch.setattr(bootstrap, "install", lambda lock: steps.append(lock.name))
    monkeypatch.setattr(bootstrap, "make_qt_load", lambda: steps.append("qt"))
    return steps


@pytest.fixture
def programs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Programs:
    """Put scripts on an otherwise empty PATH: `programs(sudo="exit 1")`; each also logs its call."""
    folder = tmp_path / "programs"
    folder.mkdir()
    monkeypatch.setenv("PATH", str(folder))
    monkeypatch.setenv("LOG", str(tmp_path / "log"))

    def add(**scripts: str) -> None:
        for name, script in scripts.items():
            program = folder / name.replace("_", "-")
            program.write_text(f'#!/bin/sh\necho "{program.name} $*" >>"$LOG"\n{script}\n')
            program.chmod(0o755)

    return add


def calls(tmp_path: Path) -> list[str]:
    log = tmp_path / "log"
    lines = log.read_text().splitlines() if log.exists() else []
    return [line.replace("-qq -o DPkg::Lock::Timeout=300 ", "") for line in lines]


def run_bootstrap(*arguments: str, **variables: str) -> subprocess.CompletedProcess[str]:
    env = {name: value for name, value in os.environ.items() if name not in SCREENS} | variables
    command = [sys.executable, str(ROOT / "bootstrap.py"), *arguments]
    return subprocess.run(command, env=env, capture_output=True, text=True)


# What it says


@on_linux
def test_without_a_display_run_says_what_to_do() -> None:
    answer = run_bootstrap("run")
    assert (answer.returncode, answer.stdout) == (1, "")
    assert answer.stderr == f"bootstrap.py: {bootstrap.NO_DISPLAY}\n"
    assert "DISPLAY" in bootstrap.NO_DISPLAY and "QT_QPA_PLATFORM" in bootstrap.NO_DISPLAY


@on_linux
@pytest.mark.parametrize("name", SCREENS)
def test_any_way_to_a_screen_will_do(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    for screen in SCREENS:
        monkeypatch.delenv(screen, raising=False)
    assert bootstrap.no_display()
    monkeypatch.setenv(name, "something")
    assert not bootstrap.no_display()


def test_an_unknown_command_is_named_with_the_known_ones() -> None:
    answer = run_bootstrap("tset")
    assert (answer.returncode, answer.stdout) == (1, "")
    assert answer.stderr == f"bootstrap.py: unknown command 'tset'; usage: {bootstrap.USAGE}\n"


def test_an_old_python_is_told_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bootstrap, "OLDEST", (99, 0))
    with pytest.raises(bootstrap.SetupError, match=r"^Python 99\.0 or newer is needed, and this is 3"):
        bootstrap.main(["setup"])


# The stamp


def test_what_was_done_is_not_done_again(done: list[str]) -> None:
    bootstrap.prepare("dev")
    assert done == ["venv", "requirements-dev.lock", "qt"]
    bootstrap.prepare("dev")
    bootstrap.prepare("run")
    assert done == ["venv", "requirements-dev.lock", "qt"]


def test_what_runs_does_not_yet_test(done: list[str]) -> None:
    bootstrap.prepare("run")
    bootstrap.prepare("dev")
    assert [step for step in done if step.endswith(".lock")] == ["requirements.lock", "requirements-dev.lock"]


def test_a_changed_lock_is_installed(done: list[str]) -> None:
    bootstrap.prepare("dev")
    bootstrap.LOCKS["dev"].write_text("# newer\n")
    bootstrap.prepare("dev")
    assert done.count("requirements-dev.lock") == 2


def test_another_python_gets_its_own_environment(done: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    bootstrap.prepare("dev")
    monkeypatch.setattr(sys, "version", "3.99.0 (another)")
    bootstrap.prepare("dev")
    assert done.count("requirements-dev.lock") == 2


def test_an_environment_that_lost_its_python_is_made_again(done: list[str]) -> None:
    bootstrap.prepare("dev")
    bootstrap.PYTHON.unlink()
    bootstrap.prepare("dev")
    assert done.count("venv") == 2


@pytest.mark.parametrize("trouble", [KeyboardInterrupt(), bootstrap.SetupError("no network")])
def test_an_interrupted_installation_leaves_no_stamp(
    trouble: BaseException, done: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    bootstrap.prepare("run")

    def fail(_lock: Path) -> None:
        assert not bootstrap.STAMP.exists(), "the old stamp stands while packages are half installed"
        raise trouble

    with monkeypatch.context() as patch:
        patch.setattr(bootstrap, "install", fail)
        with pytest.raises(type(trouble)):
            bootstrap.prepare("dev")
    assert bootstrap.read_stamp() == {}
    bootstrap.prepare("dev")
    assert "requirements-dev.lock" in done


@pytest.mark.parametrize("text", ["", '{"lock": "ab', "[]", "\x00"])
def test_a_damaged_stamp_counts_as_none(text: str, done: list[str]) -> None:
    bootstrap.prepare("dev")
    bootstrap.STAMP.write_text(text)
    bootstrap.prepare("dev")
    assert done.count("requirements-dev.lock") == 2


def test_qt_is_tried_again_when_the_systems_libraries_change(done: list[str]) -> None:
    bootstrap.prepare("dev")
    bootstrap.LOADER_CACHE.write_text("one library less")
    bootstrap.prepare("dev")
    bootstrap.prepare("dev")
    assert done == ["venv", "requirements-dev.lock", "qt", "qt"]


def test_qt_that_does_not_load_is_not_remembered_as_loading(done: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    def fail() -> None:
        raise bootstrap.SetupError("Qt does not load")

    with monkeypatch.context() as patch:
        patch.setattr(bootstrap, "make_qt_load", fail)
        with pytest.raises(bootstrap.SetupError):
            bootstrap.prepare("dev")
    bootstrap.prepare("dev")
    assert done[-1] == "qt"


# System packages

APT_LINE = "install -y --no-install-recommends git xvfb"


@on_linux
@pytest.mark.parametrize("sudo", [None, "exit 1"], ids=["no sudo", "sudo asks for a password"])
def test_without_rights_the_exact_command_is_printed(
    sudo: str | None, programs: Programs, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    programs(apt_get="exit 0", **({"sudo": sudo} if sudo else {}))
    monkeypatch.setattr(os, "geteuid", lambda: 1000)
    with pytest.raises(bootstrap.SetupError) as caught:
        bootstrap.install_packages(["git", "xvfb"], "the tests need git, Xvfb")
    assert str(caught.value) == (f"the tests need git, Xvfb; run: sudo apt-get update && sudo apt-get {APT_LINE}")
    assert not [call for call in calls(tmp_path) if call.startswith("apt-get")]


@on_linux
def test_packages_are_installed_with_a_sudo_that_asks_nothing(
    programs: Programs, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    programs(apt_get="exit 0", sudo='shift; [ "$1" = true ] || "$@"')
    monkeypatch.setattr(os, "geteuid", lambda: 1000)
    bootstrap.install_packages(["git", "xvfb"], "why")
    assert calls(tmp_path) == ["sudo -n true", f"sudo -n apt-get {APT_LINE}", f"apt-get {APT_LINE}"]


@on_linux
def test_old_package_lists_are_updated(programs: Programs, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    lists = tmp_path / "lists"
    programs(apt_get=f'case "$*" in *update) echo >{lists};; *) [ -e {lists} ];; esac')
    monkeypatch.setattr(os, "geteuid", lambda: 0)
    bootstrap.install_packages(["git", "xvfb"], "why")
    assert calls(tmp_path) == [f"apt-get {APT_LINE}", "apt-get update", f"apt-get {APT_LINE}"]


@on_linux
def test_a_failing_apt_get_is_shown(
    programs: Programs, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    programs(apt_get="echo E: no such package >&2; exit 100")
    monkeypatch.setattr(os, "geteuid", lambda: 0)
    with pytest.raises(bootstrap.SetupError, match=r"why, and this failed: apt-get .*install.* git"):
        bootstrap.install_packages(["git"], "why")
    assert "E: no such package" in capsys.readouterr().err


@on_linux
def test_only_missing_tools_are_asked_for(programs: Programs, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []
    monkeypatch.setattr(bootstrap, "install_packages", lambda packages, _why: asked.extend(packages))
    programs(git="exit 0", openbox="exit 0", cmark="exit 0", dot="exit 0")
    bootstrap.install_tools()
    assert asked == ["xvfb", "xdotool"]


@on_linux
def test_without_apt_get_the_packages_are_named(programs: Programs) -> None:
    programs()
    with pytest.raises(bootstrap.SetupError, match="install what Debian calls git with this system's"):
        bootstrap.install_packages(["git"], "why")


@on_linux
def test_qt_that_does_not_load_gets_its_libraries(monkeypatch: pytest.MonkeyPatch) -> None:
    complaints = iter(["OSError: libEGL.so.1: cannot open shared object file", ""])
    asked: list[str] = []
    monkeypatch.setattr(bootstrap, "qt_complaint", lambda: next(complaints))
    monkeypatch.setattr(bootstrap, "install_packages", lambda packages, why: asked.extend([*packages, why]))
    bootstrap.make_qt_load()
    assert {"libegl1", "libxcb-cursor0"} < set(asked)
    assert "libEGL.so.1" in asked[-1]


@on_linux
def test_the_probe_sees_a_library_that_is_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bootstrap, "PYTHON", Path(sys.executable))
    assert bootstrap.qt_complaint() == ""
    monkeypatch.setattr(bootstrap, "QT_PROBE", bootstrap.QT_PROBE.replace("libqxcb", "libqgone"))
    assert "libqgone.so" in bootstrap.qt_complaint()


# What it starts


@pytest.fixture
def started(monkeypatch: pytest.MonkeyPatch) -> list[tuple[list[str], dict[str, str] | None]]:
    """The commands that `main` comes to start, with the environment they would see."""
    commands: list[tuple[list[str], dict[str, str] | None]] = []

    def start(command: list[object], cwd: object = None, env: dict[str, str] | None = None) -> int:
        commands.append(([str(part) for part in command], env))
        return 3

    for step in ("prepare", "prepare_judges", "install_tools"):
        monkeypatch.setattr(bootstrap, step, lambda *_: None)
    monkeypatch.setattr(bootstrap, "start", start)
    for name in SCREENS:
        monkeypatch.delenv(name, raising=False)
    return commands


def test_test_passes_arguments_on_and_opens_no_window(
    started: list[tuple[list[str], dict[str, str]]], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert bootstrap.main(["test", "tests/models", "-k", "anchors"]) == 3
    bootstrap.main(["test"])
    monkeypatch.setenv("QT_QPA_PLATFORM", "xcb")
    bootstrap.main(["test"])
    if sys.platform == "linux":
        flows = started.pop(2)[0]
        assert flows[-1] == str(ROOT / "tests" / "flows") and "tests.own_screen" in flows
        assert started[1][0][-2:] == ["--ignore", flows[-1]]
        del started[1][0][-2:]
    (command, env), (whole, _env), (plain, kept) = started
    assert whole[1:] == ["-m", "pytest", "-n", "auto", "--dist", "loadfile"]
    assert command[1:] == ["-m", "pytest", "tests/models", "-k", "anchors"]
    assert plain[1:] == ["-m", "pytest"]
    assert (env["QT_QPA_PLATFORM"], kept["QT_QPA_PLATFORM"]) == ("offscreen", "xcb")


@on_linux
@pytest.mark.parametrize(("codes", "code"), [((0, 0), 0), ((1, 0), 1), ((0, 2), 2), ((1, 2), 2)])
def test_flows_run_and_count_whatever_the_other_tests_said(
    codes: tuple[int, int], code: int, started: list[tuple[list[str], dict[str, str]]], monkeypatch: pytest.MonkeyPatch
) -> None:
    left = list(codes)
    monkeypatch.setattr(bootstrap, "start", lambda *_command, **_more: left.pop(0))
    assert bootstrap.main(["test"]) == code
    assert left == []


def test_run_passes_arguments_on(
    started: list[tuple[list[str], dict[str, str]]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DISPLAY", ":7")
    assert bootstrap.main(["run", "a file.counterpoint", "--lang", "de"]) == 3
    assert started[0][0][1:] == [str(ROOT / "main.py"), "a file.counterpoint", "--lang", "de"]


@pytest.mark.parametrize(
    ("script", "code"),
    [
        ("raise SystemExit(7)", 7),
        pytest.param("import os; os.kill(os.getpid(), 9)", 137, marks=on_linux),
        ("", 0),
    ],
)
def test_exit_codes_are_passed_on(script: str, code: int) -> None:
    assert bootstrap.start([sys.executable, "-c", script]) == code


# The real thing, as far as it goes without a network


def make_wheel(folder: Path) -> Path:
    """The smallest package that pip installs: one module that holds nothing."""
    wheel = folder / "tiny-1.0-py3-none-any.whl"
    info = "tiny-1.0.dist-info"
    with zipfile.ZipFile(wheel, "w") as archive:
        archive.writestr("tiny.py", "")
        archive.writestr(f"{info}/METADATA", "Metadata-Version: 2.1\nName: tiny\nVersion: 1.0\n")
        archive.writestr(f"{info}/WHEEL", "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n")
        archive.writestr(f"{info}/RECORD", "")
    return wheel


@pytest.mark.slow
def test_a_real_environment_in_a_folder_with_a_space(project: Path) -> None:
    bootstrap.make_venv()
    wheel = make_wheel(project)
    lock = bootstrap.LOCKS["run"]
    digest = hashlib.sha256(wheel.read_bytes()).hexdigest()
    for hashes in ("", f" --hash=sha256:{'0' * 64}", f" --hash=sha256:{digest}"):
        lock.write_text(f"tiny @ {wheel.as_uri()}{hashes}\n")
        good = digest in hashes
        with nullcontext() if good else pytest.raises(bootstrap.SetupError, match=r"^the packages of require"):
            bootstrap.install(lock)
        found = bootstrap.start([bootstrap.PYTHON, "-c", "import tiny"]) == 0
        assert found is good
    bootstrap.make_venv()
    assert bootstrap.start([bootstrap.PYTHON, "-c", "import tiny"]) == 0, "a good environment was made anew"
    shutil.rmtree(next(bootstrap.VENV.glob("[Ll]ib/**/site-packages/pip")))
    bootstrap.make_venv()
    assert bootstrap.start([bootstrap.PYTHON, "-c", "import pip"]) == 0, "one without pip was kept"
