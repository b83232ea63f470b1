"""Graphs of every shape the model allows, with text as hostile as posts may be."""

from datetime import UTC, date, timedelta, timezone
from decimal import Decimal

from hypothesis import strategies as st

from kg.model import (
    Bound,
    Document,
    Entity,
    Evidence,
    Fact,
    KnowledgeGraph,
    Period,
    Precision,
    Quantity,
    Quotation,
    Status,
)

__all__ = ["entities", "graphs", "hostile", "quantities"]

HOSTILE = [
    "",
    ".",
    "..",
    "../../ontology#Person",
    "甲公司",
    "某某市 人工智能\u3000计算中心",
    "“1-4-3-2”模式",
    "A> . <urn:x> <urn:y> <urn:z> . #",
    '"""\\"@zh',
    "a%2Fb/c?d#e",
    "<script>alert(1)</script>",
    "\u202e倒写\u200b",
    "\x00\r\n\t",
    "document:甲",
    "2022-05-16T09:06:32+08:00",
    "\U0001f600{|}^`",
]
hostile = st.sampled_from(HOSTILE) | st.text(max_size=8)
bases = st.sampled_from(["https://kg.example/", "http://某某.example/图/"])

_days = st.dates(min_value=date(1, 1, 1), max_value=date(9999, 12, 1))
_last = timedelta(days=1)


def _month(day: date, surface: str) -> Period:
    start = day.replace(day=1)
    return Period(start, (start + 31 * _last).replace(day=1) - _last, Precision.MONTH, surface)


def _year(day: date, surface: str) -> Period:
    return Period(date(day.year, 1, 1), date(day.year, 12, 31), Precision.YEAR, surface)


def _interval(days: list[date], surface: str) -> Period:
    return Period(min(days), max(days), Precision.INTERVAL, surface)


periods = st.one_of(
    st.builds(lambda day, surface: Period(day, day, Precision.DAY, surface), _days, hostile),
    st.builds(_month, _days, hostile),
    st.builds(_year, _days, hostile),
    st.builds(_interval, st.lists(_days, min_size=2, max_size=2), hostile),
)
quantities = st.builds(
    Quantity,
    value=st.decimals(allow_nan=False, allow_infinity=False, places=3) | st.integers().map(Decimal),
    unit=st.sampled_from(["CNY", "FLOPS", "m2"]) | hostile,
    bound=st.sampled_from(Bound),
    surface=hostile,
)
_names = st.lists(hostile, max_size=3, unique=True).map(sorted).map(tuple)
_moments = st.datetimes(timezones=st.sampled_from([UTC, timezone(timedelta(hours=8))]))
documents = st.builds(
    Document,
    id=hostile,
    title=hostile,
    text=hostile,
    published=st.none() | st.datetimes() | _moments,
    publisher=hostile,
    author=hostile,
    url=hostile,
    tags=st.lists(hostile, max_size=3).map(tuple),
    paragraphs=st.lists(st.tuples(st.integers(0, 99), st.integers(0, 99)), max_size=2).map(tuple),
)
_types = st.sampled_from(["Company", "Person", "ComputingCentre", "Project", "NewsArticle"])
entities = st.builds(Entity, id=hostile | hostile.map("document:{}".format), type=_types, name=hostile, aliases=_names)


@st.composite
def graphs(draw: st.DrawFn) -> KnowledgeGraph:
    posts = draw(st.lists(documents, max_size=3, unique_by=lambda post: post.id))
    things = draw(st.lists(entities, min_size=1, max_size=4, unique_by=lambda thing: thing.id))
    thing, source = st.sampled_from(things), st.sampled_from([post.id for post in posts]) if posts else hostile
    values = thing | quantities | periods | hostile | st.integers()
    offset = st.integers(0, 10**6)
    evidence = st.builds(Evidence, document=source, start=offset, end=offset, quote=hostile, rule=hostile)
    fact = st.builds(
        Fact,
        subject=thing,
        # The title of an article is the document's own and stands on the same node, so that it is not invented here.
        property=st.sampled_from(
            ["operatedBy", "cooperatesWith", "launchDate", "investmentAmount", "hasTitle", "rank"]
        ),
        object=values,
        status=st.sampled_from(Status),
        qualifiers=st.dictionaries(hostile, values, max_size=2).map(lambda found: tuple(sorted(found.items()))),
        speaker=st.none() | thing,
        time=st.none() | periods,
        confidence=st.floats(0, 1),
        evidences=st.lists(evidence, max_size=3, unique=True).map(tuple),
    )
    said = st.builds(Quotation, speaker=thing, text=hostile, document=source, start=offset, end=offset)
    return KnowledgeGraph(
        documents=tuple(posts),
        entities=tuple(things),
        facts=tuple(draw(st.lists(fact, max_size=4))),
        quotations=tuple(draw(st.lists(said, max_size=2, unique=True))),
    )
