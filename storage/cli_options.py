"""The flags that choose among a format's options, made from the options of all formats."""

from __future__ import annotations

import argparse
from collections.abc import Iterable, Iterator, Sequence

from models.errors import UserError
from models.messages import _
from storage.formats.options import Option, Value
from storage.formats.registry import Format, writer, written

_ALWAYS = frozenset({"command", "file", "format", "output", "pairing", "case", "branch"})  # no options of formats


def format_in(arguments: Sequence[str]) -> Format | None:
    """The format that the words of a command seem to ask for: its options are the only ones that can be given."""
    for word, after in zip(arguments, [*arguments[1:], ""], strict=True):
        if word == "--format":
            return writer(after)
        if word.startswith("--format="):
            return writer(word.partition("=")[2])
    return None


def add_arguments(export: argparse.ArgumentParser, chosen: Format | None = None) -> None:
    """A flag for each option of each format that is written, or of the one that is `chosen`.

    None stands for what was not given.

    A flag that is there already, as one of pictures, is left as it is: its value serves formats that have the option.
    """
    group = export.add_argument_group(_("options of formats (the command formats NAME lists them)"))
    known = {name for action in export._actions for name in action.option_strings}
    for name, held in _by_name(written() if chosen is None else (chosen,)).items():
        option = next(iter(held.values()))
        if option.flag in known:
            continue
        words = _("{formats}: {help}").format(formats=", ".join(held), help=_(option.help))
        words = words.replace("%", "%%")
        if option.shape == "flag":
            group.add_argument(option.flag, action=argparse.BooleanOptionalAction, default=None, help=words)
        elif option.shape == "number":
            group.add_argument(option.flag, type=int, default=None, metavar=_("N"), help=words)
        else:
            values = dict.fromkeys(value for each in held.values() for value, _label in each.choices)
            words = _("{words} ({values})").format(words=words, values=", ".join(values))
            group.add_argument(option.flag, default=None, metavar=_("WORD"), help=words, dest=name)


def _by_name(formats: Iterable[Format]) -> dict[str, dict[str, Option]]:
    """Options by their name, each with the formats that have it."""
    found: dict[str, dict[str, Option]] = {}
    for each in formats:
        for option in each.options:
            found.setdefault(option.name, {})[each.name] = option
    return found


def refuse(given: argparse.Namespace) -> None:
    """Raises UserError where an option was given though every format is written, each as it is at first."""
    for name, held in _by_name(written()).items():
        if getattr(given, name, None) is not None:
            raise UserError("picture.misplaced", option=next(iter(held.values())).flag, formats=", ".join(held))


def chosen_of(given: argparse.Namespace, chosen: Format) -> dict[str, Value]:
    """The options of a format that were given, checked. Raises UserError for those of other formats."""
    own = {option.name: option for option in chosen.options}
    named = {name for name, value in vars(given).items() if value is not None}
    foreign = named - _ALWAYS - own.keys()
    for name, held in _by_name(written()).items() if foreign else ():
        if getattr(given, name, None) is not None and name not in own:
            option = next(iter(held.values()))
            raise UserError("picture.misplaced", option=option.flag, formats=", ".join(held))
    values = {name: getattr(given, name) for name in own if getattr(given, name, None) is not None}
    return {name: own[name].checked(value) for name, value in values.items()}


def lines_of(each: Format) -> Iterator[str]:
    """What the command `formats NAME` says of its options."""
    for option in each.options:
        default = option.default
        if option.shape == "flag":
            usual = option.flag if default else f"--no-{option.flag[2:]}"
            words = f"  {option.flag}, --no-{option.flag[2:]}  {_(option.help)} "
            yield words + _("({value} when left out)").format(value=usual)
        else:
            values = ", ".join(value for value, _label in option.choices) or f"{option.low}-{option.high}"
            yield f"  {option.flag} {values}  {_(option.help)} " + _("({value} when left out)").format(
                value="–" if default in (None, "", ()) else default
            )
