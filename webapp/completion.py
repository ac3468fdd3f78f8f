"""What the SPARQL editor offers to complete: the classes and properties that the shapes know."""

from __future__ import annotations

from functools import cache

from ontology.schemas import class_labels, class_layout, classes


@cache
def completions() -> tuple[tuple[str, str, str], ...]:
    """Terms as written in a query (`sb:unitText`), with labels in Chinese and English, sorted."""
    found: dict[str, tuple[str, str]] = {}
    for name in classes():
        found[name] = class_labels(name)
        for field in class_layout(name):
            found[field.name] = (field.label_zh, field.label_en)
    return tuple((f"sb:{name}", *labels) for name, labels in sorted(found.items()))
