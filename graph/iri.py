"""Every IRI of the graph is minted here: pure functions from what a document says to a name.

The IRIs are ASCII, readable and the same on every build. Chinese words become pinyin. Words that
sound alike must not become one node: some characters keep their tone (see `graph.slugs`), and
kinds of things with an open vocabulary (places, instruments) end in four digits of the name's
hash. All functions raise IriError on a name from which nothing can be made.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from graph.errors import IriError
from graph.rdf import BASE, NamedNode
from graph.slugs import LONGEST, digest, hashed_slug, number_slug, path_step, plain, slug, syllables
from ontology.divisions import load_divisions

NATIONAL = "000000"
PART_KINDS = frozenset(
    {
        "section",
        "measure",
        "assignment",
        "target",
        "citation",
        "duty",
        "topic",
        "place",
        "establishment",
        "instrument",
        "lead",
        "ideology",
        "evidence",
    }
)

_ID = BASE + "id/"
_COMPARATORS = {"=": "eq", ">=": "ge", "<=": "le", ">": "gt", "<": "lt", "~": "about"}
_KEY = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9._~-]*[A-Za-z0-9_~])?")


def plan(
    division_code: str | None, doc_number: str | None, date: str | None, title: str
) -> NamedNode:
    """A policy document: its number, else its date (ISO) and a hash of its title.

    >>> plan("370600", "烟政办字〔2024〕68号", "2024-09-13", "…").value
    'https://w3id.org/shuibao/id/plan/370600/yanzhengbanzi-2024-68'
    >>> plan("370100", None, "2024-11-13", "实施方案").value
    'https://w3id.org/shuibao/id/plan/370100/2024-11-13-e13621'
    """
    if doc_number:
        key = number_slug(doc_number, joint="")
    elif date:
        key = f"{_iso(date)}-{digest(title, 6)}"
    else:
        key = f"undated-{digest(title, 6)}"
    return NamedNode(f"{_ID}plan/{_code(division_code)}/{key}")


def part(plan_iri: NamedNode, kind: str, key: str) -> NamedNode:
    """Something that stands in one plan: a measure, a target, a piece of evidence.

    >>> part(plan("370600", "烟政办字〔2024〕68号", None, ""), "measure", "2-1").value[-19:]
    '2024-68/measure/2-1'
    """
    if kind not in PART_KINDS:
        raise IriError(f"{kind!r} is no kind of part; use one of {', '.join(sorted(PART_KINDS))}.")
    return NamedNode(f"{plan_iri.value}/{kind}/{_key(key)}")


def path_key(path: str) -> str:
    """A number path as printed, as the key of an IRI.

    >>> path_key("二/（一）/1"), path_key("第二章/第四条"), path_key("①"), path_key("附件")
    ('2-1-1', 'ch2-art4', '1', 'annex')
    """
    return "-".join(path_step(step) for step in path.split("/"))


def path_keys(paths: Iterable[str]) -> dict[str, str]:
    """Keys for all paths of one document, in its order; equal keys get ~2, ~3 … at the end.

    `一/1` and `一/（1）` are different items with the same numbers.

    >>> path_keys(["一/1", "一/（1）", "二"])
    {'一/1': '1-1', '一/（1）': '1-1~2', '二': '2'}
    """
    keys: dict[str, str] = {}
    taken: set[str] = set()
    for path in paths:
        if path in keys:
            continue
        key = first = path_key(path)
        count = 1
        while key in taken:
            count += 1
            key = f"{first}~{count}"
        taken.add(key)
        keys[path] = key
    return keys


def body(division_code: str | None, full: str) -> NamedNode:
    """A body of a place, by its full official name without the place's own name in front.

    Marks that a slug leaves out tell groups apart, so names with some carry a digest.

    >>> body("370600", "烟台市水利局").value
    'https://w3id.org/shuibao/id/body/370600/shui-li-ju'
    >>> body("370600", "烟台市各区、市政府").value
    'https://w3id.org/shuibao/id/body/370600/ge-qu-shi-zheng-fu-f0fe'
    """
    code = _code(division_code)
    name = _without_place(code, full)
    key = hashed_slug(name) if re.search(r"\W", name) else slug(name)
    return NamedNode(f"{_ID}body/{code}/{key}")


def work(number: str | None, title: str | None, issuers: Iterable[str] = ()) -> NamedNode:
    """A written work that documents cite: its number, else its normalised title and issuers.

    >>> work("中办发〔2022〕68号", None).value
    'https://w3id.org/shuibao/id/work/zhong-ban-fa-2022-68'
    >>> work(None, "《中华人民共和国水土保持法》").value
    'https://w3id.org/shuibao/id/work/zhrmghgstbcf-e0bae9'
    """
    if number:
        return NamedNode(f"{_ID}work/{number_slug(number, joint='-')}")
    wanted = normal_title(title or "")
    if not wanted:
        raise IriError("A cited work has neither a number nor a title; leave the citation out.")
    initials = "".join(syllable[:1] for syllable in syllables(wanted))[:LONGEST]
    identity = "\n".join([wanted, *sorted(plain(issuer) for issuer in issuers)])
    return NamedNode(f"{_ID}work/{initials}-{digest(identity, 6)}")


def article(of: NamedNode, number: int) -> NamedNode:
    """An article of a work, by its number.

    >>> article(work(None, "《中华人民共和国水土保持法》"), 32).value[-17:]
    'e0bae9/article/32'
    """
    return NamedNode(f"{of.value}/article/{number}")


def normal_title(title: str) -> str:
    """A title without its marks, blanks and width variants, so that two quotes of it are equal.

    >>> normal_title("《关于加强 新时代水土保持工作的意见》")
    '关于加强新时代水土保持工作的意见'
    """
    return re.sub(r"[\s《》〈〉<>「」『』“”\"'‘’]", "", plain(title))


def division(code: str) -> NamedNode:
    """An administrative division by its GB/T 2260 code."""
    return NamedNode(f"{_ID}division/{_code(code)}")


def place(name: str, division_code: str | None) -> NamedNode:
    """A named place that is no division (river, reservoir, region), within a division.

    >>> place("沂河", "371300").value
    'https://w3id.org/shuibao/id/place/371300/yi-he-1ae7'
    """
    return NamedNode(f"{_ID}place/{_code(division_code)}/{hashed_slug(name)}")


def instrument(name: str) -> NamedNode:
    """A policy instrument that plans share, by its normalised name."""
    return NamedNode(f"{_ID}instrument/{hashed_slug(name)}")


def rule(name: str) -> NamedNode:
    """An extraction rule, by module and name: `clauses.lead`."""
    return NamedNode(f"{_ID}rule/{_key(name)}")


def graph(name: str) -> NamedNode:
    """A named graph that is not one document: `ontology`, `divisions`, `inferred/leads`."""
    return NamedNode(f"{_ID}graph/{'/'.join(_key(step) for step in name.split('/'))}")


def plan_graph(plan_iri: NamedNode) -> NamedNode:
    """The named graph that holds one document.

    >>> plan_graph(plan("370600", "烟政办字〔2024〕68号", None, "")).value
    'https://w3id.org/shuibao/id/graph/plan/370600/yanzhengbanzi-2024-68'
    """
    if not plan_iri.value.startswith(_ID + "plan/"):
        raise IriError(f"<{plan_iri.value}> is no plan; mint it with graph.iri.plan first.")
    return NamedNode(f"{_ID}graph/{plan_iri.value.removeprefix(_ID)}")


def scheme(name: str) -> NamedNode:
    """A code list as a whole: `function`, `topic`, `indicator`."""
    return NamedNode(f"{BASE}concepts/{_key(name)}")


def concept(scheme: str, notation: str) -> NamedNode:
    """A concept of a code list, by its ASCII id (or the sign of a comparator).

    >>> concept("function", "F01").value, concept("comparator", ">=").value[-2:]
    ('https://w3id.org/shuibao/concepts/function/F01', 'ge')
    """
    local = _COMPARATORS.get(notation, notation) if scheme == "comparator" else notation
    return NamedNode(f"{BASE}concepts/{_key(scheme)}/{_key(local)}")


def _without_place(code: str, full: str) -> str:
    """The name without its own place, and the places above it, in front."""
    divisions, rest = load_divisions(), full
    own = divisions.by_code(code)
    if own is None:
        return full
    above = [d for d in (divisions.by_code(code[:2] + "0000"), divisions.parent_of(code)) if d]
    for name in [d.name for d in above if d.code != code]:
        rest = rest.removeprefix(name)
    shorter = rest.removeprefix(own.name)
    return shorter if shorter and shorter != rest else full


def _code(code: str | None) -> str:
    if code is None or code == "":
        return NATIONAL
    if not re.fullmatch(r"[0-9]{6,12}", code):
        raise IriError(f"{code!r} is no division code; give the six digits of GB/T 2260.")
    return code


def _iso(date: str) -> str:
    if not re.fullmatch(r"[0-9]{4}(-[0-9]{2}){0,2}", date):
        raise IriError(f"{date!r} is no ISO date; write it as 2024-09-13.")
    return date


def _key(key: str) -> str:
    if not _KEY.fullmatch(key):
        raise IriError(f"{key!r} cannot stand in an IRI; use ASCII letters, digits, '-', '.', '~'.")
    return key
