"""Short names: declared by the text, or made of its full names."""

from kg.recognition.short_names.declared import DeclaredNames
from kg.recognition.short_names.short_forms import ShortForms

__all__ = ["DeclaredNames", "ShortForms"]
