"""What the program knows before it reads: ontology, names, units, shapes and rules, as data with their loaders."""

__all__: list[str] = []
