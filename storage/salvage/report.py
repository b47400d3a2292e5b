"""What became of a salvage, in numbers and in sentences."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field, fields
from typing import Any

from models.messages import NN_, Message, message, ngettext

TABLES_TOLD = {
    "article": NN_("{count} article", "{count} articles"),
    "case": NN_("{count} case", "{count} cases"),
    "node": NN_("{count} node", "{count} nodes"),
    "anchor": NN_("{count} passage", "{count} passages"),
    "link": NN_("{count} link", "{count} links"),
    "pairing": NN_("{count} pairing", "{count} pairings"),
}


@dataclass(slots=True)
class Report:
    """How many rows of each table were saved, where from, what was put right and what is lost.

    `dropped`: rows that point at something that is lost, by table. `rebuilt`: texts of articles that are lost, put
    together from their passages. `placeholders`: articles, cases and points that stand in for lost ones.
    """

    saved: Counter[str] = field(default_factory=Counter)
    from_journal: Counter[str] = field(default_factory=Counter)
    from_backup: Counter[str] = field(default_factory=Counter)
    dropped: Counter[str] = field(default_factory=Counter)
    unreadable: Counter[str] = field(default_factory=Counter)
    placeholders: Counter[str] = field(default_factory=Counter)
    rebuilt: list[str] = field(default_factory=list)
    contents_lost: int = 0
    quotes_noted: int = 0
    circles: int = 0

    @property
    def is_whole(self) -> bool:
        """Whether nothing is known to be lost."""
        lost: tuple[Counter[str], ...] = (self.dropped, self.unreadable, self.placeholders)
        return not any(sum(each.values()) for each in lost) and not (self.rebuilt or self.contents_lost or self.circles)

    def listed(self) -> dict[str, Any]:
        """The same for other programs."""
        values = {each.name: getattr(self, each.name) for each in fields(self)}
        plain = {name: dict(value) if isinstance(value, Counter) else value for name, value in values.items()}
        return {**plain, "is_whole": self.is_whole}

    def counted(self) -> str:
        """How many articles, cases, nodes … there are in the new project."""
        figures = ((words, self.saved[table]) for table, words in TABLES_TOLD.items())
        return ", ".join(ngettext(*words, count).format(count=f"{count:,}") for words, count in figures)

    def told(self) -> list[Message]:
        """What is to be said beside the counts, a sentence each."""
        said = []
        counts = {
            "salvage.from_journal": sum(self.from_journal.values()),
            "salvage.from_backup": sum(self.from_backup.values()),
            "salvage.placeholder_articles": self.placeholders["article"],
            "salvage.placeholder_cases": self.placeholders["case"],
            "salvage.placeholder_nodes": self.placeholders["node"],
            "salvage.quotes_noted": self.quotes_noted,
            "salvage.circles": self.circles,
            "salvage.dropped": sum(self.dropped.values()),
            "salvage.unreadable": sum(self.unreadable.values()),
            "salvage.contents_lost": self.contents_lost,
        }
        for title in self.rebuilt:
            said.append(message("salvage.rebuilt", title=title))
        said += [message(key, count=count) for key, count in counts.items() if count]
        if self.is_whole:
            said.append(message("salvage.whole"))
        return [*said, message("salvage.history")]
