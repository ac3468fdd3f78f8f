"""Asking from the command line: the store, the base IRI, the answer in the format wanted.

Imports happen where they are needed, so that `shuibao query` starts at once.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from graph.release import Release
    from queries.answers import Answer
    from queries.errors import BadQueryError
    from queries.run import Asker
    from queries.tables import Table


def release_of(data: Path, name: str | None = None) -> Release:
    """A kept release by its id, or the current one; ReleaseError where there is none."""
    from graph.releases import Releases

    releases = Releases(data)
    return releases.get(name) if name else releases.current()


def asker_of(data: Path, endpoint: str | None, release: str | None) -> Asker:
    """What answers: a remote store where an endpoint is named, else the release in memory."""
    if endpoint:
        from queries.remote import RemoteAsker

        return RemoteAsker(endpoint)
    from queries.run import LocalAsker

    return LocalAsker(release_of(data, release).open())


def base_of(data: Path, endpoint: str | None, release: str | None) -> str:
    """What IRIs are minted under: as the release says, for a remote store by default."""
    from graph.errors import ReleaseError
    from graph.rdf import BASE

    try:
        return BASE if endpoint else release_of(data, release).manifest.base
    except ReleaseError:
        return BASE


def _counted_without(error: BadQueryError, lines: int) -> BadQueryError:
    """The same error with its line counted from the user's first, not from our prologue's."""
    from queries.errors import BadQueryError

    if error.line is None or error.line <= lines:
        return error
    own = error.line - lines
    return BadQueryError(str(error).replace(f"line {error.line}", f"line {own}"), own, error.column)


def exported(table: Table, form: str, *, bom: bool = False) -> bytes:
    """A table as csv, json, xlsx or text for a terminal."""
    from queries.export import to_csv, to_json, to_text, to_xlsx

    if form == "csv":
        return to_csv(table, bom=bom)
    if form == "json":
        return to_json(table)
    return to_xlsx(table) if form == "xlsx" else to_text(table).encode()


def free_answer(asker: Asker, base: str, sparql: str) -> Answer:
    """The answer to a user's query, our prefixes declared; lines count from the user's first."""
    from graph.rdf import sparql_prologue
    from queries.errors import BadQueryError

    prologue = sparql_prologue(base)
    try:
        return asker.answer(prologue + sparql)
    except BadQueryError as error:
        raise _counted_without(error, prologue.count("\n")) from error
