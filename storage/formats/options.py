"""What can be chosen of a format: the rows that the export dialog and the flags of the command line are made from."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

from models.errors import UserError

Value = str | int | bool
Options = Mapping[str, Value]
Shape = Literal["flag", "choice", "number", "several"]


@dataclass(frozen=True, slots=True)
class Option:
    """One thing to choose.

    `name` is its key and, with hyphens for underscores, its flag (`hide_kinds`: `--hide-kinds`). `label` and `help` are
    gettext msgids: what a form and a usage page say. The type of `default` gives the shape: a bool is a flag, an int a
    number of [low, high], a str one of `choices` ((value, msgid) pairs), or, with `several`, any of them joined by
    commas. `needs`: (name of a choice, its values) without which this one has no effect.
    """

    name: str
    label: str
    help: str
    default: Value
    choices: tuple[tuple[str, str], ...] = ()
    several: bool = False
    low: int = 0
    high: int = 0
    needs: tuple[str, tuple[str, ...]] | None = None

    @property
    def shape(self) -> Shape:
        if isinstance(self.default, bool):
            return "flag"
        if isinstance(self.default, int):
            return "number"
        return "several" if self.several else "choice"

    @property
    def flag(self) -> str:
        return "--" + self.name.replace("_", "-")

    def has_effect(self, chosen: Options) -> bool:
        """Whether it changes anything, given what else was chosen."""
        return self.needs is None or chosen.get(self.needs[0]) in self.needs[1]

    def checked(self, value: Value) -> Value:
        """The value, or UserError for one that this option does not take."""
        known = [each for each, _label in self.choices]
        match self.shape:
            case "flag" if isinstance(value, bool):
                return value
            case "number" if isinstance(value, int) and not isinstance(value, bool) and self.low <= value <= self.high:
                return value
            case "choice" if value in known:
                return value
            case "several" if isinstance(value, str):
                chosen = [word for word in (part.strip() for part in value.split(",")) if word]
                if all(word in known for word in chosen):
                    return ",".join(word for word in known if word in chosen)
        if self.shape == "number":
            raise UserError("option.number", option=self.flag, value=str(value), low=self.low, high=self.high)
        raise UserError("option.value", option=self.flag, value=str(value), values=", ".join(known))


def chosen(options: Iterable[Option], given: Options) -> dict[str, Value]:
    """Every option's value: what was given, else its default. Raises UserError for unknown names and wrong values."""
    known = {option.name: option for option in options}
    for name in given:
        if name not in known:
            raise UserError("option.unknown", option="--" + name.replace("_", "-"))
    return {name: option.checked(given.get(name, option.default)) for name, option in known.items()}
