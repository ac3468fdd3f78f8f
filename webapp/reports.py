"""What a build found: the validation by the shapes, and what was and was not read."""

from __future__ import annotations

from collections import defaultdict

from flask import Blueprint, render_template, request

from graph.report import Result, from_json
from webapp.data import served
from webapp.visit import visit

reports = Blueprint("reports", __name__, url_prefix="/data")


@reports.get("/validation")
def validation() -> str:
    """The SHACL results by shape, over all documents; `severity=` narrows them."""
    release = served()
    severity = request.args.get("severity", "")
    groups: dict[str, list[Result]] = defaultdict(list)
    counts: dict[str, int] = defaultdict(int)
    checks = 0
    for part in release.parts():
        report = from_json(part.report["validation"])
        checks += report.summary()["checks"]
        for result in report.results:
            counts[result.severity.value] += 1
            if severity in ("", result.severity.value):
                groups[result.shape].append(result)
    return render_template(
        "validation.html",
        release=release,
        groups=dict(sorted(groups.items())),
        counts=counts,
        checks=checks,
        names=visit().names(r.focus for results in groups.values() for r in results),
        severity=severity,
    )


@reports.get("/report")
def report() -> str:
    """For every document its facts by kind, coverage, the text that no rule took, and guesses."""
    release = served()
    parts = list(release.parts())
    kinds = list(dict.fromkeys(kind for part in parts for kind in part.report.get("counts", {})))
    return render_template(
        "report.html", release=release, parts=parts, kinds=kinds, report=release.report()
    )
