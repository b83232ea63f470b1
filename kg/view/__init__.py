"""The pages: the explorer of a graph, the report, the page of one thing that its name leads to, the SPARQL editor."""

from kg.view.editor_page import EditorContent, editor_content, render_editor, render_editor_file
from kg.view.page import drawn_large, render_page
from kg.view.report import render_report
from kg.view.resource_page import render_resource

__all__ = [
    "EditorContent",
    "drawn_large",
    "editor_content",
    "render_editor",
    "render_editor_file",
    "render_page",
    "render_report",
    "render_resource",
]
