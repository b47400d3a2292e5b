"""How all the files of an import stand together, and what the window says of that."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from models.messages import _, ngettext
from ui.importing.entries import UNDER_WAY, Entry, State
from ui.importing.foot import counts_words
from ui.importing.prepared import Counts
from ui.importing.wording import share_done

LOST = frozenset({State.FAILED, State.REFUSED, State.LEFT})


@dataclass(frozen=True, slots=True)
class Standing:
    """Numbers of files. `over`: all is stored and the report stands."""

    count: int
    ready: int  # to be imported as things are
    reading: int
    lost: int
    storing: bool
    over: bool
    again: bool
    share: float  # of the reading, or the storing, that is done

    @property
    def can_go_on(self) -> bool:
        return self.over or (self.ready > 0 and not self.reading and not self.storing)

    @property
    def may_go_on(self) -> bool:
        """Whether there is or will be something to go on with."""
        return bool(self.ready or self.over or self.reading or self.storing)

    @property
    def is_busy(self) -> bool:
        return self.storing or self.reading > 0

    def forward(self) -> str:
        """The word on the button that goes on."""
        if self.over:
            return _("Close")
        if self.again:
            return _("Review the passages")
        if self.count > 1 and not self.storing:
            words = ngettext("&Import {count} article", "&Import {count} articles", self.ready)
            return words.format(count=f"{self.ready:,}")
        return _("&Import")

    def cancel(self) -> str:
        """The word on the button that does not."""
        if self.storing:
            return _("Stop")
        if self.reading and self.count > 1 and self.ready:
            return _("Stop reading")
        return _("Cancel") if self.reading or self.ready or not self.count else _("Close")

    def heading(self) -> str:
        """Over the list of files."""
        words = ngettext("{count} file", "{count} files", self.count).format(count=f"{self.count:,}")
        if self.lost and (self.storing or self.over):
            return _("{files}, {lost} not imported").format(files=words, lost=f"{self.lost:,}")
        if self.lost:
            return _("{files}, {lost} not read").format(files=words, lost=f"{self.lost:,}")
        return words

    def told(self, counts: Counts | None) -> str:
        """In the foot: what is going on, else how much there is of the article on show."""
        if self.storing:
            return _("Importing…")
        if self.reading and self.count > 1:
            done = self.count - self.reading
            return _("{done} of {count} read…").format(done=f"{done:,}", count=f"{self.count:,}")
        return counts_words(counts) if counts is not None else ""


def standing_of(entries: Sequence[Entry], *, storing: bool, over: bool, again: bool) -> Standing:
    states = [entry.state for entry in entries]
    reading = sum(state in UNDER_WAY for state in states)
    ended = sum(state in (State.STORED, State.REFUSED) for state in states)
    stored = ended / max(1, ended + states.count(State.STORING))
    return Standing(
        count=len(entries),
        ready=sum(entry.is_wanted for entry in entries),
        reading=reading,
        lost=sum(state in LOST for state in states),
        storing=storing,
        over=over,
        again=again,
        share=stored if storing else share_done(list(entries)),
    )
