"""Text of strangers is only ever text: no widget takes it for HTML, no statement for SQL, and nothing in the program
knows a way into the net.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
STATIC = ("_", "N_", "plain_tip")
NET = (
    "aiohttp", "ftplib", "http", "httpx", "imaplib", "poplib", "requests", "smtplib", "socketserver", "telnetlib",
    "urllib.request", "urllib3", "webbrowser", "xmlrpc", "PySide6.QtNetwork", "PySide6.QtWebEngineCore",
    "PySide6.QtWebEngineWidgets", "PySide6.QtWebSockets",
)  # fmt: skip
RICH_CLASSES = ("QTextBrowser", "QTextDocument", "QTextEdit")
# a document that is only ever given plain text, or the class whose loadResource refuses everything
RICH = {
    "ui/article/accessible.py": 3,  # setPlainText for screen readers
    "ui/correcting/paper.py": 1,  # setPlainText
    "ui/exporting/preview.py": 1,  # RichView
    "ui/panel/editor.py": 1,  # QuietEditor takes plain text alone
    "ui/panel/note_editor.py": 1,  # NotePreview shows a NoteText
    "ui/panel/note_text.py": 1,  # NoteText
}
RICH_LABELS = {"ui/dialogs/keys.py"}  # the names of keys in a table that the program writes
# names of tables and columns, of pragmas and savepoints, that come out of the program and never out of a file
IDENTIFIERS = {
    "table", "name", "pragma", "setting", "columns", "column", "places", "savepoint", "schema", "marks",
}  # fmt: skip
# said otherwise, and looked at: words of the program, or as many question marks as there are values
LOOKED_AT = {
    "storage/database.py": ["f\"BEGIN {connection.get_execution_options().get('begin', 'DEFERRED')}\""],
    "storage/histories.py": ["f'WITH wanted (seq, place) AS (VALUES {pairs}) SELECT"] * 2,
    # names of our own tables and columns, and as many question marks as there are values
    "storage/compaction.py": ["f'DELETE FROM entry WHERE seq < ?"],
    "storage/contents.py": ["f'SELECT {listed} FROM article'", "f'DELETE FROM blob WHERE hash IN ({places(part)})'"],
    "storage/searching.py": [
        "f'DELETE FROM {sort}_word'",
        "f'DELETE FROM {sort}_word WHERE rowid = ?'",
        "f'INSERT INTO {what}_word (rowid, words) VALUES (?, ?)'",
        "f'SELECT words FROM {sort}_word WHERE rowid = ?'",
        'f"""SELECT entry.owner_table, entry.owner, entry.row, entry.start, entry."end", entry.node, entry.id FROM',
    ],
    "storage/journals.py": ["f'{query} ORDER BY seq DESC'"],
    "storage/looking.py": ["f'SELECT {columns} FROM"],
    "storage/purging.py": [
        "f'SELECT id, {listed} FROM",
        "f'SELECT entry, before, after FROM entry_change WHERE {here}'",
        "f'DELETE FROM \"{table}\" WHERE id IN ({places(part)})'",
        "f'DELETE FROM entry_change WHERE {here}'",
        "f'DELETE FROM draft WHERE table_name = ? AND row_id IN ({places(part)})'",
        "f'SELECT seq, label FROM entry WHERE seq IN ({places(part)})'",
    ],
    "storage/migrations/run.py": ["f'PRAGMA foreign_keys = {state}'"],
}


@cache
def sources(folder: str) -> list[tuple[str, ast.Module]]:
    """Each file with its syntax tree."""
    files = sorted((ROOT / folder).rglob("*.py"))
    return [(path.relative_to(ROOT).as_posix(), ast.parse(path.read_text("utf-8"))) for path in files]


def calls(tree: ast.AST) -> Iterator[tuple[str, ast.Call]]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            function = node.func
            yield (function.attr if isinstance(function, ast.Attribute) else getattr(function, "id", "")), node


def is_static(node: ast.expr) -> bool:
    """Words of the program, or a tip that is escaped."""
    if isinstance(node, ast.IfExp):
        return is_static(node.body) and is_static(node.orelse)
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
        return node.func.id == "plain_tip" or (node.func.id in STATIC and all(map(is_static, node.args)))
    return isinstance(node, ast.Constant)


def test_tooltips_are_words_of_the_program_or_escaped() -> None:
    wrong = [
        f"{path}:{call.lineno}: give it plain_tip(…)"
        for path, tree in sources("ui")
        for name, call in calls(tree)
        if name == "setToolTip" and call.args and not is_static(call.args[0])
    ]
    assert not wrong, "\n".join(wrong)


def test_models_escape_what_they_give_as_a_tooltip() -> None:
    wrong = []
    for path, tree in sources("ui"):
        for node in ast.walk(tree):
            if (
                isinstance(node, ast.If)
                and "ToolTipRole" in ast.unparse(node.test)
                and "!=" not in ast.unparse(node.test)
            ):
                if "not in" in ast.unparse(node.test):
                    continue
                told = " ".join(ast.unparse(line) for line in node.body)
                if not any(word in told for word in ("plain_tip(", "tooltip(")):
                    wrong.append(f"{path}:{node.lineno}: give plain_tip(…) for ToolTipRole")
    assert not wrong, "\n".join(wrong)


