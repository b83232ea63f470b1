"""Dates, and what they lean on."""

from kg.language.times.limits import Limit, LimitedTime, find_limits
from kg.language.times.times import find_times

__all__ = ["Limit", "LimitedTime", "find_limits", "find_times"]
