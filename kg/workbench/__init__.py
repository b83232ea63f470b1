"""Tools for those who write rules: examples, catalogue, drafts, statistics, why a fact is there and why one is not."""

__all__: list[str] = []
