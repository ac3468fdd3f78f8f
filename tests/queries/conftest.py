"""The small graph that the query tests ask: two made-up plans, the real code lists, conclusions."""

from pathlib import Path

import pytest
import rdflib
from pyoxigraph import parse

from graph import iri
from graph.rdf import Quad, RdfFormat, quads_of, sorted_nquads
from graph.store import Store
from ontology.files import folder
from queries.inference import infer
from queries.run import LocalAsker

PLANS = Path(__file__).with_name("plans.trig")


@pytest.fixture(scope="session")
def read() -> list[Quad]:
    """What a release holds before anything is inferred."""
    return [
        *parse(path=PLANS, format=RdfFormat.TRIG),
        *(
            quad
            for file in folder("concepts")
            for quad in quads_of(file.text, iri.graph("concepts"), turtle=True)
        ),
    ]


@pytest.fixture(scope="session")
def inferred(read: list[Quad]) -> dict[str, list[Quad]]:
    """What the rules conclude, by rule."""
    store = Store()
    store.load(read)
    return infer(store)


@pytest.fixture(scope="session")
def store(read: list[Quad], inferred: dict[str, list[Quad]]) -> Store:
    """Everything, in the project's store."""
    full = Store()
    full.load(read)
    for quads in inferred.values():
        full.load(quads)
    return full


@pytest.fixture(scope="session")
def asker(store: Store) -> LocalAsker:
    return LocalAsker(store)


@pytest.fixture(scope="session")
def other_engine(store: Store) -> rdflib.Dataset:
    """Everything, in a second SPARQL engine; its default graph is the union too."""
    dataset = rdflib.Dataset(default_union=True)
    dataset.parse(data=sorted_nquads(store.quads()), format="nquads")
    return dataset
