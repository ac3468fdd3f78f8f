"""Responsibility clauses that close a running sentence: …建成小流域6条，由甲局牵头，乙局配合。

Inside a paragraph only what gives several roles counts; one body that does a thing is a duty.
"""

from __future__ import annotations

import re

from loaders.extract.bodylist import split_depth
from loaders.extract.clause_grammar import TOPIC, Reading, read_clause

#: No clause without brackets has more characters.
LONGEST = 200
#: So many roles make the end of a sentence inside a paragraph a clause.
_SEVERAL = 2
_ROLE_VERBS = ("牵头", "负责", "配合", "落实", "支持", "协助", "参与", "推进", "实施")
_OFFICE = re.compile(r"(?:局|委|委员会|厅|办|政府|中心|集团|公司|处)$")


def closing_clause(text: str, start: int, end: int, *, last: bool) -> int | None:
    """Where the clause begins that closes the sentence `text[start:end]`; None without one.

    `last` says that the sentence closes its paragraph, where 由甲局负责 is a clause by itself.
    """
    if not text.endswith(_ROLE_VERBS, start, end):
        return None
    begin = max(start, end - LONGEST)
    for first, stop in split_depth(text, begin, end, "，")[begin > start :]:
        if not text.endswith(_ROLE_VERBS, first, stop):
            continue
        topic = TOPIC.match(text, first, end)
        at = topic.end("topic") if topic else first
        reading = read_clause(text, at, end)
        office = bool(reading.bodies and _OFFICE.search(reading.bodies[0].listed.written))
        by = text[at] == "由"
        least = 1 if by and office and last else _SEVERAL
        if _gives_roles(reading, least) and (by or office):
            return at
    return None


def _gives_roles(reading: Reading, least: int) -> bool:
    plain = not (reading.doubtful or reading.objects or reading.labelled)
    return plain and reading.verbs >= least and len(reading.bodies) >= least
