"""The pages: the explorer of a graph, the report to read and print, the page of one thing that its name leads to."""

from kg.view.page import drawn_large, render_page
from kg.view.report import render_report
from kg.view.resource_page import render_resource

__all__ = ["drawn_large", "render_page", "render_report", "render_resource"]
