"""Compare what the named queries answer with reference annotations: precision, recall and F1.

The annotations are in the format of `tests/gold/SCHEMA.md`; the answers are the rows of the
queries documents, measures, responsibilities, targets, references and duties.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from typing import Any

Row = Mapping[str, Any]
Answers = Mapping[str, Sequence[Row]]
Gold = Mapping[str, Any]
QUERIES = ("documents", "measures", "responsibilities", "targets", "references", "duties")

_UNITS = {"％": "%", "平方千米": "平方公里", "km²": "平方公里", "百分比": "%"}
_SURE_REFERENCE, _SURE_BEARER, _SURE_QUOTE = 0.6, 0.6, 0.3


def norm(value: object) -> str:
    """Text without blanks, invisible marks and closing punctuation, width folded."""
    text = unicodedata.normalize("NFKC", "" if value is None else str(value))
    return re.sub(r"[\s\u200b\ufeff\u00ad]", "", text).strip("。;；,，.、:：")


def bare(value: object) -> str:
    """A title without quotation marks."""
    return re.sub(r"[《》〈〉<>“”\"'‘’「」]", "", norm(value))


def path(value: object) -> str:
    """A number path: digits, numerals and slashes alone."""
    return re.sub(r"[()（）第条章节．.、]", "", norm(value))


def brackets(value: object) -> str:
    """A document number whatever kind of bracket it is printed with."""
    return re.sub(r"[\[(（【〔]", "〔", re.sub(r"[\])）】〕]", "〔", bare(value)))


def number(value: object) -> Decimal | str | None:
    """A number as such, anything else as text, nothing as None."""
    if value in (None, ""):
        return None
    try:
        return round(Decimal(str(value).replace(",", "")), 6).normalize()
    except InvalidOperation:
        return str(value)


def alike(left: object, right: object) -> float:
    """0..1: 1 where one text holds the other, else the overlap of their character pairs."""
    a, b = norm(left), norm(right)
    if not a or not b:
        return 0.0
    if a in b or b in a:
        short, long = sorted((len(a), len(b)))
        return short / long if short < 6 else 1.0
    first = {a[i : i + 2] for i in range(len(a) - 1)}
    second = {b[i : i + 2] for i in range(len(b) - 1)}
    return len(first & second) / max(1, len(first | second))


@dataclass(slots=True)
class Tally:
    """Hits, surplus and misses of one kind of fact, with the missed and surplus facts."""

    hits: int = 0
    surplus: list[Hashable] = field(default_factory=list)
    missed: list[Hashable] = field(default_factory=list)

    def compare(self, wanted: Iterable[Hashable], found: Iterable[Hashable]) -> None:
        """Count two collections of facts against each other, duplicates as often as they come."""
        want, have = Counter(wanted), Counter(found)
        self.hits += (want & have).total()
        self.missed += (want - have).elements()
        self.surplus += (have - want).elements()

    @property
    def precision(self) -> float:
        """The share of what was found that is right; 0 where nothing was found."""
        found = self.hits + len(self.surplus)
        return self.hits / found if found else 0.0

    @property
    def recall(self) -> float:
        """The share of what is right that was found; 1 where there is nothing to find."""
        wanted = self.hits + len(self.missed)
        return self.hits / wanted if wanted else 1.0

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall."""
        total = self.precision + self.recall
        return 2 * self.precision * self.recall / total if total else 0.0


Tallies = dict[str, Tally]


def pooled(tallies: Mapping[str, Tally]) -> Tally:
    """All kinds of facts as one."""
    whole = Tally()
    for tally in tallies.values():
        whole.hits += tally.hits
        whole.surplus += tally.surplus
        whole.missed += tally.missed
    return whole


def score(gold: Mapping[str, Gold], answers: Answers) -> Tallies:
    """Tallies by kind of fact, pooled over the annotated documents (by their source's name)."""
    tallies: Tallies = defaultdict(Tally)
    for source, annotated in gold.items():
        mine = {
            name: [row for row in answers[name] if row.get("source") == source] for name in QUERIES
        }
        for judge in _JUDGES:
            judge(tallies, source, annotated, mine)
    return tallies


def _documents(tallies: Tallies, source: str, gold: Gold, rows: Answers) -> None:
    wanted, row = gold["document"], (rows["documents"] or [{}])[0]
    want: list[Hashable] = [(source, "issuer", bare(i)) for i in wanted.get("issuers") or []]
    have: list[Hashable] = [
        (source, "issuer", bare(i)) for i in str(row.get("issuers") or "").split("|") if i
    ]
    for name in ("doc_number", "date", "city", "form", "status"):
        if wanted.get(name):
            want.append((source, name, brackets(wanted[name])))
        if row.get(name) and (name != "status" or wanted.get("status")):
            have.append((source, name, brackets(row[name])))
    if wanted.get("title"):
        title, found = bare(wanted["title"]), bare(row.get("title"))
        whole = found and (found in title or title in found)
        want.append((source, "title", "whole"))
        have.append((source, "title", "whole" if whole else found))
    tallies["documents"].compare(want, have)


def _measures(tallies: Tallies, source: str, gold: Gold, rows: Answers) -> None:
    found = {path(row["measure"]): row for row in rows["measures"]}
    wanted = {path(measure["id"]): measure for measure in gold["measures"]}
    tallies["measures"].compare(
        [(source, key, bare(m["title"])) for key, m in wanted.items()],
        [(source, key, bare(row.get("title"))) for key, row in found.items()],
    )
    for key, measure in wanted.items():
        row = found.get(key, {})
        topics = [topic for topic in str(row.get("topics") or "").split("|") if topic]
        if measure.get("deadline"):
            tallies["deadline"].compare(
                [(source, key, norm(measure["deadline"]))],
                [(source, key, norm(row.get("deadline")))],
            )
        if measure.get("topics"):
            primary = [(source, key, topics[0])] if topics else []
            tallies["topic_primary"].compare([(source, key, measure["topics"][0])], primary)
            among = "annotated" if topics and topics[0] in measure["topics"] else topics[:1]
            tallies["topic_any"].compare([(source, key, "annotated")], [(source, key, str(among))])


