"""The sound files that mutated ones start from: what a format writes itself, and by name what is only read."""

from __future__ import annotations

from models.entities import Kind, LinkKind
from storage.formats.registry import Format, Snapshot
from tests.factories import World

# Of formats that are only read, or whose readers know more than their writers write: files by the name of the format.
SAMPLES: dict[str, list[bytes]] = {
    "markdown": [
        b"# Ferries\n\n- Ferries are late\n  - because: they wait\n  - but: not on Sundays\n    1. [x] seen\n",
    ],
    "kialo": [
        b"Discussion Title: Ferries\n"
        b"\n"
        b"1. They are late.\n"
        b"1.1. Pro: They wait. [1](https://a.example)\n"
        b"1.2. Con: -> See 1.1.\n",
    ],
    "argdown": [
        b"===\n"
        b"title: x\n"
        b"===\n"
        b"\n"
        b"[A]: late #t {a: 1}\n"
        b"  +> [B]\n"
        b"  <_ <C>: no\n"
        b"\n"
        b"<D>\n"
        b"\n"
        b"(1) p\n"
        b"(2) q\n"
        b"-- rule --\n"
        b"(3) [A]\n",
    ],
    "xaif": [
        b'{"AIF": {"nodes": [{"nodeID": "1", "text": "late", "type": "I"}, {"nodeID": '
        b'"2", "text": "waits", "type": "I"}, {"nodeID": "3", "text": "Default '
        b'Inference", "type": "RA"}], "edges": [{"edgeID": 1, "fromID": "2", "toID": '
        b'"3"}, {"edgeID": 2, "fromID": "3", "toID": "1"}], "locutions": [], '
        b'"participants": []}, "text": "late waits"}',
    ],
    "microtexts": [
        b'<?xml version="1.0" encoding="UTF-8"?>\n'
        b'<arggraph id="micro_1" topic_id="t" stance="pro"><edu '
        b'id="e1"><![CDATA[Late.]]></edu><edu id="e2"><![CDATA[It waits.]]></edu><edu '
        b'id="e3">No.</edu><adu id="a1" type="pro"/><adu id="a2" type="pro"/><adu id="a3" '
        b'type="opp"/><edge id="c1" src="e1" trg="a1" type="seg"/><edge id="c2" src="e2" '
        b'trg="a2" type="seg"/><edge id="c3" src="e3" trg="a3" type="seg"/><edge id="c4" '
        b'src="a2" trg="a1" type="sup"/><edge id="c5" src="a3" trg="c4" '
        b'type="und"/></arggraph>\n',
    ],
    "brat": [
        b"T1\tMajorClaim 0 4\tLate\n"
        b"T2\tPremise 5 13;20 22\tIt waits on\n"
        b"A1\tStance T1 For\n"
        b"R1\tsupports Arg1:T2 Arg2:T1\t\n"
        b"#1\tAnnotatorNotes T1\ta note\n"
        b"E1\tClaim:T1 Arg:T2\n"
        b"*\tEquiv T1 T2\n",
    ],
}


def seeds(found: Format) -> list[bytes]:
    """Sound files of a format, smallest first."""
    files = list(SAMPLES.get(found.name, ()))
    if found.can_write:
        for world, pairing in (little(), rich()):
            files.append(found.write(Snapshot(world.project, pairing))[0])
    return sorted(files, key=len)


def little() -> tuple[World, None]:
    world = World()
    case = world.case(world.article("The ferry is late.", "Ferries"), "Ferries")
    root = world.node(case, "Ferries are late", quotes=["ferry is late"])
    world.node(case, "They wait", root, Kind.EVIDENCE)
    return world, None


def rich() -> tuple[World, str]:
    """Everything that a map can hold, once or twice."""
    world = World()
    article = world.article(
        "The ferry is late.\n\nA bridge [x] costs more. 🙂", "Ferries: a view", authors=("Ada Lovelace",)
    )
    left, right = world.case(article, "Left & right", annotator="Ada"), world.case(article, "Right")
    root = world.node(
        left, "Ferries are\nlate [x] #y", quotes=["ferry is late"], tags=("time", "two words"), note="n: 1"
    )
    world.anchor(root, 4, 17)
    one = world.node(left, "They wait", root, premise_group="g", scheme="sign", confidence=0.5)
    world.node(left, "They stop", root, premise_group="g", implicit=True, reasoning="because")
    rebuttal = world.node(left, "Not that", one, Kind.REBUTTAL, inference=True, author="Béla")
    world.node(left, "Seen", rebuttal, Kind.EVIDENCE, quotes=["bridge [x] costs"], quality="a survey")
    other = world.node(right, "<b>Bridges</b> cost")
    world.node(right, "", other, Kind.REBUTTAL)
    link = world.link(other, root, note="so", strength=0.25)
    world.link(one, link, LinkKind.ANSWERS)
    world.link(one, other, LinkKind.TENSION)
    pairing = world.pairing(left, right, "Ferries or bridges?", notes="some")
    world.clash(pairing, link, world.issue(pairing, "Costs"), why="they do")
    world.tag("time", "red")
    return world, pairing.id
