"""A patch turns one dataset into the other."""

from __future__ import annotations

from rdflib import Dataset, Literal, URIRef

from kg.export import write_patch, write_rdf

NAMES = [URIRef(f"https://kg.example/{name}") for name in "abc"]


def dataset(*values: str) -> Dataset:
    made = Dataset()
    for value in values:
        made.graph(NAMES[0]).add((NAMES[1], NAMES[2], Literal(value)))
    return made


def test_it_says_what_to_delete_and_what_to_add() -> None:
    old, new = dataset("甲", "乙", "u\u2028v\nw"), dataset("乙", "丙", "")
    lines = write_patch(old, new).split(b"\n")
    assert (lines[0], lines[-2:]) == (b"TX .", [b"TC .", b""])
    assert [line[:2] for line in lines[1:-2]] == [b"D ", b"D ", b"A ", b"A "]
    replayed = set(write_rdf(old, "nq").split(b"\n"))
    for line in lines[1:-2]:
        if line.startswith(b"D "):
            replayed.remove(line[2:])
        else:
            assert line[2:] not in replayed
            replayed.add(line[2:])
    assert replayed == set(write_rdf(new, "nq").split(b"\n"))


def test_equal_datasets_need_none() -> None:
    assert write_patch(dataset("甲"), dataset("甲")) == b"TX .\nTC .\n"
