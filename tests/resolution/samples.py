"""Small invented posts with mentions and claims set by hand, so that no rule has to find them."""

from __future__ import annotations

from datetime import UTC, datetime

from kg.model import Argument, Claim, Document, Mention, Period, Status

__all__ = ["PUBLISHED", "claim", "mention", "post"]

PUBLISHED = datetime(2022, 5, 16, 9, 6, tzinfo=UTC)


def post(
    text: str,
    *,
    title: str = "例",
    id: str = "a",  # noqa: A002
    publisher: str = "",
    author: str = "",
    published: datetime | None = None,
) -> Document:
    """A post of one paragraph."""
    whole = f"{title}\n{text}"
    spans = ((len(title) + 1, len(whole)),)
    return Document(id, title, whole, published=published, publisher=publisher, author=author, paragraphs=spans)


def mention(
    document: Document, words: str, kind: str, *, nth: int = 0, found_by: str = "shape", name: str = ""
) -> Mention:
    """The mention of this type that stands where `words` stand in the text for the `nth` time."""
    start = -1
    for _ in range(nth + 1):
        start = document.text.index(words, start + 1)
    return Mention(kind, start, start + len(words), name or words, found_by=found_by)


def claim(
    subject: Mention,
    property: str,  # noqa: A002
    object: Argument,  # noqa: A002
    *,
    status: Status = Status.ASSERTED,
    rule: str = "example",
    speaker: Mention | None = None,
    time: Period | None = None,
    qualifiers: tuple[tuple[str, Argument], ...] = (),
) -> Claim:
    """A claim whose evidence reaches from its first mention to its last."""
    mentions = [m for m in (subject, object) if isinstance(m, Mention)]
    start, end = min(m.start for m in mentions), max(m.end for m in mentions)
    return Claim(property, subject, object, status, start, end, rule, speaker, time, qualifiers)
