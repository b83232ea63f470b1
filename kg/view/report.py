"""The report: one HTML page for a reader who wants no graph, made for the screen and for paper, without any script.

Nothing from a post becomes markup: the template engine escapes whatever it is given, and the Content-Security-Policy
allows the page's own style by its hash and nothing else.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Sequence
from datetime import date
from types import MappingProxyType
from typing import Protocol

from jinja2 import Environment, PackageLoader, StrictUndefined

from kg.model import Entity, KnowledgeGraph
from kg.view.charts import shorten
from kg.view.data import Labels, web_address
from kg.view.printable import printable
from kg.view.report_content import report_content
from kg.view.style import QUALIFIER_LABELS, STATUS_LABELS
from kg.view.timeline import newest_day

__all__ = ["Conflict", "Exhibit", "render_report", "report_environment", "style_policy"]

_NO_LABELS: Labels = MappingProxyType({})
_LANGUAGES = ("zh", "en")


class Exhibit(Protocol):
    """One fact of a conflict, in words."""

    @property
    def subject(self) -> str:
        """Its name."""

    @property
    def label(self) -> tuple[str, str]:
        """Of the property, in Chinese and English."""

    @property
    def value(self) -> str:
        """On one line."""

    @property
    def status(self) -> str:
        """Of the fact."""

    @property
    def published(self) -> str:
        """The day of the post."""

    @property
    def sentence(self) -> str:
        """That states it."""


class Conflict(Protocol):
    """Facts that cannot all hold; what `kg validate` finds is one."""

    @property
    def zh(self) -> str:
        """What is odd, in Chinese."""

    @property
    def en(self) -> str:
        """The same in English."""

    @property
    def exhibits(self) -> Sequence[Exhibit]:
        """The facts, side by side."""


def render_report(
    graph: KnowledgeGraph,
    *,
    title: str = "",
    language: str = "zh",
    as_of: date | None = None,
    limit: int = 40,
    conflicts: Sequence[Conflict] = (),
    class_labels: Labels = _NO_LABELS,
    property_labels: Labels = _NO_LABELS,
) -> str:
    """Tell what a graph says as one HTML page that needs no other file, no network and no script.

    Args:
        graph: what to tell of; may be empty.
        title: of the page, plain text; by default it says what the page is.
        language: `zh`, Chinese with English beside it, or `en`.
        as_of: the day that plans are measured against; by default that of the newest post.
        limit: how much at most of each: entities, facts of an entity, figures, times, quotations; 0 for all.
        conflicts: facts that cannot all hold.
        class_labels: Chinese and English label of each class.
        property_labels: the same for properties.

    Returns:
        The page; the same bytes for the same arguments.

    Raises:
        ValueError: there is no such language.
    """
    if language not in _LANGUAGES:
        raise ValueError(f"no such language: {language}")
    words = _LANGUAGES.index(language)
    content = report_content(graph, as_of=as_of or newest_day(graph), limit=limit, labels=property_labels, words=words)
    environment = report_environment()
    style = environment.get_template("report.css").render()
    return environment.get_template("report.html").render(
        content=content,
        conflicts=conflicts,
        language=language,
        words=words,
        title=title,
        style=style,
        policy=style_policy(style),
        classes=class_labels,
        properties=property_labels,
        qualifiers=QUALIFIER_LABELS,
        statuses={status.value: labels for status, labels in STATUS_LABELS.items()},
    )


def report_environment() -> Environment:
    """The maker of pages without scripts: whatever it is given, it escapes."""
    environment = Environment(
        loader=PackageLoader("kg.view"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=_printable,
    )
    environment.filters["web_address"] = web_address
    environment.filters["shorten"] = shorten
    environment.tests["entity"] = lambda value: isinstance(value, Entity)
    return environment


def style_policy(style: str) -> str:
    """The Content-Security-Policy of a page that has this style and nothing else."""
    return f"default-src 'none'; style-src {_hash(style)}; base-uri 'none'; form-action 'none'"


def _printable(value: object) -> object:
    """What would harm a page is left out of all that is printed."""
    # Markup of our own templates is a str too, and keeps its type.
    return printable(value) if type(value) is str else value


def _hash(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode('utf-8')).digest()).decode('ascii')}'"
