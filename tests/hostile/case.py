"""What a hostile document is, and what must come of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

WORDS = "The market for tea is older than the tax on it, and nobody at the harbour would have said otherwise. "
PARAGRAPHS = tuple(f"Paragraph {at}. {WORDS * 3}".strip() for at in range(1, 6))
READS = "reads"

Make = Callable[[str], bytes]  # given an address that must never be asked for anything


@dataclass(frozen=True, slots=True)
class Case:
    """`make(url)` gives the file called `name`. `outcome`: READS, or the sentences it may be refused with.

    `holds`: words that the article has when it is read; `lacks`: what must not stand in it.
    """

    name: str
    make: Make
    outcome: tuple[str, ...] = (READS,)
    holds: str = "older than the tax"
    lacks: tuple[str, ...] = ("root:x:", "alert(")
    warning: str = ""


def reads(name: str, make: Make, holds: str = "older than the tax", warning: str = "") -> Case:
    return Case(name, make, holds=holds, warning=warning)


def refused(name: str, make: Make, *sentences: str) -> Case:
    return Case(name, make, sentences, holds="")


def either(name: str, make: Make, *sentences: str, holds: str = "") -> Case:
    """It is read, or refused with one of these: both are fine."""
    return Case(name, make, (READS, *sentences), holds=holds)
