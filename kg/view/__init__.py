"""The explorer: one self-contained page that shows a graph with the evidence behind every edge."""

from kg.view.page import render_page

__all__ = ["render_page"]
