"""The explorer, a page that shows a graph with the evidence behind every edge; the report, a page to read and print."""

from kg.view.page import render_page
from kg.view.report import render_report

__all__ = ["render_page", "render_report"]
