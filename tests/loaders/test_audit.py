"""What no rule took is told, with its place and the share that rules took."""

import pytest

from loaders.audit import audit
from loaders.extract.scope import Scope
from loaders.normalise import normalise
from loaders.records import Heading, Leftover

HEADING = Heading(
    title="云溪县坡地治理方案",
    doc_number="云溪政发〔2024〕7号",
    issuers=(),
    date=None,
    published=None,
    city=None,
    division_code=None,
    province=None,
    form=None,
    status=None,
    addressees=(),
)


def _audited(text: str, taken: tuple[str, ...] = ()) -> tuple[tuple[Leftover, ...], float]:
    view = normalise(text)
    scope = Scope("一", None, 0, len(view.text), 0)
    spans = ((view.text.index(words), words) for words in taken)
    evidence = [view.evidence(start, start + len(words), "t") for start, words in spans]
    return audit(view, [scope], evidence, HEADING)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("有关事宜由县水利局负责。", "responsibility"),
        ("牵头单位另定。", "responsibility"),
        ("治理3.5万亩。", "number"),
        ("比例为百分之三十。", "number"),
        ("参照《坡地治理办法》。", "citation"),
        ("见云政发〔2023〕5号。", "citation"),
    ],
)
def test_clues(text: str, kind: str) -> None:
    left, coverage = _audited(text)
    assert [one.looks_like for one in left] == [kind]
    assert left[0].measure == "一"
    assert text.startswith(left[0].evidence.quote)
    assert coverage == 0.0


@pytest.mark.parametrize(
    "text",
    ["加强治理。", "2024年5月。", "负责任的态度。", "三个环节。", "《》。", "由县水利局负责解释。"],
)
def test_no_clues(text: str) -> None:
    assert _audited(text) == ((), 1.0)


def test_what_a_rule_took_is_not_left_over() -> None:
    text = "治理3万亩。改造5万亩。参照《坡地治理办法》。"
    left, coverage = _audited(text, ("治理3万亩", "《坡地治理办法》"))
    assert [one.evidence.quote for one in left] == ["改造5万亩"]
    assert coverage == pytest.approx(2 / 3)


def test_outside_the_scopes_nothing_is_looked_for() -> None:
    view = normalise("治理3万亩。")
    assert audit(view, [], [], HEADING) == ((), 1.0)


@pytest.mark.parametrize("note", ["《云溪县坡地治理方案》已经同意。", "云溪政发〔2024〕7号"])
def test_a_cover_note_that_names_the_plan_cites_nothing(note: str) -> None:
    assert _audited(note) == ((), 1.0)