def _responsibilities(tallies: Tallies, source: str, gold: Gold, rows: Answers) -> None:
    given = {
        (path(m["id"]), norm(a["written"]), a["role"]): a
        for m in gold["measures"]
        for a in m["responsible"]
    }
    found = rows["responsibilities"]
    keys = [(path(r["measure"]), norm(r["written"]), r["role"]) for r in found]
    tallies["responsibilities"].compare(
        [
            (source, path(m["id"]), norm(a["written"]), a["role"])
            for m in gold["measures"]
            for a in m["responsible"]
        ],
        [(source, *key) for key in keys],
    )
    by_name = {key[:2]: annotated for key, annotated in given.items()}
    for key, row in zip(keys, found, strict=True):
        annotated = by_name.get(key[:2])
        if annotated is not None:
            name, function = row.get("agency"), row.get("function")
            full = norm(annotated["full"])
            tallies["agency_full"].compare([(source, full)], [(source, norm(name))])
            if not annotated.get("function_open"):  # the code list leaves it open
                tallies["agency_function"].compare(
                    [(source, full, annotated["function"])], [(source, full, function)]
                )


def _target(source: str, row: Row) -> tuple[Hashable, ...]:
    """Source, value, upper value, unit, year; then comparator, kind, place."""
    unit = norm(row.get("unit"))
    core = (number(row.get("value")), number(row.get("value_max")), _UNITS.get(unit, unit))
    year = number(row.get("by"))
    rest = (norm(row.get("comparator")), norm(row.get("kind")), norm(row.get("place")))
    return (source, *core, year, *rest)


def _targets(tallies: Tallies, source: str, gold: Gold, rows: Answers) -> None:
    wanted = [_target(source, t) for t in gold["targets"] if not t.get("optional")]
    allowed = {_target(source, t)[:5] for t in gold["targets"] if t.get("optional")}
    found = [_target(source, row) for row in rows["targets"]]
    found = [key for key in found if key[:5] not in allowed or key in wanted]
    tallies["targets_core"].compare([k[:5] for k in wanted], [k[:5] for k in found])
    tallies["targets_full"].compare(wanted, found)
    named: dict[tuple[Hashable, ...], list[str]] = defaultdict(list)
    for row in rows["targets"]:
        named[_target(source, row)[:5]].append(str(row.get("indicator") or ""))
    for target in gold["targets"]:
        candidates = named.get(_target(source, target)[:5])
        if candidates:
            best = max(candidates, key=lambda name: alike(target["indicator"], name))
            close = alike(target["indicator"], best) >= 0.5
            key = (source, target["indicator"])
            tallies["target_indicator"].compare(
                [(*key, "alike")], [(*key, "alike" if close else best)]
            )


def _same_work(wanted: Row, found: Row) -> float:
    same_number = wanted.get("doc_number") and brackets(wanted["doc_number"]) == brackets(
        found.get("doc_number")
    )
    if not wanted.get("title"):
        return 1.0 if same_number else 0.0
    return alike(bare(wanted["title"]), bare(found.get("title"))) + (0.1 if same_number else 0)


def _references(tallies: Tallies, source: str, gold: Gold, rows: Answers) -> None:
    own = "issued_by_notice"
    rest = [row for row in rows["references"] if row.get("relation") != own]
    tally = tallies["references"]
    for wanted in (r for r in gold["references"] if r["relation"] != own):
        best = max(rest, key=lambda row: _same_work(wanted, row), default=None)
        if best is None or _same_work(wanted, best) < _SURE_REFERENCE:
            if not wanted.get("optional"):
                tally.missed.append((source, wanted["title"] or wanted["doc_number"]))
            continue
        rest.remove(best)
        if wanted.get("optional"):
            continue
        tally.hits += 1
        key = (source, wanted["title"])
        tallies["reference_relation"].compare(
            [(*key, wanted["relation"])], [(*key, best.get("relation"))]
        )
        if wanted.get("doc_number"):
            tallies["reference_number"].compare(
                [(source, brackets(wanted["doc_number"]))],
                [(source, brackets(best.get("doc_number")))],
            )
    tally.surplus += [(source, row.get("title") or row.get("doc_number")) for row in rest]


def _duties(tallies: Tallies, source: str, gold: Gold, rows: Answers) -> None:
    """Duties that name a bearer; those of nobody in particular are not judged."""
    rest = [row for row in rows["duties"] if row.get("bearer")]
    tally = tallies["duties"]
    for wanted in (duty for duty in gold.get("duties", []) if duty.get("bearer")):
        hit = next((row for row in rest if _same_duty(wanted, row)), None)
        if hit is None:
            tally.missed.append((source, wanted["measure"], wanted["bearer"], wanted["quote"][:40]))
        else:
            rest.remove(hit)
            tally.hits += 1
    tally.surplus += [(source, r.get("measure"), r["bearer"], str(r["quote"])[:40]) for r in rest]


def _same_duty(wanted: Row, row: Row) -> bool:
    return (
        row.get("modality") == wanted["modality"]
        and alike(wanted["bearer"], row.get("bearer")) >= _SURE_BEARER
        and alike(wanted["quote"], row.get("quote")) >= _SURE_QUOTE
    )


_JUDGES: tuple[Callable[[Tallies, str, Gold, Answers], None], ...] = (
    _documents,
    _measures,
    _responsibilities,
    _targets,
    _references,
    _duties,
)