def test_labels_are_plain() -> None:
    wrong = []
    for path, tree in sources("ui"):
        if path == "ui/labels.py" or path in RICH_LABELS:
            continue
        wrong += [f"{path}:{call.lineno}: use plain_label" for name, call in calls(tree) if name == "QLabel"]
        for node in ast.walk(tree):
            if not isinstance(node, ast.ClassDef) or all(ast.unparse(base) != "QLabel" for base in node.bases):
                continue
            if "setTextFormat" not in ast.unparse(node):
                wrong.append(f"{path}:{node.lineno}: a label that sets no PlainText")
    assert not wrong, "\n".join(wrong)


def test_message_boxes_say_plain_text() -> None:
    wrong = []
    for path, tree in sources("ui"):
        for node in ast.walk(tree):
            if not isinstance(node, ast.FunctionDef):
                continue
            if not any(name == "QMessageBox" for name, _call in calls(node)):
                continue
            said = ast.unparse(node)
            if "QMessageBox(" in said and "setTextFormat" not in said:
                wrong.append(f"{path}:{node.lineno}: setTextFormat(PlainText)")
        wrong += [
            f"{path}:{call.lineno}: QMessageBox.{name} takes some texts for HTML"
            for name, call in calls(tree)
            if name in ("about", "critical", "information", "question", "warning")
            and ast.unparse(call.func).startswith("QMessageBox.")
        ]
    assert not wrong, "\n".join(wrong)


def test_rich_text_is_shown_where_nothing_is_fetched_for_it() -> None:
    found: dict[str, int] = {}
    for path, tree in sources("ui"):
        names = [name for name, _call in calls(tree)]
        names += [ast.unparse(b) for n in ast.walk(tree) if isinstance(n, ast.ClassDef) for b in n.bases]
        count = sum(name in RICH_CLASSES for name in names)
        if count:
            found[path] = count
    assert found == RICH, "look whether loadResource gives None, then tell it here"
    for path in ("ui/exporting/preview.py", "ui/panel/note_text.py"):
        assert "loadResource" in (ROOT / path).read_text("utf-8")


def test_links_are_opened_in_one_place() -> None:
    found = [
        f"{path}:{call.lineno}"
        for path, tree in sources("ui")
        for name, call in calls(tree)
        if name in ("openUrl", "setOpenExternalLinks")
        or (name == "setOpenLinks" and ast.unparse(call.args[0]) != "False")
    ]
    # the window of backups shows a folder of ours
    assert [each.split(":")[0] for each in found] == ["ui/panel/note_editor.py", "ui/safety/backups_window.py"], found


@pytest.mark.parametrize("folder", ["models", "storage", "seeds", "ui", "main.py"])
def test_no_module_of_ours_imports_a_way_into_the_net(folder: str) -> None:
    if folder == "main.py":
        trees = [("main.py", ast.parse((ROOT / "main.py").read_text("utf-8")))]
    else:
        trees = sources(folder)
    wrong = []
    for path, tree in trees:
        for node in ast.walk(tree):
            names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            if isinstance(node, ast.ImportFrom) and node.module:
                names = [node.module, *(f"{node.module}.{alias.name}" for alias in node.names)]
            wrong += [
                f"{path}: {name}"
                for name in names
                if any(name == each or name.startswith(f"{each}.") for each in (*NET, "socket", "ssl"))
            ]
    allowed = [each for each in wrong if each.startswith("storage/reading/")]  # which takes the sockets away
    assert wrong == allowed, wrong


def _is_bound(node: ast.expr) -> bool:
    """SQL without a value in it: put together of constants and names of tables and columns alone."""
    if isinstance(node, ast.Constant):
        return True
    if isinstance(node, ast.JoinedStr):
        return all(
            isinstance(part, ast.Constant) or (isinstance(part, ast.FormattedValue) and _is_identifier(part.value))
            for part in node.values
        )
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Add):
        return _is_bound(node.left) and _is_bound(node.right)
    if isinstance(node, ast.BinOp):  # "…" % value
        return False
    if isinstance(node, ast.Call):
        name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
        if name == "format":
            return all(map(_is_identifier, [*node.args, *(each.value for each in node.keywords)]))
        if name == "text":
            return bool(node.args) and _is_bound(node.args[0])
    return True  # SQLAlchemy's expressions, and names that are looked at where they are set


def _is_identifier(node: ast.expr) -> bool:
    words = ast.unparse(node)
    last = words.split(".")[-1]
    return (
        words in IDENTIFIERS
        or last in ("name", "VERSION_TABLE", "fullname")
        or words.isupper()
        or words.startswith(("quoted(", "_quoted(", "int(", "', '.join("))
        or last.isupper()
    )


def test_sql_is_bound() -> None:
    wrong = []
    for path, tree in sources("storage"):
        made = {
            target.id: node.value
            for node in ast.walk(tree)
            if isinstance(node, ast.Assign)
            for target in node.targets
            if isinstance(target, ast.Name)
        }
        for name, call in calls(tree):
            if name not in ("execute", "executemany", "executescript", "exec_driver_sql", "text", "select_text"):
                continue
            if not call.args:
                continue
            given = call.args[0]
            given = made.get(given.id, given) if isinstance(given, ast.Name) else given
            if not _is_bound(given):
                said = ast.unparse(given)
                if not any(said.startswith(each) for each in LOOKED_AT.get(path, [])):
                    wrong.append(f"{path}:{call.lineno}: {said[:120]}")
    assert not wrong, "\n".join(wrong)
