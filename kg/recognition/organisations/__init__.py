"""Organisations that need more than their endings: trades, offices, dealings, the company they keep."""

from kg.recognition.organisations.companies import CompanyRecognizer
from kg.recognition.organisations.contexts import ContextRecognizer
from kg.recognition.organisations.dealings import DealingsRecognizer
from kg.recognition.organisations.government import GovernmentRecognizer
from kg.recognition.organisations.parties import PartyRecognizer
from kg.recognition.organisations.roles import without_roles
from kg.recognition.organisations.stated import StatedRecognizer
from kg.recognition.organisations.ventures import VentureRecognizer
from kg.recognition.organisations.whole_forms import WholeFormRecognizer

__all__ = [
    "CompanyRecognizer",
    "ContextRecognizer",
    "DealingsRecognizer",
    "GovernmentRecognizer",
    "PartyRecognizer",
    "StatedRecognizer",
    "VentureRecognizer",
    "WholeFormRecognizer",
    "without_roles",
]
