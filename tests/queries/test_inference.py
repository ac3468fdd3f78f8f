"""Rules: what they conclude, in which order, the same on two engines and on every run."""

import pytest
import rdflib

from graph import iri
from graph.rdf import BASE, BlankNode, Quad, quads_of
from graph.store import Store
from queries.errors import QueryFileError
from queries.inference import Rule, in_order, infer, load_rules

P = BASE + "id/plan/990100/p"


def objects(quads: list[Quad], predicate: str) -> set[tuple[str, str]]:
    """Subject and object (their last parts) of the statements with a predicate of ours."""
    return {
        (q.subject.value.split("/id/")[-1], getattr(q.object, "value", "").split("/")[-1])  # type: ignore[union-attr]
        for q in quads
        if q.predicate.value == f"{BASE}ontology#{predicate}"
    }


@pytest.mark.parametrize("rule", load_rules(), ids=lambda rule: rule.name)
def test_both_engines_conclude_the_same(
    rule: Rule, inferred: dict[str, list[Quad]], other_engine: rdflib.Dataset
) -> None:
    theirs = other_engine.query(rule.text).graph
    assert theirs is not None
    lines = theirs.serialize(format="nt", encoding="utf-8")
    expected = {_plain(q) for q in inferred[rule.name]}
    assert {_plain(q) for q in quads_of(lines)} == expected
    assert expected


def _plain(quad: Quad) -> tuple[str, str, str]:
    """A statement with its numbers in one spelling (3 and 3.0 are equal decimals)."""
    value = getattr(quad.object, "value", "")
    if "." in value and value.replace(".", "").isdigit():
        value = value.rstrip("0").rstrip(".")
    return str(quad.subject), quad.predicate.value, value


def test_conclusions_stand_in_graphs_of_their_own_and_name_no_blank_node(
    inferred: dict[str, list[Quad]],
) -> None:
    for rule, quads in inferred.items():
        assert {q.graph_name for q in quads} == {iri.graph(f"inferred/{rule}")}
        assert not any(isinstance(t, BlankNode) for q in quads for t in (q.subject, q.object))
        assert quads == sorted(set(quads), key=str)


def test_two_runs_conclude_the_same(read: list[Quad], inferred: dict[str, list[Quad]]) -> None:
    again = Store()
    again.load(reversed(read))
    found = infer(again)
    assert found == inferred
    assert list(found) == [rule.name for rule in load_rules()]
    assert len(again) == len(set(read)) + sum(map(len, found.values()))


def test_a_leader_rests_on_what_was_read(inferred: dict[str, list[Quad]]) -> None:
    explicit = inferred["lead-explicit"]
    assert objects(explicit, "derivedFrom") == {
        ("plan/990100/p/lead/1-1-explicit-1", "1-1-1"),
    }
    assert objects(inferred["lead-sole"], "derivedFrom") == {
        ("plan/990100/p/lead/1-2-sole", "1-2-1"),
        ("plan/990100/p/lead/1-5-sole", "1-5-1"),
    }
    # 一/4 has only sharers: nobody is presumed.
    leads = [q for name, quads in inferred.items() if name.startswith("lead-") for q in quads]
    assert not any(value == "1-4" for _, value in objects(leads, "ofMeasure"))


def test_a_presumption_yields_to_text_that_names_the_same_body(
    inferred: dict[str, list[Quad]],
) -> None:
    text = objects(inferred["lead-text"], "ofMeasure")
    assert {measure for _, measure in text} == {"1", "2", "3"}
    assert objects(inferred["lead-first-listed"], "body") == {
        ("plan/990100/p/lead/1-3-first", "fa-gai-wei"),
        ("plan/990200/q/lead/3-first", "cai-zheng-ju"),
    }
    assert "plan/990200/q/lead/2-sole" not in {s for s, _ in objects(inferred["lead-sole"], "body")}


