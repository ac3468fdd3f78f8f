"""Check queries: each must return nothing over a good release, and names what it finds if not.

The shapes look at one document at a time; these look across documents and conclusions.
"""

from __future__ import annotations

from dataclasses import dataclass

from graph.rdf import BASE
from queries.errors import QueryFileError
from queries.library import header, query_texts
from queries.run import Asker
from queries.tables import Table

_ENDING = "-violation"


@dataclass(frozen=True, slots=True)
class Check:
    """One check: the fault it looks for, in both languages, and its SELECT of ?subject ?detail."""

    name: str
    summary_zh: str
    summary_en: str
    text: str


@dataclass(frozen=True, slots=True)
class Finding:
    """What one check found: rows of subject (an IRI) and detail."""

    check: Check
    table: Table


def load_checks(base: str = BASE) -> list[Check]:
    """The shipped checks by name; QueryFileError where there are none, or a header is missing."""
    checks = [_check(name, text) for name, text in query_texts("checks", base).items()]
    if not checks:
        raise QueryFileError("queries/checks holds no *-violation.rq file; restore the folder.")
    return checks


def run_checks(asker: Asker, base: str = BASE) -> list[Finding]:
    """The checks that found something; an empty list is a pass."""
    findings = [Finding(check, asker.select(check.text)) for check in load_checks(base)]
    return [finding for finding in findings if finding.table.rows]


def _check(name: str, text: str) -> Check:
    fields = header(text)
    if not name.endswith(_ENDING) or "summary" not in fields or "summary_zh" not in fields:
        raise QueryFileError(
            f"{name}.rq must be named *{_ENDING}.rq and have the header lines '#+ summary:' and "
            "'#+ summary_zh:'; correct it."
        )
    name = name.removesuffix(_ENDING)
    return Check(name, fields["summary_zh"], fields["summary"], text)
