"""Competency questions over the shipped plans: each runs fast, the chief ones answer exactly.

The expected rows in `corpus/` were compared with the printed texts, not only with the program.
"""

import csv
import time
from pathlib import Path

import pyoxigraph
import pytest

from ontology.files import RdfFile, folder

QUESTIONS = {
    file.name.removeprefix("questions/").removesuffix(".rq"): file
    for file in folder("questions", ".rq")
}
EXPECTED = Path(__file__).with_name("corpus")
Row = tuple[str, ...]

# Questions that name a place of the example, and what they ask of the shipped plans instead.
ASKED_OF_CORPUS = {
    "lies-in": ("安和省", "山东省"),
    "geo-only": ("安和省", "山东省"),
    "one-agency": ("云岭市水务局", "济南市水文中心"),
    "similar-measures": ("yunling.txt", "yantai.txt"),
    "structure-of-a-plan": ("yunling.txt", "yantai.txt"),
    "task-without-counterpart": ("shiwan.txt", "yantai.txt"),
}
EXACT = sorted(path.stem for path in EXPECTED.glob("*.csv"))
# What none of the five plans has; a new plan may.
EMPTY = {
    "articles-cited": "no plan cites an article by its number",
    "broken-sums": "the yearly shares of Jinan add up to their total",
    "common-basis": "Jinan and Yantai name no national act",
    "deadlines": "no measure has a time limit of its own",
    "duties-towards": "no duty is owed to a named party",
    "falling-targets": "every rate rises",
    "guessed-functions": "the lexicon knows every body",
    "repealed-basis": "no plan rests on an act that was out of force",
    "version-added": "each plan comes in one version",
    "version-changed-targets": "each plan comes in one version",
    "version-changed-text": "each plan comes in one version",
    "version-removed": "each plan comes in one version",
    "what-may-be-done": "no permission has a named bearer",
}
ROWS = {
    "geo-only": 168,
    "leads-by-function": 12,
    "lies-in": 154,
    "one-agency": 1,
    "open-lists": 19,
    "qb-values": 39,
    "structure-of-a-plan": 20,
}


@pytest.fixture(scope="module")
def release(shipped: Path) -> pyoxigraph.Store:
    store = pyoxigraph.Store()
    data = shipped / "current" / "dataset.nq"
    store.bulk_load(path=str(data), format=pyoxigraph.RdfFormat.N_QUADS)
    return store


def text_for_corpus(question: RdfFile) -> str:
    name = question.name.removeprefix("questions/").removesuffix(".rq")
    old, new = ASKED_OF_CORPUS.get(name, ("", ""))
    assert old in question.text
    return question.text.replace(old, new) if old else question.text


def answer(store: pyoxigraph.Store, text: str) -> list[Row]:
    """The header and the rows, unbound cells as empty text."""
    found = store.query(text, use_default_graph_as_union=True)
    assert isinstance(found, pyoxigraph.QuerySolutions)
    header = tuple(variable.value for variable in found.variables)
    return [header, *(tuple(cell(row[name]) for name in header) for row in found)]


def cell(term: object) -> str:
    if term is None:
        return ""
    assert isinstance(term, pyoxigraph.NamedNode | pyoxigraph.Literal)
    return term.value


def rows_of(name: str) -> list[Row]:
    lines = (EXPECTED / f"{name}.csv").read_text("utf-8").splitlines()
    return [tuple(row) for row in csv.reader(lines)]


@pytest.mark.parametrize("name", QUESTIONS)
def test_every_question_runs_over_the_corpus_within_two_seconds(
    name: str, release: pyoxigraph.Store
) -> None:
    start = time.perf_counter()
    rows = answer(release, text_for_corpus(QUESTIONS[name]))[1:]
    assert time.perf_counter() - start < 2
    assert bool(rows) is (name not in EMPTY)
    assert len(set(rows)) == len(rows)


@pytest.mark.parametrize("name", EXACT)
def test_the_chief_questions_answer_what_the_texts_say(
    name: str, release: pyoxigraph.Store
) -> None:
    assert answer(release, text_for_corpus(QUESTIONS[name])) == rows_of(name)


@pytest.mark.parametrize(("name", "count"), ROWS.items())
def test_number_of_rows(name: str, count: int, release: pyoxigraph.Store) -> None:
    assert len(answer(release, text_for_corpus(QUESTIONS[name]))) - 1 == count


def test_enough_is_fixed() -> None:
    assert len(EXACT) >= 15
    assert set(EXACT) <= set(QUESTIONS)
    assert set(EMPTY) <= set(QUESTIONS)
    assert not set(EMPTY) & {*EXACT, *ROWS}


def test_small_watersheds_are_led_in_two_cities(release: pyoxigraph.Store) -> None:
    """In Tianjin five bodies share them; Nanyang and Yantai have no measure chiefly on them."""
    text = QUESTIONS["lead-by-topic"].text.replace("topic/T02", "topic/T11")
    assert answer(release, text)[1:] == [
        ("晋城市", "晋城市规划和自然资源局", "first_listed"),
        ("济南市", "济南市水务局", "sole"),
    ]


@pytest.mark.parametrize(
    ("topic", "word", "city"), [("T16", "淤地坝", "jincheng"), ("T15", "盐碱地", "tianjin")]
)
def test_a_task_without_counterpart_is_one_whose_word_the_text_lacks(
    topic: str, word: str, city: str, release: pyoxigraph.Store
) -> None:
    question = QUESTIONS["task-without-counterpart"].text
    for source in ("jinan", "jincheng", "nanyang", "tianjin", "yantai"):
        rows = answer(release, question.replace("shiwan.txt", f"{source}.txt"))[1:]
        silent = topic in {row[1] for row in rows}
        text = Path(__file__).parents[2] / "loaders" / "corpus" / f"{source}.txt"
        assert silent is (word not in text.read_text("utf-8")) is (source != city)