def test_members_are_minted_as_the_rest_of_the_graph_would_name_them(
    inferred: dict[str, list[Quad]],
) -> None:
    members = objects(inferred["members-governments"], "name")
    assert {name for _, name in members} == {"甲城市子丑区人民政府", "寅县人民政府"}
    division = Store()
    division.load(
        quads_of(
            f"<{BASE}id/body/370600/x> a <{BASE}ontology#BodyGroup> ;"
            f' <{BASE}ontology#name> "烟台市各市人民政府" ;'
            f' <{BASE}ontology#memberDivisionKind> "市" ;'
            f" <{BASE}ontology#jurisdiction> <{BASE}id/division/370600> ."
            f"<{BASE}id/division/370687> <{BASE}ontology#within> <{BASE}id/division/370600> ;"
            f' <{BASE}ontology#name> "海阳市" ;'
            ' <http://www.w3.org/2004/02/skos/core#notation> "370687" .'
            f'<{BASE}id/division/370600> <{BASE}ontology#name> "烟台市" ;'
            ' <http://www.w3.org/2004/02/skos/core#notation> "370600" .',
            iri.graph("x"),
            turtle=True,
        )
    )
    concluded = infer(division)["members-governments"]
    assert iri.body("370687", "海阳市人民政府") in {q.subject for q in concluded}
    assert {name for _, name in objects(concluded, "name")} == {"海阳市人民政府"}


def test_short_cuts(inferred: dict[str, list[Quad]]) -> None:
    direct = inferred["responsibility"]
    assert ("body/990100/shui-wu-ju", "1-2") in objects(direct, "leads")
    assert ("body/990100/cai-zheng-ju", "1-1") in objects(direct, "cooperatesOn")
    assert ("body/990100/ge-xian-qu-zheng-fu", "1-5") in objects(direct, "sharesIn")
    assert ("body/990100/shui-wu-ju", "1-1") not in objects(direct, "responsibleFor")
    assert ("plan/990200/q", "law") in objects(inferred["citations"], "citesWork")
    topics = inferred["topics"]
    assert objects(topics, "primaryTopic") <= objects(topics, "hasTopic")


def test_values_in_base_units(inferred: dict[str, list[Quad]]) -> None:
    values = dict(objects(inferred["normalised-values"], "normalizedValue"))
    assert values["plan/990100/p/target/1-2-1"] == "200"
    assert values["plan/990100/p/target/1-2-2"] == "66.666667"
    assert values["plan/990100/p/target/annex-1"] == "3"
    assert values["plan/990200/q/target/1"] == "85.5"


def test_the_final_plan_revises_its_draft(inferred: dict[str, list[Quad]]) -> None:
    assert objects(inferred["revises"], "revises") == {("plan/990100/p", "r")}


def test_silence_is_concluded_per_plan(inferred: dict[str, list[Quad]]) -> None:
    quads = inferred["topic-coverage"]
    covered, silent = objects(quads, "coversTopic"), objects(quads, "silentOn")
    assert ("plan/990200/q", "T11") in covered
    assert ("plan/990200/q", "T19") in silent
    assert not covered & silent
    assert len(covered | silent) == 3 * 27


def test_a_sum_that_holds_is_no_gap(inferred: dict[str, list[Quad]]) -> None:
    assert objects(inferred["gap-sum"], "hasGap") == {
        ("plan/990100/p/target/annex-1", "broken_sum")
    }


def rule(name: str, *after: str) -> Rule:
    return Rule(name, "", "", after, "")


def test_rules_come_after_those_they_read_from() -> None:
    ordered = in_order({"a": rule("a", "c"), "b": rule("b"), "c": rule("c", "b")})
    assert [r.name for r in ordered] == ["b", "c", "a"]
    for n, each in enumerate(load_rules()):
        assert set(each.after) <= {r.name for r in load_rules()[:n]}
        assert each.summary_en
        assert each.summary_zh


