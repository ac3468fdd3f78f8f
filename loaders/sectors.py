"""Departments named by their field only: 水利、财政等部门, 市级水行政主管部门, 林业部门."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from loaders.agency_places import Seat
from loaders.departments import Function, Stem, stem_of
from loaders.extract.lexicon import table
from loaders.jurisdictions import is_municipality
from loaders.offices import Official
from loaders.records import BodyName

_SECTOR = re.compile(
    r"(?:本?级)?(?P<word>[\u4e00-\u9fff、和]+?)"
    r"(?P<class>行政主管部门|行政执法部门|主管部门|行政部门|职能部门|监管部门|管理部门|部门|系统|(?<=公安)机关)?"
)

# Stems that are things on the ground: alone they are no field of a department (国有林场).
_THING = re.compile(r"(?:场|区|园|库|坝|中心)$")


def sector_of(rest: str, province: str) -> Stem | None:
    """The field that a bare word or a word with 部门 names, or None."""
    match = _SECTOR.fullmatch(rest)
    if not match:
        return None
    word = match["word"]
    if word in ("水行政", "水"):
        return Stem("水行政", "F01") if match["class"] or word == "水行政" else None
    if len(word) < 2 or (not match["class"] and _THING.search(word)):
        return None
    return stem_of(word, "", province)


def read_sector(seat: Seat, rest: str, known: Iterable[BodyName]) -> Official | None:
    """The department of a place for a field.

    The one body among `known` that belongs to the place and has the field's function, where
    there is exactly one; else the department as places of that level usually call it.
    """
    stem = sector_of(rest, seat.province_code[:2])
    if not stem:
        return None
    same = {
        body.full
        for body in known
        if body.kind == "agency"
        and body.division_code == seat.code
        and body.function == stem.function != "F99"
        and not body.guessed
    }
    if len(same) == 1:
        return Official(same.pop(), Function(stem.function))
    return Official(seat.front + _usual(stem.full, seat), Function(stem.function))


def _usual(stem: str, seat: Seat) -> str:
    names = _usual_names().get(stem)
    if not names:
        return stem + "局"
    province, prefecture, county = names
    if seat.level == "province" and not is_municipality(seat.code):
        return province
    return county if seat.level == "county" else prefecture


@cache
def _usual_names() -> dict[str, tuple[str, str, str]]:
    return {
        row["sector"]: (row["province"], row["prefecture"], row["county"])
        for row in table("sector_departments")
    }
