"""Uses all of the program on material full of remote references, and prints what it asked the network for.

    python -m tests.reliability.everything FOLDER ADDRESS

Works in FOLDER alone. ADDRESS (host:port) stands in every reference. A child process of tests/reliability/test_private;
the last line is JSON: what Python's sockets were asked for, the links that were opened, which network modules are
loaded, tips and labels that would have been taken for HTML, the formats that went out, and how many files came in.
"""

from __future__ import annotations

import json
import os
import sys
import zipfile
from pathlib import Path
from typing import Any

ASKED: list[str] = []
# ssl is not among them: SQLAlchemy imports asyncio, which imports it
WAYS = ("http.client", "urllib.request", "urllib3", "requests", "PySide6.QtNetwork", "webbrowser", "ftplib", "smtplib")
# what ends the program, asks the system for a file, or takes away what the others work on
LEFT_OUT = (
    "quit",
    "new_project",
    "open_",
    "use_originals",
    "delete",
    "cut",
    "read_again",
    "replace_text",
    "paste_article",
)


def watch(event: str, arguments: tuple[Any, ...]) -> None:
    """Refuse and note whatever goes beyond this machine's own pipes."""
    if event in ("socket.getaddrinfo", "socket.gethostbyname", "socket.gethostbyaddr", "socket.sendto"):
        ASKED.append(f"{event} {arguments[:2]}")
        raise PermissionError("no network")
    if event in ("socket.connect", "socket.bind") and isinstance(arguments[1], tuple):
        ASKED.append(f"{event} {arguments[1]}")
        raise PermissionError("no network")


def material(folder: Path, address: str) -> list[Path]:
    """A document of each kind that fetches something, if it is let."""
    at = f"http://{address}"
    page = (
        f'<html><head><title>A page &amp; its pictures</title><base href="{at}/">'
        f'<link rel="stylesheet" href="{at}/a.css"><script src="{at}/a.js"></script>'
        f'<style>@import url("{at}/b.css"); p {{ background: url({at}/c.png) }}</style></head><body>'
        f'<h1>Barley or oats</h1><p>Barley keeps <img src="{at}/d.png"> better than oats '
        '<a href="javascript:x()">do</a>.'
        f'</p><iframe src="{at}/e.html"></iframe><object data="{at}/f.svg"></object><p>Oats feed more people than '
        f'<a href="{at}/g">barley</a> ever did.</p><p><img src="file:///etc/hostname"'
        f' srcset="{at}/h.png 2x"></p></body>'
    )
    note = f"# Rye\n\nRye grows ![on poor soil]({at}/i.png) where [wheat]({at}/j) fails.\n\n<img src='{at}/k.png'>\n"
    files = {
        "page.html": page,
        "rye.md": note,
        "plain.txt": f"Millet is <img src='{at}/l.png'> old.\n\nIt is at {at}/m and grows fast.\n",
        "saved.mhtml": (
            "MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=x\r\n\r\n--x\r\nContent-Type: text/html\r\n"
            f"Content-Location: {at}/n.html\r\n\r\n{page}\r\n--x--\r\n"
        ),
        "text.rtf": r"{\rtf1\ansi Spelt {\field{\*\fldinst INCLUDEPICTURE \\d "
        + f'"{at}/o.png"'
        + r"}}is an old grain.\par}",
        "refs.bib": f"@article{{a, title={{Grain}}, author={{A. Reader}}, url={{{at}/p}}, year=2001}}\n",
        "map.argdown": f"[Bread]: Bread ![is]({at}/q.png) good. [more]({at}/r)\n"
        f"  + <Taste>: It tastes <img src='{at}/s.png'>.\n",
        "map.opml": f'<?xml version="1.0"?><!DOCTYPE opml SYSTEM "{at}/t.dtd"><opml version="2.0"><head/><body>'
        f'<outline text="Oats &lt;img src=\'{at}/u.png\'&gt;" xmlUrl="{at}/v"/></body></opml>',
    }
    paths = []
    for name, words in files.items():
        (folder / name).write_text(words, "utf-8")
        paths.append(folder / name)
    epub = folder / "book.epub"
    with zipfile.ZipFile(epub, "w") as made:
        made.writestr("mimetype", "application/epub+zip")
        made.writestr(
            "META-INF/container.xml",
            '<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container" version="1.0"><rootfiles>'
            '<rootfile full-path="a.opf" media-type="application/oebps-package+xml"/></rootfiles></container>',
        )
        made.writestr(
            "a.opf",
            '<package xmlns="http://www.idpf.org/2007/opf" version="3.0"><metadata '
            'xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>Grain</dc:title></metadata><manifest>'
            f'<item id="a" href="a.xhtml" media-type="application/xhtml+xml"/><item id="r" href="{at}/w.xhtml" '
            'media-type="application/xhtml+xml"/></manifest><spine><itemref idref="a"/></spine></package>',
        )
        made.writestr("a.xhtml", page.replace("<html>", '<html xmlns="http://www.w3.org/1999/xhtml">'))
    return [*paths, epub]