def test_rules_that_wait_in_vain_are_named() -> None:
    with pytest.raises(QueryFileError, match="after 'x', which is no rule"):
        in_order({"a": rule("a", "x")})
    with pytest.raises(QueryFileError, match="wait for each other"):
        in_order({"a": rule("a", "b"), "b": rule("b", "a")})


def test_a_basis_that_ended_before_or_on_the_date_of_the_plan_is_a_gap(
    inferred: dict[str, list[Quad]],
) -> None:
    # The other plan rests on the same act and has no date: nothing can be said of it.
    assert objects(inferred["gap-superseded-basis"], "hasGap") == {
        ("plan/990100/p/citation/1-6-1", "superseded_basis"),
    }


def test_a_basis_still_in_force_the_day_before_its_end_is_no_gap(read: list[Quad]) -> None:
    store = Store()
    store.load(q for q in read if q.predicate.value != f"{BASE}ontology#inForceUntil")
    store.load(
        quads_of(
            f"<{BASE}id/work/old> <{BASE}ontology#inForceUntil>"
            ' "2024-03-02"^^<http://www.w3.org/2001/XMLSchema#date> .',
            iri.graph("laws"),
        )
    )
    assert infer(store)["gap-superseded-basis"] == []


def test_a_measure_carries_out_an_article_whose_cues_stand_in_one_sentence(
    inferred: dict[str, list[Quad]],
) -> None:
    quads = inferred["carries-out"]
    carried = objects(quads, "carriesOut")
    # 一/2 cites 第二条, so nothing is presumed; 第三条 has its cues in no sentence, 第四条 was
    # numbered after the dated plan, and 水务 does not occur in the undated one.
    assert {article for _, article in carried} == {"2"}
    assert ("plan/990100/p/measure/1-1", "2") in carried
    assert ("plan/990100/p/measure/1-2", "2") not in carried
    assert ("plan/990200/q/measure/1", "2") in carried
    sure = dict(objects(quads, "confidence"))
    assert sure["plan/990100/p/carrying-out/1-1-law-2"] == "0.95"
    cues = dict(objects(quads, "cue"))
    assert cues["plan/990200/q/carrying-out/1-law-2"] == "局&市|市&水利"


def test_one_work_with_and_without_its_number(inferred: dict[str, list[Quad]]) -> None:
    assert objects(inferred["same-work"], "sameWorkAs") == {
        ("work/bare", "numbered"),
        ("work/numbered", "bare"),
    }


@pytest.mark.parametrize(
    "more",
    [
        # A second numbered work of this title and issuer: either may be meant.
        '<id/work/second> a sb:Work ; sb:title "关于坡地的意见"@zh ; '
        ' sb:documentNumber "丙水〔2024〕1号" ; sb:issuerName "丙省水利厅"@zh .',
        # The work without a number has an issuer that the numbered one has not.
        '<id/work/bare> sb:issuerName "丁省水利厅"@zh .',
    ],
)
def test_works_are_not_the_same_where_it_may_be_another(read: list[Quad], more: str) -> None:
    store = Store()
    store.load(read)
    text = f"@base <{BASE}> . @prefix sb: <{BASE}ontology#> . {more}"
    store.load(quads_of(text, iri.graph("x"), turtle=True))
    assert infer(store)["same-work"] == []


@pytest.mark.parametrize(
    ("title", "same"), [("甲乙市保土规划", True), ("全市保土规划", False), ("保土规划", False)]
)
def test_a_work_without_issuer_is_the_same_only_where_its_title_names_a_place(
    title: str, same: bool
) -> None:
    store = Store()
    text = (
        f"@base <{BASE}> . @prefix sb: <{BASE}ontology#> ."
        f'<id/work/a> a sb:Work ; sb:title "{title}"@zh .'
        f'<id/work/b> a sb:Work ; sb:title "《{title}》"@zh ; sb:documentNumber "丙政〔2024〕1号" .'
    )
    store.load(quads_of(text, iri.graph("x"), turtle=True))
    assert bool(infer(store)["same-work"]) is same
