"""How well the article is told from the rest of a page: our reader beside trafilatura, readability and jusText alone.

The pages and what a person sees on them are in tests/formats/pages. A block counts as taken when most of its words
stand, one after the other, in what a method gives. Titles, subtitles and bylines are left out: trafilatura gives them
elsewhere.

python tests/benchmarks/bench_web_pages.py [page…]
"""

from __future__ import annotations

import logging
import sys
from collections.abc import Callable
from pathlib import Path
from time import perf_counter

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from models.texts import BlockKind
from storage.formats import html_page
from storage.formats.html_article import RUN
from storage.formats.html_names import folded
from storage.formats.html_walk import Walker
from tests.formats import web_samples

APART = {"title1", "subtitle", "byline", "-caption"}
SHARE = 0.6
Row = tuple[str, list[str], bool]  # kind, words, whether it is the article


def truth(name: str) -> list[Row]:
    extract = html_page.parse(web_samples.page(name), name)
    found = web_samples.blocks_found(extract)
    expected = web_samples.expected(name).blocks
    assert len(found) == len(expected), name
    pairs = zip(expected, found, strict=True)
    return [(kind, folded(words), kind != "-") for (kind, _start), (_kind, words) in pairs if kind not in APART]


def page_text(name: str) -> str:
    encoding = web_samples.expected(name).facts.get("encoding", "utf-8")
    return web_samples.page(name).decode(encoding)


def ours(name: str) -> list[str]:
    extract = html_page.parse(web_samples.page(name), name)
    shown = [b for b in extract.blocks if not b.hidden and b.kind is not BlockKind.FURNITURE]
    return [extract.text[b.start : b.end] for b in shown]


def trafilatura_alone(name: str, *, recall: bool = False) -> list[str]:
    from trafilatura import extract

    text = extract(page_text(name), include_comments=False, include_tables=True, favor_recall=recall)
    return (text or "").split("\n")


def trafilatura_recall(name: str) -> list[str]:
    return trafilatura_alone(name, recall=True)


def readability_alone(name: str) -> list[str]:
    """readability-lxml in the form that trafilatura ships."""
    from lxml import html
    from trafilatura.readability_lxml import Document

    tree = html.document_fromstring(page_text(name).encode(), parser=html.HTMLParser(encoding="utf-8"))
    summary = html.document_fromstring(Document(tree).summary())
    return [part.words for part in Walker().walk(summary)]


def justext_alone(name: str) -> list[str]:
    import justext  # type: ignore[import-untyped]

    lists = {"en": "English", "de": "German", "fr": "French", "ar": "Arabic"}
    language = web_samples.expected(name).facts.get("language", "en")[:2]
    if language not in lists:
        words = frozenset(w for stoplist in justext.get_stoplists() for w in justext.get_stoplist(stoplist))
    else:
        words = justext.get_stoplist(lists[language])
    found = justext.justext(page_text(name).encode(), words, encoding="utf-8")
    return [paragraph.text for paragraph in found if not paragraph.is_boilerplate]


METHODS: dict[str, Callable[[str], list[str]]] = {
    "trafilatura": trafilatura_alone,
    "trafilatura, recall": trafilatura_recall,
    "readability": readability_alone,
    "jusText": justext_alone,
    "ours": ours,
}


def is_taken(words: list[str], lines: set[str], text: str) -> bool:
    if len(words) < 2 * RUN:
        return " ".join(words) in lines
    runs = [" ".join(words[at : at + RUN]) for at in range(len(words) - RUN + 1)]
    return sum(f" {run} " in text for run in runs) >= SHARE * len(runs)


def score(name: str, method: Callable[[str], list[str]]) -> tuple[int, int, int, int]:
    """Blocks taken rightly, taken wrongly, missed; and rightly left."""
    try:
        given = method(name)
    except Exception:
        given = []
    lines = {" ".join(folded(line)) for paragraph in given for line in [paragraph, *paragraph.split("\n")]}
    text = f" {' '.join(word for paragraph in given for word in folded(paragraph))} "
    right = wrong = missed = left = 0
    for _kind, words, is_article in truth(name):
        taken = bool(words) and is_taken(words, lines, text)
        right += taken and is_article
        wrong += taken and not is_article
        missed += is_article and not taken
        left += not is_article and not taken
    return right, wrong, missed, left


def main() -> None:
    logging.disable(logging.CRITICAL)
    names = sys.argv[1:] or web_samples.names()
    print(f"{len(names)} pages\n{'':<24}{'precision':>10}{'recall':>10}{'F1':>8}{'ms/page':>10}")
    for title, method in METHODS.items():
        scores = [score(name, method) for name in names]
        right, wrong, missed = (sum(column) for column in list(zip(*scores, strict=True))[:3])
        begin = perf_counter()
        for name in names:
            try:
                method(name)
            except Exception:
                continue
        spent = (perf_counter() - begin) * 1000 / len(names)
        precision, recall = right / max(1, right + wrong), right / max(1, right + missed)
        both = 2 * precision * recall / max(1e-9, precision + recall)
        print(f"{title:<24}{precision:>10.1%}{recall:>10.1%}{both:>8.1%}{spent:>10.1f}")
    print("\nwrong / missed by page")
    for name in names:
        cells = (score(name, method) for method in METHODS.values())
        print(f"{name:<16}" + "".join(f"{wrong:>9} /{missed:>3}" for _right, wrong, missed, _left in cells))


if __name__ == "__main__":
    main()
