"""The same queries over any SPARQL 1.1 endpoint, by SPARQLWrapper.

The endpoint's default graph must be the union of its graphs, which is what most stores offer;
some need it switched on (the Oxigraph server: `--union-default-graph`).
"""

from __future__ import annotations

import json
from http.client import HTTPException
from typing import TYPE_CHECKING
from urllib.error import HTTPError, URLError

from queries.answers import Answer, boolean, graph_answer
from queries.errors import BadQueryError, EndpointError
from queries.guard import check_read_only, form_of
from queries.tables import Table

if TYPE_CHECKING:
    from SPARQLWrapper import SPARQLWrapper


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
            found = self._wrapper(sparql, form).query().response.read()
        except QueryBadFormed as error:
            detail = _first_line(str(error.args[0]) if error.args else "")
            raise BadQueryError(
                f"{self.endpoint} refuses the query as no SPARQL 1.1: {detail}; correct it."
            ) from error
        except HTTPError as error:
            raise EndpointError(
                f"{self.endpoint} answers with HTTP status {error.code} ({error.reason}); "
                "check the address and your access."
            ) from error
        except SPARQLWrapperException as error:
            detail = _first_line(str(error.args[0]) if error.args else error.msg)
            raise EndpointError(
                f"{self.endpoint} failed on the query: {detail}; check the address, or try later."
            ) from error
        except TimeoutError as error:
            raise self._too_slow() from error
        except (URLError, HTTPException, OSError) as error:
            reason = getattr(error, "reason", error)
            if isinstance(reason, TimeoutError):
                raise self._too_slow() from error
            raise EndpointError(
                f"{self.endpoint} cannot be reached ({reason}); check the address and the server."
            ) from error
        if not isinstance(found, bytes):
            raise EndpointError(f"{self.endpoint} answered nothing; try later.")
        return found

    def _wrapper(self, sparql: str, form: str) -> SPARQLWrapper:
        from SPARQLWrapper import POST, SPARQLWrapper  # noqa: PLC0415 - slow to import

        wrapper = SPARQLWrapper(self.endpoint, agent="shuibao")
        wrapper.setMethod(POST)
        wrapper.setReturnFormat(form)
        wrapper.setOnlyConneg(True)
        wrapper.setTimeout(max(1, round(self._seconds)))
        wrapper.setQuery(sparql)
        return wrapper

    def _too_slow(self) -> EndpointError:
        return EndpointError(
            f"{self.endpoint} did not answer within {self._seconds:g} s; "
            "narrow the query, or give it more time."
        )


def _solutions(body: bytes) -> Answer:
    """SPARQL 1.1 Query Results JSON as it came; ValueError or KeyError where it is none."""
    found = json.loads(body)
    if "boolean" in found:
        return boolean(found["boolean"] is True)
    rows = len(found["results"]["bindings"])
    return Answer("solutions", body, rows)


def _first_line(text: str) -> str:
    """The part of an endpoint's message that fits into a sentence."""
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    useful = [line for line in lines if not line.endswith(":")]
    return (useful or lines or ["no reason given"])[-1][:200]