def on_the_command_line(project: Path, folder: Path, address: str, case: str) -> tuple[int, list[str]]:
    """(how many files came in, the formats that went out)."""
    from main import main
    from storage.formats.registry import formats

    files = [str(path) for path in material(folder, address)]
    came = len(files) if main(["import", "--into", str(project), *files]) == 0 else 0
    out = folder / "out"
    out.mkdir()
    every = [f.name for f in formats() if f.can_write]
    went = every if main(["export", str(project), "--format", "all", "--output", str(out)]) == 0 else []
    for each in ("svg", "png", "pdf"):
        target = str(out / f"picture.{each}")
        if main(["export", str(project), "--format", each, "--output", target, "--case", case]) == 0:
            went.append(each)
    for content in ("text", "clash"):
        target = str(out / f"{content}.pdf")
        main(["export", str(project), "--format", "pdf", "--content", content, "--pairing", "1", "--output", target])
    for words in (["list", str(project)], ["formats"], ["check", str(project)]):
        main(words)
    return came, went


def make_hostile(project: Path, address: str) -> str:
    """Names, notes and tags that would load something if they were taken for HTML; the name of a case."""
    from models.authoring import library, links, nodes
    from models.workspace import Workspace
    from storage.store import SqliteStore

    evil = f'<img src="http://{address}/n.png"> R&D <a href="file:///etc/passwd">here</a>'
    note = (
        f"{evil}\n\n![a picture](http://{address}/o.png)\n\n[net](http://{address}/p) [mail](mailto:a@example.org) "
        f"[script](javascript:alert(1)) [file](file:///etc/passwd) <script>1</script>\n"
    )
    workspace = Workspace(SqliteStore(project), "reader <b>bold</b>")
    for case in workspace.project.cases():
        workspace.do(lambda reader, case=case: library.rename_case(reader, case.id, f"{case.name} {evil}"))
        for node in workspace.project.children(case.id, None)[:2]:
            workspace.do(lambda reader, node=node: nodes.change_text(reader, node.id, f"{evil} {node.text}"))
            workspace.do(lambda reader, node=node: nodes.change_note(reader, node.id, note))
            workspace.do(lambda reader, node=node: nodes.change_tags(reader, node.id, [f"<img src=x> {node.position}"]))
    for pairing in workspace.project.pairings():
        workspace.do(lambda reader, pairing=pairing: library.change_motion(reader, pairing.id, f"Who? {evil}"))
    for link in workspace.project.links()[:2]:
        workspace.do(lambda reader, link=link: links.change_note(reader, link.id, note))
    name = workspace.project.cases()[0].name
    workspace.close()
    return name


