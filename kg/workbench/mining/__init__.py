"""Draft rules from labelled sentences: trigger words with their counts, and patterns for a person to accept."""

from __future__ import annotations

from kg.workbench.mining.drafts import Draft, draft_proposals
from kg.workbench.mining.labelled import Labels, load_labels, read_labelled
from kg.workbench.mining.miner import Mined, Settings, mine

__all__ = ["Draft", "Labels", "Mined", "Settings", "draft_proposals", "load_labels", "mine", "read_labelled"]
