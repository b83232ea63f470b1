"""How classes and statuses look: a hue for each family of classes, a shape and a shade for each class in it.

Hues follow the palette of Okabe and Ito, which stays distinct for colour-blind readers; shapes tell classes of one
hue apart without any colour at all, and dashes do the same for statuses.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from kg.model import Status

__all__ = [
    "QUALIFIER_LABELS",
    "STATUS_LABELS",
    "STATUS_STYLES",
    "ClassStyle",
    "EdgeStyle",
    "class_style",
    "is_quiet_class",
    "is_quiet_edge",
]


@dataclass(frozen=True, slots=True)
class ClassStyle:
    """A node's look.

    Attributes:
        rank: place in the legend, families together.
        color: fill, `#rrggbb`.
        shape: one of vis-network's shapes that carry their label outside.
    """

    rank: int
    color: str
    shape: str


@dataclass(frozen=True, slots=True)
class EdgeStyle:
    """An edge's look.

    Attributes:
        color: `#rrggbb`, on a light ground.
        dark_color: the same on a dark one.
        dashes: in pixels; empty is solid.
        width: in pixels.
    """

    color: str
    dark_color: str
    dashes: tuple[int, ...]
    width: float


_LOOKS: tuple[tuple[str, str, str], ...] = (
    ("Agent", "#0072b2", "dot"),
    ("Organization", "#0072b2", "dot"),
    ("Company", "#0072b2", "dot"),
    ("GovernmentBody", "#1f62a0", "square"),
    ("University", "#3f97cf", "triangle"),
    ("ResearchInstitute", "#3f97cf", "triangleDown"),
    ("MediaOutlet", "#7ab8e0", "hexagon"),
    ("Fund", "#1f62a0", "diamond"),
    ("Person", "#d55e00", "dot"),
    ("Group", "#f0a26b", "dot"),
    ("Place", "#4d8f3a", "dot"),
    ("AdministrativeRegion", "#4d8f3a", "square"),
    ("Facility", "#009e73", "square"),
    ("ComputingCentre", "#009e73", "star"),
    ("InnovationCentre", "#009e73", "diamond"),
    ("IndustrialPark", "#009e73", "hexagon"),
    ("Project", "#56c4a5", "square"),
    ("Platform", "#8e5aa8", "square"),
    ("Product", "#8e5aa8", "dot"),
    ("Service", "#b68ac9", "dot"),
    ("Dataset", "#b68ac9", "square"),
    ("Technology", "#8e5aa8", "triangle"),
    ("Industry", "#d9a400", "dot"),
    ("IndustryCluster", "#d9a400", "hexagon"),
    ("Event", "#cc4f86", "star"),
    ("Initiative", "#cc79a7", "diamond"),
    ("Policy", "#8a6d3b", "square"),
    ("Document", "#8a6d3b", "square"),
    ("NewsArticle", "#9aa0a6", "square"),
    ("Security", "#5f6b7a", "diamond"),
    ("Concept", "#9a9488", "dot"),
)
_STYLES = {name: ClassStyle(rank, color, shape) for rank, (name, color, shape) in enumerate(_LOOKS)}
_UNKNOWN = ClassStyle(len(_LOOKS), "#7f7f7f", "dot")

_QUIET_CLASSES = frozenset({"NewsArticle", "MediaOutlet"})
_QUIET_PROPERTIES = frozenset({"about", "publishedBy", "author"})
_REGION = "AdministrativeRegion"

# Planned dashed, expected dotted, claimed grey; what is negated is struck through as well, by the page.
STATUS_STYLES: Mapping[Status, EdgeStyle] = {
    Status.ASSERTED: EdgeStyle("#46535f", "#b4bec9", (), 1.4),
    Status.PLANNED: EdgeStyle("#2a78c2", "#6db3f2", (9, 5), 1.4),
    Status.EXPECTED: EdgeStyle("#b06f00", "#e6ac4a", (2, 4), 1.8),
    Status.CLAIMED: EdgeStyle("#98a1ab", "#7c8793", (12, 3, 2, 3), 1.4),
    Status.NEGATED: EdgeStyle("#d1242f", "#ff7b7b", (5, 3), 1.4),
}

STATUS_LABELS: Mapping[Status, tuple[str, str]] = {
    Status.ASSERTED: ("陈述", "Asserted"),
    Status.PLANNED: ("计划", "Planned"),
    Status.EXPECTED: ("预期", "Expected"),
    Status.CLAIMED: ("据称", "Claimed"),
    Status.NEGATED: ("否定", "Negated"),
}

QUALIFIER_LABELS: Mapping[str, tuple[str, str]] = {
    "amount": ("金额", "amount"),
    "document": ("文件", "document"),
    "kind": ("种类", "kind"),
    "lead": ("领投", "lead"),
    "of": ("所指", "of"),
    "rank": ("名次", "rank"),
    "period": ("期间", "period"),
    "product": ("产品", "product"),
    "ratio": ("比例", "ratio"),
    "round": ("轮次", "round"),
    "shares": ("股数", "shares"),
    "title": ("职务", "title"),
    "to": ("对象", "to"),
    "wholly": ("全资", "wholly"),
}


def class_style(name: str, parents: Mapping[str, str]) -> ClassStyle:
    """The look of a class, its nearest known ancestor's when it has none of its own.

    Args:
        name: of the class.
        parents: each class's superclass; may be empty.
    """
    seen: set[str] = set()
    while name not in _STYLES and name in parents and name not in seen:
        seen.add(name)
        name = parents[name]
    return _STYLES.get(name, _UNKNOWN)


def is_quiet_class(name: str) -> bool:
    """Whether nodes of this class are where facts come from rather than what they are about."""
    return name in _QUIET_CLASSES


def is_quiet_edge(subject_class: str, property_name: str, object_class: str) -> bool:
    """Whether an edge frames the picture (about, publishedBy, a city in its province) rather than tells news."""
    if property_name in _QUIET_PROPERTIES:
        return True
    return property_name == "locatedIn" and subject_class == object_class == _REGION
