"""The place a plan is for, as its head tells it: by the names of its issuers, by its title."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from loaders.jurisdictions import Jurisdiction, jurisdiction_for
from ontology.divisions import Division, Divisions, load_divisions

#: The longest names of divisions have 15 characters (积石山保安族东乡族撒拉族自治县).
_LONGEST = 15
#: An office that prints its rank without its place: 市人民政府办公室, 省委办公厅.
_RANKS = frozenset("省市县区州盟旗")
_BARE_RANK = re.compile(r"[省市县区州盟旗](?=人民政府|政府|委办公|委、)")
_LEVEL = {"province": 0, "prefecture": 1, "county": 2}


def place_of(names: Iterable[str], year: int | None) -> Jurisdiction | None:
    """The division that the first telling name begins with (中共济南市委办公厅 -> 济南市)."""
    divisions = load_divisions()
    for name in names:
        bare = re.sub(r"^(?:中共|中国共产党|《|关于|印发|国家税务总局)+", "", name)
        division = _leading(divisions, bare, year)
        if division is not None:
            return jurisdiction_for(division, divisions)
    return None


def place_inside(names: Iterable[str], title: str, year: int | None) -> Jurisdiction | None:
    """The one division that a title holds in its middle, in full or short: 新时代十堰水土保持工作.

    Issuers that print no place tell its rank (市人民政府办公室). None where several may be meant.
    """
    ranks = {match[0] for name in names if (match := _BARE_RANK.match(name))}
    if len(ranks) > 1:
        return None
    divisions = load_divisions()
    hits = list(_inside(divisions, title, ranks, year))
    for level in _LEVEL:
        found = {d.code: d for d in hits if d.level == level}
        if found:
            one, *others = found.values()
            return None if others else jurisdiction_for(one, divisions)
    return None


def in_full(issuer: str, place: Jurisdiction | None) -> str:
    """An issuer that prints only its rank, with its place: 市政府办公室 -> 十堰市政府办公室."""
    rank = _BARE_RANK.match(issuer)
    return place.name + issuer[1:] if rank and place and place.name[-1] == rank[0] else issuer


def _inside(
    divisions: Divisions, title: str, ranks: set[str], year: int | None
) -> Iterator[Division]:
    """The longest names of divisions at each place of the title, of the ranks if any."""
    at = 0
    while at < len(title):
        for length in range(min(_LONGEST, len(title) - at), 1, -1):
            name, behind = title[at : at + length], title[at + length : at + length + 1]
            # 云溪县 does not mean 云溪区.
            known = divisions.short(name, year=year) if behind not in _RANKS else ()
            hits = [d for d in known if not ranks or d.name[-1] in ranks]
            if hits:
                yield from hits
                at += length - 1
                break
        at += 1


def _leading(divisions: Divisions, name: str, year: int | None) -> Division | None:
    """The most specific chain of divisions at a name's head: 甘肃省庆阳市…, 天津市蓟州区…."""
    found: Division | None = None
    rest = name
    while True:
        step = _step(divisions, rest, found, year)
        if step is None:
            return found
        found, length = step
        rest = rest[length:]


def _step(
    divisions: Divisions, name: str, within: Division | None, year: int | None
) -> tuple[Division, int] | None:
    inside = within.code if within else None
    for length in range(min(_LONGEST, len(name)), 1, -1):
        head = name[:length]
        exact = divisions.named(head, year, inside) or divisions.named(head, None, inside)
        short = () if exact or head[-1] not in "州盟" else _short(divisions, head, inside)
        hits = [d for d in exact or short if within is None or d.code != within.code]
        if len({d.code for d in hits}) >= 1 and (within is None or _deeper(hits[0], within)):
            best = min(hits, key=lambda d: (_LEVEL[d.level], d.code))
            if len({d.code for d in hits if d.level == best.level}) == 1 or within:
                return best, length
    return None


def _short(divisions: Divisions, head: str, inside: str | None) -> tuple[Division, ...]:
    """Autonomous prefectures go by a short name: 红河州, 甘孜州, 延边州."""
    return tuple(
        d
        for d in divisions.short(head[:-1], inside)
        if d.level == "prefecture" and d.name[-1] == head[-1]
    )


def _deeper(division: Division, within: Division) -> bool:
    return _LEVEL[division.level] > _LEVEL[within.level]
