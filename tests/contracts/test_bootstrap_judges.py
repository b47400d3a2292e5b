"""bootstrap.py installs other programs' readers once, says why where it cannot, and goes on where there are none."""

from pathlib import Path

import pytest

import bootstrap


@pytest.fixture
def judged(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What `prepare_judges` starts, each command played by a fake that makes what the real one would."""
    packages = tmp_path / "tests" / "judges"
    packages.mkdir(parents=True)
    (packages / "package-lock.json").write_text("{}")
    monkeypatch.setattr(bootstrap, "NODE_PACKAGES", packages)
    monkeypatch.setattr(bootstrap, "JUDGES", tmp_path / ".venv-judges")
    monkeypatch.setattr(bootstrap, "JUDGES_PYTHON", tmp_path / ".venv-judges" / "python")
    monkeypatch.setattr(bootstrap, "JUDGES_STAMP", tmp_path / ".venv-judges" / "stamp.json")
    monkeypatch.setattr(bootstrap, "JUDGES_LOCK", tmp_path / "requirements-judges.lock")
    bootstrap.JUDGES_LOCK.write_text("# judges\n")
    monkeypatch.setattr(bootstrap, "judges_lacking", lambda: "")
    steps: list[str] = []

    def start(command: list[object]) -> int:
        words = [str(part) for part in command]
        step = next(name for name in ("venv", "pip", "npm.py") if any(word.endswith(name) for word in words))
        steps.append(step)
        bootstrap.JUDGES.mkdir(exist_ok=True)
        bootstrap.JUDGES_PYTHON.touch()
        if step == "npm.py":
            (packages / "node_modules").mkdir(exist_ok=True)
        return 0

    monkeypatch.setattr(bootstrap, "start", start)
    return steps


def test_the_judges_are_installed_once(judged: list[str]) -> None:
    bootstrap.prepare_judges()
    bootstrap.prepare_judges()
    assert judged == ["venv", "pip", "npm.py"]
    bootstrap.JUDGES_LOCK.write_text("# newer\n")
    bootstrap.prepare_judges()
    (bootstrap.NODE_PACKAGES / "node_modules").rmdir()
    bootstrap.prepare_judges()
    assert len(judged) == 9


@pytest.mark.parametrize(("failing", "said"), [("pip", "requirements-judges.lock"), ("npm.py", "by npm")])
def test_judges_that_cannot_be_installed_stop_with_a_sentence(
    judged: list[str], failing: str, said: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    start = bootstrap.start
    monkeypatch.setattr(bootstrap, "start", lambda command: start(command) or judged[-1] == failing)
    with pytest.raises(bootstrap.SetupError, match=said):
        bootstrap.prepare_judges()
    assert not bootstrap.JUDGES_STAMP.exists()


def test_where_there_are_no_judges_that_is_said_and_the_rest_goes_on(
    judged: list[str], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(bootstrap, "judges_lacking", lambda: "there are none")
    bootstrap.prepare_judges()
    assert judged == []
    assert capsys.readouterr().out == "Tests that need other programs' readers are skipped: there are none\n"


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("sys.platform", "freebsd14", "freebsd14"),
        ("sys.version_info", (3, 14, 0), "3.13"),
        ("platform.machine", lambda: "riscv64", "riscv64"),
        ("platform.libc_ver", lambda: ("musl", ""), "GNU"),
    ],
)
def test_why_a_machine_has_no_judges(name: str, value: object, said: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.platform", "linux")
    monkeypatch.setattr("platform.machine", lambda: "x86_64")
    monkeypatch.setattr("platform.libc_ver", lambda: ("glibc", "2.36"))
    monkeypatch.setattr("sys.version_info", (3, 12, 0))
    assert bootstrap.judges_lacking() == ""
    monkeypatch.setattr(name, value)
    assert said in bootstrap.judges_lacking()
