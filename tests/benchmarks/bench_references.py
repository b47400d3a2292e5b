"""References: 10,000 read from each format and matched with the 500 articles of a project; medians of 3."""

from __future__ import annotations

import json
import random
import time
from collections.abc import Callable
from functools import partial
from statistics import median
from typing import Any

from models.bibliography.csl import to_csl
from models.bibliography.matching import match
from models.importing.about import About
from storage.formats import bibtex, csl_json, ris

REFERENCES, ARTICLES = 10_000, 500
WORDS = [
    a + b for a in ("tram", "bench", "wait", "road", "town", "price", "bus", "time") for b in ("", "s", "less", "ing")
]


def made(seed: int, count: int) -> list[About]:
    chance = random.Random(seed)
    return [
        About(
            " ".join(chance.choices(WORDS, k=chance.randint(4, 12))).capitalize(),
            authors=(f"Ada {chance.choice(WORDS).capitalize()}",),
            date=str(chance.randint(1950, 2024)),
            publication="Slow Things",
            url=f"https://slow.example/{seed}/{at}",
            citekey=f"key{seed}x{at}",
        )
        for at in range(count)
    ]


def timed(work: Callable[[], Any]) -> float:
    times = []
    for _round in range(3):
        began = time.perf_counter()
        work()
        times.append(time.perf_counter() - began)
    return 1000 * median(times)


def main() -> None:
    references = made(1, REFERENCES)
    items = [to_csl(about) for about in references]
    texts = {
        csl_json: json.dumps(items),
        ris: "\n".join(
            f"TY  - JOUR\nTI  - {a.title}\nAU  - {a.authors[0]}\nPY  - {a.date}\nUR  - {a.url}\nER  - \n"
            for a in references
            for a in references
        ),
        bibtex: "\n".join(
            f"@article{{{a.citekey},\n title={{{a.title}}}, author={{{a.authors[0]}}},"
            f" date={{{a.date}}}, url={{{a.url}}}}}"
            for a in references
        ),
    }
    for module, text in texts.items():
        took = timed(partial(module.parse, text.encode(), "x"))
        print(f"{REFERENCES} references of {module.NAME}: {took:.0f} ms")
    known = made(2, ARTICLES - 50) + references[:50]
    articles = {str(at): about for at, about in enumerate(known)}
    print(f"matched with {ARTICLES} articles: {timed(lambda: match(references, articles)):.0f} ms")
    bare = [About(about.title) for about in references]
    print(f"by their titles alone: {timed(lambda: match(bare, articles)):.0f} ms")


if __name__ == "__main__":
    main()
