"""The rule language: syntax, matching, guards, speech. Holds no domain words; those are in `kg/knowledge`."""

from kg.rules.rulebook import Application, Rulebook

__all__ = ["Application", "Rulebook"]
