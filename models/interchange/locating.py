"""Where the passages that a map quotes stand in the text of an article."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property

from models.anchors import WordIndex, folded_words
from models.interchange.graph import Quote
from models.report import place_words
from models.texts import Layout


class Text:
    """An article's text, and where passages stand in it."""

    def __init__(self, article_id: str, text: str, layout: Layout) -> None:
        self.article_id, self.text, self.layout = article_id, text, layout

    @cached_property
    def _words(self) -> WordIndex:
        return WordIndex(self.text)

    def find(self, quote: Quote, is_own_text: bool) -> tuple[int, int] | None:
        """[start, end) of a passage: by its offsets where they are into this text, else by its words."""
        if is_own_text and quote.start is not None and quote.end is not None:
            start, end = quote.start, quote.end
            if 0 <= start < end <= len(self.text) and quote.exact in ("", self.text[start:end]):
                return start, end
        exact = quote.exact.strip()
        if not exact:
            return None
        found = list(self._places(exact))
        if found:
            start = self._likeliest(found, exact, quote)
            return start, start + len(exact)
        return self._words.find_words(folded_words(exact))

    def _places(self, exact: str) -> Iterator[int]:
        at = self.text.find(exact)
        while at >= 0:
            yield at
            at = self.text.find(exact, at + 1)

    def _likeliest(self, found: list[int], exact: str, quote: Quote) -> int:
        if len(found) == 1:
            return found[0]
        if quote.place:
            there = [at for at in found if place_words(self.layout, at) == quote.place]
            found = there or found
        if quote.occurrence and quote.occurrence <= len(found):
            return found[quote.occurrence - 1]

        def fits(at: int) -> tuple[int, int]:
            before = self.text.endswith(quote.prefix or "\0", 0, at)
            after = self.text.startswith(quote.suffix or "\0", at + len(exact))
            return before + after, -abs(at - quote.start) if quote.start is not None else -at

        return max(found, key=fits)
