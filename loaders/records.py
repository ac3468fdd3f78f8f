"""Records: what the extractors say a document states, before any of it becomes RDF.

Every record is frozen and carries `Evidence`: offsets into the document's text as read, the
exact quote and the name of the rule that read it. Paths are number paths as printed
(`二/（一）/1`). Values, roles, kinds and modalities use the notations of the code lists.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from typing import NamedTuple


class Evidence(NamedTuple):
    """Where a fact stands: `text[start:end] == quote`, read by `rule`.

    `confidence` (0..1) is given only where the rule presumes something; None means the
    text says so in words.
    """

    start: int
    end: int
    quote: str
    rule: str
    confidence: float | None = None


@dataclass(frozen=True, slots=True)
class BodyName:
    """A body as the graph names it: full official name, kind, function and place.

    `kind` is agency | group | standing | generic; `guessed` says that the function is an
    inference from the name's words and not an entry of the lexicon.
    """

    full: str
    function: str
    kind: str = "agency"
    division_code: str | None = None
    guessed: bool = False


@dataclass(frozen=True, slots=True)
class Heading:
    """What the head and foot of a document say about it (one per document).

    `evidence` maps a field's name (title, doc_number, issuers, date, ...) to where it stands.
    Dates are ISO 8601 (`2024-09-13`), `form` and `status` as printed (实施方案, 征求意见稿).
    """

    title: str
    doc_number: str | None
    issuers: tuple[str, ...]
    date: str | None
    published: str | None
    city: str | None
    division_code: str | None
    province: str | None
    form: str | None
    status: str | None
    addressees: tuple[str, ...]
    evidence: dict[str, Evidence] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Section:
    """A heading that groups measures; `parent` is the path of the section above, if any."""

    path: str
    number: str
    title: str | None
    parent: str | None
    order: int
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class Topic:
    """One topic of a measure; rank 1 is the primary one, `score` is the classifier's weight."""

    notation: str
    rank: int
    score: float
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class Measure:
    """A numbered item that orders work (措施).

    `clause` is the responsibility clause as printed (several joined by a line break), None
    where there is none; `open_ended` says that a list of bodies ends in 等.
    `evidence` spans the whole item, heading and clause included.
    """

    path: str
    number: str
    title: str | None
    section: str | None
    order: int
    clause: str | None
    open_ended: bool
    deadline: str | None
    topics: tuple[Topic, ...]
    evidence: Evidence
    deadline_evidence: Evidence | None = None


@dataclass(frozen=True, slots=True)
class Assignment:
    """One body's responsibility for one measure; `position` counts from 1 within the role.

    `role` is lead | responsible | cooperate | shared. `clause` is the clause that says it and
    `clause_evidence` its place; `evidence` is the place of the body's name alone.
    """

    measure: str
    written: str
    role: str
    position: int
    body: BodyName
    open_ended: bool
    clause: str
    clause_evidence: Evidence
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class LeadStatement:
    """Running text that says who leads a measure (水利部门要发挥好牵头组织…作用)."""

    measure: str
    written: str
    body: BodyName
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class Target:
    """A number to reach.

    Exactly one of `measure` and `section` is set, or neither (a preamble); `section` is 附件
    for annex tables. `value`, `value_max` and `unit` are as printed; `comparator` is one of
    = >= <= > < ~ range; `kind` level | increment | each_year; years are calendar years.
    `part_of` is the index (in the document's tuple of targets) of the total that this
    sub-target (a yearly or local share) belongs to.
    """

    measure: str | None
    section: str | None
    indicator: str
    value: Decimal
    value_max: Decimal | None
    unit: str
    comparator: str
    kind: str
    from_year: int | None
    by_year: int | None
    place: str
    place_code: str | None
    evidence: Evidence
    part_of: int | None = None


@dataclass(frozen=True, slots=True)
class Reference:
    """A written work that the text names.

    `relation` is basis | formulate | repeal | issued_by_notice; `kind` party_document | law |
    regulation | standard | plan | notice | work_plan | other; `level` national | provincial |
    municipal | county, None where the text gives no sign of it. `articles` are printed article
    numbers (第三十二条) where the text cites them.
    """

    measure: str | None
    section: str | None
    title: str | None
    doc_number: str | None
    issuers: tuple[str, ...]
    relation: str
    kind: str
    level: str | None
    evidence: Evidence
    articles: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Duty:
    """A duty that running text puts on somebody; `modality` is must | must_not | may.

    `bearer` is as printed, None for prohibitions and 应-sentences that name nobody; `body` is
    the bearer resolved to a body of the place where that is possible.
    """

    measure: str | None
    bearer: str | None
    modality: str
    addressee: str | None
    condition: str | None
    body: BodyName | None
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class PlaceMention:
    """A named place; `kind` is division | river | lake | reservoir | mountain | region | other."""

    measure: str | None
    place: str
    kind: str
    division_code: str | None
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class StandingBody:
    """A body that the plan sets up or names; kind leading_group|joint_conference|mechanism."""

    measure: str | None
    name: str
    kind: str
    chair: str | None
    members: tuple[str, ...]
    open_ended: bool
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class InstrumentUse:
    """A policy instrument or system that a measure sets up or uses (以奖代补, 目标责任考核).

    `name` is the shared, normalised name that links plans; `written` is as printed; `kind` is
    a notation of the instrument-kind scheme (system, mechanism, platform, list, model,
    hotline, campaign, incentive, principle, other).
    """

    measure: str | None
    written: str
    name: str
    kind: str
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class Ideology:
    """Guiding thought named in a preamble; kept apart from the legal bases."""

    name: str
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class Leftover:
    """Text with the look of a fact that no rule took; responsibility | number | citation."""

    looks_like: str
    measure: str | None
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class Plan:
    """Everything read from one document; `text` is the text as read, the base of all offsets.

    `origin` and `source_kind` come from the source description, where there is one;
    `sha256` is of the file's bytes; `coverage` is the share (0..1) of the clue-bearing text
    that some rule took.
    """

    source: str
    sha256: str
    text: str
    heading: Heading
    issuers: tuple[BodyName, ...]
    sections: tuple[Section, ...]
    measures: tuple[Measure, ...]
    assignments: tuple[Assignment, ...]
    leads: tuple[LeadStatement, ...]
    targets: tuple[Target, ...]
    references: tuple[Reference, ...]
    duties: tuple[Duty, ...]
    places: tuple[PlaceMention, ...]
    bodies: tuple[StandingBody, ...]
    instruments: tuple[InstrumentUse, ...]
    ideology: tuple[Ideology, ...]
    leftovers: tuple[Leftover, ...]
    coverage: float
    origin: str | None = None
    source_kind: str | None = None
