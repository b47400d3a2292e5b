"""Every sentence renders, and every key that the code uses is one: found by reading the code, not by running it."""

from __future__ import annotations

import ast
import gettext
import string
from collections.abc import Iterator
from pathlib import Path

import pytest

from models import messages
from models.entities import Kind, LinkKind
from models.errors import Conflict, Outdated, UserError
from models.interchange.features import Feature
from models.messages import Message, message, shorten
from models.sentences import EDITS, RULES, SENTENCES, STORAGE
from models.sentences_bibliography import BIBLIOGRAPHY_SENTENCES
from models.sentences_formats import FORMAT_SENTENCES
from models.sentences_importing import IMPORTING_SENTENCES
from models.sentences_interchange import INTERCHANGE_SENTENCES
from models.sentences_safety import SAFETY_SENTENCES
from models.texts import BlockKind
from models.words import PLAIN

ROOT = Path(__file__).resolve().parents[2]
MAKERS = {"UserError", "Message", "message", "Conflict", "Busy"}
WAYS = ("undo", "redo")  # what stands for {kind} in f"{kind}.overtaken"


def places(sentence: str) -> set[str]:
    return {name for _text, name, _spec, _conversion in string.Formatter().parse(sentence) if name is not None}


def needed(key: str) -> set[str]:
    """The arguments that a message needs; a sentence and its plural need the same ones."""
    sentence = SENTENCES[key]
    if isinstance(sentence, tuple):
        singular, plural = sentence
        assert places(singular) == places(plural)
        return places(singular) | {"count"}
    return places(sentence)


def sources() -> Iterator[Path]:
    yield ROOT / "main.py"
    for room in ("models", "storage", "seeds", "ui"):
        yield from sorted((ROOT / room).rglob("*.py"))


def keys_of(node: ast.expr) -> list[str]:
    """The keys that an expression stands for: a string, a choice of two, or an f-string over the ways of history."""
    match node:
        case ast.Constant(value=str(key)):
            return [key]
        case ast.IfExp(body=body, orelse=orelse):
            return keys_of(body) + keys_of(orelse)
        case ast.JoinedStr(values=[ast.FormattedValue(), ast.Constant(value=str(rest))]):
            return [way + rest for way in WAYS]
    return []


def uses() -> Iterator[tuple[str, str, set[str] | None]]:
    """(where, key, argument names or None when they are not written out) of every message made in the code."""
    for path in sources():
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if not isinstance(node, ast.Call) or not node.args:
                continue
            name = getattr(node.func, "id", None) or getattr(node.func, "attr", None)
            if name not in MAKERS:
                continue
            names: set[str] | None = {keyword.arg for keyword in node.keywords if keyword.arg}
            if any(keyword.arg is None for keyword in node.keywords):
                names = None
            if name == "Message" and len(node.args) > 1:
                given = node.args[1]
                keys = given.keys if isinstance(given, ast.Dict) else [None]
                names = {k.value for k in keys if isinstance(k, ast.Constant)} if None not in keys else None
            for key in keys_of(node.args[0]):
                yield f"{path.relative_to(ROOT)}:{node.lineno}", key, names


def test_the_reading_of_the_code_finds_the_messages() -> None:
    found = {key for _where, key, _names in uses()}
    assert {"undo.overtaken", "move.first", "edit.no_undercut", "sample.lost", "project.newer", "file.empty"} <= found
    assert len(found) > 60


def test_every_message_in_the_code_has_a_sentence_and_its_arguments() -> None:
    wrong = [f"{where}: no sentence {key}" for where, key, _names in uses() if key not in SENTENCES]
    wrong += [
        f"{where}: {key} needs {sorted(needed(key))}, gets {sorted(names)}"
        for where, key, names in uses()
        if key in SENTENCES and names is not None and names != needed(key)
    ]
    assert wrong == []


