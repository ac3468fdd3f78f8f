"""The same queries over any SPARQL 1.1 endpoint, by SPARQLWrapper.

The endpoint's default graph must be the union of its graphs, which is what most stores offer;
some need it switched on (the Oxigraph server: `--union-default-graph`).
"""

from __future__ import annotations

import ast
import json
from http.client import HTTPException
from typing import TYPE_CHECKING
from urllib.error import HTTPError

from graph.rdf import PREFIXES
from queries.answers import Answer, boolean, graph_answer
from queries.errors import BadQueryError, EndpointError
from queries.guard import check_read_only, form_of
from queries.tables import Table

if TYPE_CHECKING:
    from SPARQLWrapper import SPARQLWrapper
    from SPARQLWrapper.SPARQLExceptions import SPARQLWrapperException

_BOOLEAN = PREFIXES["xsd"] + "boolean"


class RemoteAsker:
    """Asks an endpoint; every query has `seconds` to be answered."""

    def __init__(self, endpoint: str, seconds: float = 60.0) -> None:
        """Ask this address; EndpointError where it is no http(s) address."""
        if not endpoint.startswith(("http://", "https://")):
            raise EndpointError(
                f"{endpoint!r} is no endpoint; give its whole address, beginning with http://."
            )
        self.endpoint = endpoint
        self._seconds = seconds

    def select(self, sparql: str) -> Table:
        """The table of a SELECT; QueryError tells what went wrong."""
        return self.answer(sparql).table()

    def answer(self, sparql: str) -> Answer:
        """The answer to any read-only query.

        EndpointError where the endpoint is down, slow or answers something else, BadQueryError
        where it refuses the query, ForbiddenQueryError for what does not read.
        """
        check_read_only(sparql)
        graph = form_of(sparql) in ("CONSTRUCT", "DESCRIBE")
        body = self._fetch(sparql, "turtle" if graph else "json")
        try:
            return graph_answer(body) if graph else _solutions(body)
        except (ValueError, KeyError, TypeError, SyntaxError) as error:
            raise EndpointError(
                f"{self.endpoint} answered something that is no SPARQL result ({error}); "
                "check that the address is that of a SPARQL endpoint."
            ) from error

    def _fetch(self, sparql: str, form: str) -> bytes:
        from SPARQLWrapper.SPARQLExceptions import (  # noqa: PLC0415 - slow to import
            QueryBadFormed,
            SPARQLWrapperException,
        )

        try:
            with self._wrapper(sparql, form).query().response as response:
                return bytes(response.read())
        except QueryBadFormed as error:
            raise BadQueryError(
                f"{self.endpoint} refuses the query as no SPARQL 1.1: {_said(error)}; correct it."
            ) from error
        except SPARQLWrapperException as error:
            raise EndpointError(
                f"{self.endpoint} failed on the query: {_said(error)}; "
                "check the address, or try later."
            ) from error
        except HTTPError as error:
            error.close()
            raise EndpointError(
                f"{self.endpoint} answers with HTTP status {error.code} ({error.reason}); "
                "check the address and your access."
            ) from error
        except (HTTPException, OSError) as error:
            reason = getattr(error, "reason", error)
            if isinstance(reason, TimeoutError):
                raise EndpointError(
                    f"{self.endpoint} did not answer within {self._seconds:g} s; "
                    "narrow the query, or give it more time."
                ) from error
            raise EndpointError(
                f"{self.endpoint} cannot be reached ({reason}); check the address and the server."
            ) from error

    def _wrapper(self, sparql: str, form: str) -> SPARQLWrapper:
        from SPARQLWrapper import POST, SPARQLWrapper  # noqa: PLC0415 - slow to import

        wrapper = SPARQLWrapper(self.endpoint, agent="shuibao")
        wrapper.setMethod(POST)
        wrapper.setReturnFormat(form)
        wrapper.setOnlyConneg(True)
        wrapper.setTimeout(max(1, round(self._seconds)))
        wrapper.setQuery(sparql)
        return wrapper


def _solutions(body: bytes) -> Answer:
    """SPARQL 1.1 Query Results JSON as it came; ValueError or KeyError where it is none.

    Only what Virtuoso writes in its own way is put right: literals of the type "typed-literal"
    (a working draft's), and truth values as 1 and 0.
    """
    found = json.loads(body)
    if "boolean" in found:
        return boolean(found["boolean"] is True)
    rows = found["results"]["bindings"]
    odd = [t for row in rows for t in row.values() if t["type"] == "typed-literal"]
    for term in odd:
        term["type"] = "literal"
        if term["datatype"] == _BOOLEAN:
            term["value"] = {"1": "true", "0": "false"}.get(term["value"], term["value"])
    if odd:
        body = json.dumps(found, ensure_ascii=False).encode()
    return Answer("solutions", body, len(rows))


def _said(error: SPARQLWrapperException) -> str:
    """The first line of what the endpoint itself said, else the library's sentence.

    The library puts the answer, as bytes in Python's notation, behind a sentence of its own, and
    leaves the response open; it is closed here.
    """
    if isinstance(error.__context__, HTTPError):
        error.__context__.close()
    answer = str(error).partition("Response:\n")[2]
    text = ast.literal_eval(answer).decode("utf-8", "replace").strip() if answer else error.msg
    return str((text or error.msg).splitlines()[0][:200])