class Window:
    """The whole window, every action of it, and what its widgets would take for HTML."""

    def __init__(self, project: Path, folder: Path) -> None:
        from PySide6.QtCore import QUrl
        from PySide6.QtGui import QDesktopServices
        from PySide6.QtWidgets import QApplication, QFileDialog, QInputDialog

        self.opened: list[str] = []
        self.rich: set[str] = set()
        self.done: list[str] = []

        def noted(url: QUrl) -> bool:
            self.opened.append(url.toString())
            return True

        QDesktopServices.openUrl = noted  # type: ignore[method-assign, assignment]
        for name in ("getSaveFileName", "getOpenFileName", "getOpenFileNames"):
            setattr(QFileDialog, name, staticmethod(lambda *_given, **_named: ("", "")))
        QFileDialog.getOpenFileNames = staticmethod(lambda *_given, **_named: ([], ""))  # type: ignore[method-assign]
        QFileDialog.getExistingDirectory = staticmethod(lambda *_given, **_named: "")  # type: ignore[method-assign]
        QInputDialog.getText = staticmethod(lambda *_given, **_named: ("", False))  # type: ignore[method-assign]
        self.application = QApplication([])
        from ui.files import open_session
        from ui.jobs import Jobs
        from ui.main_window import MainWindow
        from ui.settings import Settings
        from ui.theme import Theme

        self.window = MainWindow(Theme(self.application, "light"), Settings(folder / "s.ini"), Jobs(inline=True))
        self.window.resize(1280, 860)
        self.window.show()
        self.window.show_session(open_session(project, "reader"))
        self.turn()

    def turn(self) -> None:
        from PySide6.QtTest import QTest

        QTest.qWait(4)
        self.look()

    def look(self) -> None:
        """Every widget that there is: a raw tag in a tip, or in a label that is not plain, would be set as HTML."""
        from PySide6.QtCore import QAbstractListModel, Qt
        from PySide6.QtWidgets import QAbstractItemView, QLabel

        for widget in self.application.allWidgets():
            tips = [widget.toolTip()]
            if isinstance(widget, QAbstractItemView) and widget.model() is not None and widget.isVisible():
                model = widget.model()
                columns = 1 if isinstance(model, QAbstractListModel) else model.columnCount()
                cells = ((r, c) for r in range(min(8, model.rowCount())) for c in range(columns))
                tips += [str(model.index(r, c).data(Qt.ItemDataRole.ToolTipRole) or "") for r, c in cells]
            self.rich |= {f"tip of {type(widget).__name__}: {tip[:80]}" for tip in tips if "<img" in tip}
            if not isinstance(widget, QLabel) or widget.textFormat() is Qt.TextFormat.PlainText:
                continue
            if "<img" in widget.text():
                self.rich.add(f"label: {widget.text()[:80]}")

    def use(self) -> None:
        """Mark, write, look at notes; then every action of the table, and what it opens is put away."""
        from PySide6.QtCore import Qt
        from PySide6.QtTest import QTest

        session = self.window.session
        assert session is not None
        side = self.window.split.left
        side.article.setFocus()
        for key in (Qt.Key.Key_Home, Qt.Key.Key_C, Qt.Key.Key_Escape):
            QTest.keyClick(side.article, key)
        root = session.project.children(side.case.id, None)[0].id  # type: ignore[union-attr]
        for node in (root, *[n.id for n in session.project.children(side.case.id, None)[1:3]]):  # type: ignore[union-attr]
            session.select(node)
            self.turn()
        for name, action in self.window.actions_by_name.items():
            if name.startswith(LEFT_OUT) or action.menu() is not None:
                continue
            session.select(root)
            action.trigger()
            self.turn()
            self.put_away()
            self.done.append(name)
        session.select(root)
        self.window.panel.note.setFocus()
        for link in (
            "http://example.org/a",
            "https://example.org",
            "mailto:a@example.org",
            "javascript:x",
            "file:///etc",
        ):
            from ui.panel.note_editor import open_link

            open_link(link)

    def put_away(self) -> None:
        while (top := self.application.activePopupWidget()) is not None and top.close():
            pass
        for widget in self.application.topLevelWidgets():
            if widget is not self.window and widget.isVisible() and widget.isWindow():
                widget.close()
        self.application.processEvents()

    def close(self) -> None:
        from ui.clipboard import let_go

        self.window.close()
        self.application.processEvents()
        let_go()


def counters() -> dict[str, int]:
    """What the network namespace that this process is in has sent: connections begun, datagrams."""
    found: dict[str, int] = {}
    if sys.platform.startswith("linux"):
        lines = Path("/proc/net/snmp").read_text().splitlines()
        for heads, values in zip(lines[::2], lines[1::2], strict=True):
            named = dict(zip(heads.split()[1:], values.split()[1:], strict=True))
            wanted = {"Tcp:": ["ActiveOpens"], "Udp:": ["OutDatagrams"]}.get(heads.split()[0], [])
            found |= {name: int(named[name]) for name in wanted}
        for line in Path("/proc/net/snmp6").read_text().splitlines():
            if line.startswith("Udp6OutDatagrams"):
                found["Udp6OutDatagrams"] = int(line.split()[1])
    return found


def main_of(folder: Path, address: str) -> dict[str, Any]:
    from ui.files import make_sample

    project = folder / "debate.counterpoint"
    make_sample(project)
    case = make_hostile(project, address)
    window = Window(project, folder)
    window.use()
    loaded = [name for name in WAYS if name in sys.modules]
    maps = Path("/proc/self/maps").read_text() if sys.platform.startswith("linux") else ""
    said = {"opened": window.opened, "rich": sorted(window.rich), "done": window.done, "window": loaded}
    window.close()
    came, went = on_the_command_line(project, folder, address, case)
    return {
        **said,
        "asked": ASKED,
        "sent": counters(),
        "came": came,
        "went": went,
        "loaded": [name for name in WAYS if name in sys.modules],
        "qt_network": "Qt6Network" in maps,
    }


if __name__ == "__main__":
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    os.environ["XDG_DATA_HOME"] = os.environ["XDG_CONFIG_HOME"] = sys.argv[1]
    sys.addaudithook(watch)
    found = main_of(Path(sys.argv[1]), sys.argv[2])
    print(json.dumps(found))