def test_every_sentence_is_used() -> None:
    text = "\n".join(path.read_text("utf-8") for path in sources() if not path.name.startswith("sentences"))
    used = {key for _where, key, _names in uses()} | {f"lost.{feature}" for feature in Feature}
    assert [key for key in SENTENCES if key not in used and f'"{key}"' not in text] == []


@pytest.mark.parametrize("key", SENTENCES)
def test_a_sentence_renders(key: str) -> None:
    sentence = SENTENCES[key]
    for count in (1, 2):
        arguments = {name: count if name == "count" else "{curly} “x”" for name in needed(key)}
        rendered = str(message(key, **arguments))
        shown = places(sentence if isinstance(sentence, str) else sentence[count > 1])
        assert all(str(value) in rendered for name, value in arguments.items() if name in shown)
        assert "\n" not in rendered
        assert rendered == rendered.strip()


def test_no_key_stands_in_two_tables() -> None:
    tables = [EDITS, RULES, STORAGE, FORMAT_SENTENCES, BIBLIOGRAPHY_SENTENCES, IMPORTING_SENTENCES]
    tables += [INTERCHANGE_SENTENCES, SAFETY_SENTENCES]
    assert len(SENTENCES) == sum(map(len, tables))


def test_errors_are_whole_sentences_and_labels_are_not() -> None:
    for key, sentence in SENTENCES.items():
        for form in sentence if isinstance(sentence, tuple) else (sentence,):
            if key in EDITS or key.startswith("edit."):
                assert not form.endswith("."), key
            elif not form.endswith(("}", ".")):
                pytest.fail(f"{key}: {form}")


def test_every_kind_has_a_word() -> None:
    assert set(PLAIN) == {*Kind, "undercut", *LinkKind, *BlockKind}


def test_kinds_are_said_in_words_and_texts_are_left_alone() -> None:
    assert str(message("edit.link", source="same_evidence", target="turns", link_kind=LinkKind.SAME_EVIDENCE)) == (
        "Link “same_evidence” and “turns” as same evidence"
    )


def test_the_plural_follows_the_count() -> None:
    one = message("sample.lost", count=1, title="T", nodes="A")
    assert str(one) == "1 passage of “T” could not be attached: A"
    assert str(message("sample.lost", count=2, title="T", nodes="A; B")).startswith("2 passages of")


def test_a_message_comes_back_from_its_json() -> None:
    label = message("edit.add_node", kind=Kind.CLAIM, text="“é” \\ \n 👩")
    back = Message.from_json(label.to_json())
    assert back == label and str(back) == str(label)
    assert label.to_json() == Message.from_json(label.to_json()).to_json()


def test_what_is_stored_is_rendered_in_the_language_of_the_reader(monkeypatch: pytest.MonkeyPatch) -> None:
    class Shouting(gettext.NullTranslations):
        def gettext(self, message: str) -> str:
            return message.upper().replace("{TEXT}", "{text}").replace("{KIND}", "{kind}")

    label = message("edit.add_node", kind="claim", text="quiet")
    monkeypatch.setattr(messages._catalogue, "translations", Shouting())
    assert str(label) == "ADD CLAIM “quiet”"


def test_a_language_without_a_catalogue_is_english(tmp_path: Path) -> None:
    messages.use_language(tmp_path, ["xx"])
    assert str(message("undo.nothing")) == "There is nothing to undo."


def test_errors_carry_their_message() -> None:
    error = Conflict("undo.overtaken", label="A", who="Bea", what="B")
    assert isinstance(error, UserError) and not issubclass(Outdated, UserError)
    assert str(error) == "“A” cannot be undone: Bea has since done “B”. It is left as it is."


def test_shortened_text_is_one_line_of_bounded_length() -> None:
    assert shorten(" a\n b ") == "a b"
    assert shorten("x" * 48) == "x" * 48
    assert shorten("x" * 49) == "x" * 47 + "…"
    assert shorten("aaa bbb ccc", 5) == "aaa…"
