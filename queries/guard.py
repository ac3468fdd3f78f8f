"""Lets through only queries that read, and only from the store they are put to.

The text is split into the terminals of SPARQL 1.1 (section 19.8), so that a word inside a string,
a comment, an IRI or a name is not taken for a keyword. Short strings may hold line breaks here, as
in lenient engines; for valid SPARQL that makes no difference. FROM and FROM NAMED are harmless:
they choose among the graphs that the store holds, nothing is fetched.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from queries.errors import BadQueryError, ForbiddenQueryError

_READING = frozenset({"SELECT", "ASK", "CONSTRUCT", "DESCRIBE"})
_WRITING = frozenset(
    {"INSERT", "DELETE", "LOAD", "CLEAR", "DROP", "CREATE", "ADD", "MOVE", "COPY", "WITH"}
)
_TOKEN = re.compile(
    r"""
    (?P<blank>[\x20\t\r\n]+|\#[^\r\n]*)
  | (?P<string>'''(?:(?:'|'')?(?:[^'\\]|\\.))*'''|\"\"\"(?:(?:"|"")?(?:[^"\\]|\\.))*\"\"\"
      |'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*")
  | (?P<iri><[^<>"{}|^`\\\x00-\x20]*>)
  | (?P<variable>[?$]\w+)
  | (?P<tag>@[A-Za-z][A-Za-z0-9-]*)
  | (?P<name>(?:\w(?:[\w.-]*[\w-])?)?:(?:(?:[\w:.%-]|\\[^\w\s])*(?:[\w:%-]|\\[^\w\s]))?)
  | (?P<word>\w+)
  | (?P<sign>.)
    """,
    re.VERBOSE | re.DOTALL,
)
# SPARQL 1.1, 19.2: these may stand for characters anywhere in a query.
_ESCAPE = re.compile(r"\\u([0-9A-Fa-f]{4})|\\U([0-9A-Fa-f]{8})")


def check_read_only(sparql: str) -> None:
    """Pass silently for a query that only reads.

    ForbiddenQueryError for an update or a SERVICE clause, BadQueryError where the text is no
    query at all. Engines differ in when they resolve code point escapes, so the text must be
    harmless both as it stands and resolved. The syntax proper is the engine's to check.
    """
    _check_keywords(sparql)
    resolved = _ESCAPE.sub(_character, sparql)
    if resolved != sparql:
        _check_keywords(resolved)


def form_of(sparql: str) -> str | None:
    """The form of a query (SELECT, ASK, CONSTRUCT, DESCRIBE), None where it has none."""
    first = next(_after_prologue(sparql), None)
    return first if first in _READING else None


def _check_keywords(sparql: str) -> None:
    words = list(_after_prologue(sparql))
    first = words[0] if words else None
    if first in _WRITING:
        raise ForbiddenQueryError(
            f"{first} would change the store, and only reading is allowed here; "
            "ask with SELECT, ASK, CONSTRUCT or DESCRIBE."
        )
    if first not in _READING:
        raise BadQueryError(
            "The text is no SPARQL query; begin it with SELECT, ASK, CONSTRUCT or DESCRIBE "
            "after the PREFIX lines."
        )
    if "SERVICE" in words:
        raise ForbiddenQueryError(
            "SERVICE would send a query to another server, which is switched off here; "
            "ask that server itself."
        )


def _after_prologue(sparql: str) -> Iterator[str]:
    """The keywords of a query in capitals, from its form on.

    The labels of PREFIX lines are names, so only the words BASE and PREFIX are skipped.
    """
    for match in _TOKEN.finditer(sparql):
        if match.lastgroup == "word":
            word = match.group().upper()
            if word not in ("BASE", "PREFIX", "VERSION"):
                yield word


def _character(match: re.Match[str]) -> str:
    code = int(match[1] or match[2], 16)
    return chr(code) if code < 0x110000 else ""
