"""What somebody asks for in the search: words, phrases in quotation marks, and filters such as `kind:evidence`.

    sanctions "maximum pressure" kind:claim tag:leverage by:Ada case:pressure has:note unanswered

All of it must hold. A word also finds longer words that begin with it, a phrase just itself. `-word` and filters of
other names are words like any other.
"""

from __future__ import annotations

from dataclasses import dataclass, field

import regex  # type: ignore[import-untyped]

# what an entry is about, in the order of its groups
WHATS = ("node", "note", "passage", "text", "article", "tag", "link", "pairing")
KINDS = ("claim", "evidence", "rebuttal")
_NAME = r"(?:(?P<name>kind|tag|by|case|has|is):)?"
_PART = regex.compile(_NAME + r'(?:["“”„](?P<phrase>[^"“”]*)["“”]?|(?P<word>\S+))', regex.IGNORECASE)
_BEGUN = {f"{name}:" for name in ("kind", "tag", "by", "case", "has", "is")}  # the value comes with the next keys
TOKEN = regex.compile(r"[\p{L}\p{N}\p{M}\p{Co}]+")
# written without spaces between words: no word begins where the eye sees one
_UNSPACED = regex.compile(r"[\p{Han}\p{Hiragana}\p{Katakana}\p{Thai}\p{Lao}\p{Khmer}\p{Myanmar}]")


@dataclass(frozen=True, slots=True)
class Asked:
    """`words` begin words of what is found, `phrases` stand in it as they are, `parts` anywhere in it (scripts without
    spaces). Filters: values in small letters, any of those of a name; empty: all.
    """

    words: tuple[str, ...] = ()
    phrases: tuple[str, ...] = ()
    parts: tuple[str, ...] = ()
    kinds: frozenset[str] = field(default_factory=frozenset)  # of nodes
    whats: frozenset[str] = field(default_factory=frozenset)
    tags: frozenset[str] = field(default_factory=frozenset)
    authors: frozenset[str] = field(default_factory=frozenset)
    cases: frozenset[str] = field(default_factory=frozenset)
    has_note: bool = False
    is_unanswered: bool = False

    @property
    def has_words(self) -> bool:
        return bool(self.words or self.phrases or self.parts)

    @property
    def has_filters(self) -> bool:
        of_nodes = self.kinds or self.tags or self.authors or self.cases or self.has_note or self.is_unanswered
        return bool(of_nodes or self.whats)

    @property
    def is_empty(self) -> bool:
        return not self.has_words and not self.has_filters

    @property
    def is_of_nodes(self) -> bool:
        """Whether only what belongs to a node can be meant."""
        return bool(self.kinds or self.tags or self.authors or self.cases or self.has_note or self.is_unanswered)


def asked(typed: str) -> Asked:
    """What is meant by what was typed, at any moment of typing."""
    words: list[str] = []
    phrases: list[str] = []
    parts: list[str] = []
    filters: dict[str, set[str]] = {name: set() for name in ("kind", "what", "tag", "by", "case")}
    flags: set[str] = set()
    for part in _PART.finditer(typed):
        name, phrase, word = (part.group("name") or "").lower(), part.group("phrase"), part.group("word")
        value = " ".join((phrase if phrase is not None else word).split())
        is_begun = phrase is None and not name and value.lower() in _BEGUN
        if is_begun or not value or _is_filter(name, value, phrase is None, filters, flags):
            continue
        whole = f"{name}:{value}" if name else value
        if _UNSPACED.search(whole):
            parts.append(whole.casefold())
        elif phrase is not None and not name:
            phrases += [" ".join(TOKEN.findall(value))] if TOKEN.search(value) else []
        else:
            words += TOKEN.findall(whole)
    return Asked(
        tuple(words),
        tuple(phrases),
        tuple(parts),
        kinds=frozenset(filters["kind"]),
        whats=frozenset(filters["what"]),
        tags=frozenset(filters["tag"]),
        authors=frozenset(filters["by"]),
        cases=frozenset(filters["case"]),
        has_note="note" in flags,
        is_unanswered="unanswered" in flags,
    )


def _is_filter(name: str, value: str, is_bare: bool, filters: dict[str, set[str]], flags: set[str]) -> bool:
    """Take a filter down; whether it was one."""
    low = value.casefold()
    if not name and is_bare and low == "unanswered":
        flags.add("unanswered")
        return True
    if name in ("has", "is"):
        known = {"has": "note", "is": "unanswered"}[name]
        if low == known:
            flags.add(known)
        return low == known or not low
    if name == "kind":
        if low in KINDS:
            filters["kind"].add(low)
        elif low in WHATS:
            filters["what"].add(low)
        return low in KINDS or low in WHATS or not low
    if name:
        if low:
            filters[name].add(low)
        return True
    return False
