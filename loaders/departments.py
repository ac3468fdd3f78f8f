"""Departments by their names: the official form of a short name, and what the body is for.

`department_stems.csv` holds what departments are named after (发改 -> 发展和改革, F07); a stem may
hold for one unit word (交通委) or one province (the first two digits of its code) only.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from loaders.extract.lexicon import alternatives, table

#: Unit words that a department's name ends in, as printed and in full. Shorter ones come
#: first, so that the longest stem is found (应急管理局 is no 应急 + 管理局).
_UNITS = {
    "委": "委员会",
    "局": "局",
    "厅": "厅",
    "部": "部",
    "署": "署",
    "办": "办公室",
    "站": "站",
    "处": "处",
    "所": "所",
    "院": "院",
    "中心": "中心",
    "总站": "总站",
    "总队": "总队",
    "支队": "支队",
    "大队": "大队",
    "分局": "分局",
    "总局": "总局",
    "委员会": "委员会",
    "管理局": "管理局",
    "管理处": "管理处",
    "管理站": "管理站",
    "工作站": "工作站",
    "监测站": "监测站",
    "服务局": "服务局",
    "办公室": "办公室",
    "管理总站": "管理总站",
    "管理总队": "管理总队",
    "管理中心": "管理中心",
    "发展中心": "发展中心",
    "服务中心": "服务中心",
    "保障中心": "保障中心",
    "监测中心": "监测中心",
    "推广中心": "推广中心",
    "管理委员会": "管理委员会",
    "服务管理局": "服务管理局",
}
#: The units of departments that local reforms have merged.
_MERGED = ("委", "局")
_UNIT_KEYS = {"委员会": "委", "办公室": "办", "管理委员会": "委"}
_NO_PUBLIC_FUNCTION = re.compile(
    r"(?<=.)(?:公司|集团|厂|油田|电站|银行|[支分]行|学会|协会|商会|研究会|基金会|(?<!科)学院|大学|学校|中学"
    r"|合作社|信用社|信用合作联社|校区|供电[局所]|电业局|电网|医院|报社|电视台|慈善会)$|公司"
)
_WATER_SURVEY = re.compile(r"水文(?!化)")


class Function(NamedTuple):
    """A function's notation and whether it was guessed from a word inside the name."""

    notation: str
    guessed: bool = False


@dataclass(frozen=True, slots=True)
class Stem:
    """What a department is named after, in full (发展和改革), and its function."""

    full: str
    function: str


@cache
def _stems() -> dict[tuple[str, str, str], Stem]:
    """Stems by (printed form, unit or "", province or ""); 和 may be left out when printed."""
    found: dict[tuple[str, str, str], Stem] = {}
    for row in table("department_stems"):
        stem = Stem(row["full"], row["function"])
        found[row["short"], row["unit"], row["within"]] = stem
        found.setdefault((row["full"], "", ""), stem)
    for full, stem in [(stem.full, stem) for stem in found.values()]:
        found.setdefault((full.replace("和", ""), "", ""), stem)
    return found


def stem_of(word: str, unit: str, province: str) -> Stem | None:
    """The stem printed as `word` before the unit word, for a province (two digits)."""
    stems = _stems()
    key = _UNIT_KEYS.get(unit, unit)
    for unit_key, within in ((key, province), (key, ""), ("", province), ("", "")):
        stem = stems.get((word, unit_key, within))
        if stem:
            return stem
    return None


def official_department(name: str, province: str) -> tuple[str, Function]:
    """The official name of a department, place left out, and its function.

    发改委 -> 发展和改革委员会, F07. A name that is no known stem with a known unit word stays as
    printed and gets its function from its words.
    """
    for unit, full_unit in _UNITS.items():
        if name.endswith(unit) and len(name) > len(unit):
            stem = stem_of(name[: -len(unit)], unit, province)
            if stem:
                full = stem.full + full_unit
                water_survey = _WATER_SURVEY.search(full)
                return full, Function("F23" if water_survey else stem.function)
            stem = _combined(name[: -len(unit)], province) if unit in _MERGED else None
            if stem:
                return stem.full + full_unit, Function(stem.function)
    return name, function_of(name)


def _combined(word: str, province: str) -> Stem | None:
    """The stem of a merged department in short form: 工信商务 -> 工业和信息化商务.

    Only names with a short form in them are spelt out; 和 stands once in a name, so between the
    two stems only where none is inside them, or where it is printed there. Culture departments
    bear their short forms in print (文体旅游广电局).
    """
    for cut in range(2, len(word) - 1):
        printed = word[cut] == "和"
        left = stem_of(word[:cut], "", province)
        if left is None or left.function == "F24":
            continue
        right = stem_of(word[cut + printed :], "", province)
        if right and (left.full + right.full).replace("和", "") != word.replace("和", ""):
            first = left.full.replace("和", "") if printed else left.full
            joint = "" if "和" in first + right.full else "和"
            return Stem(first + joint + right.full, left.function)
    return None


def function_of(name: str) -> Function:
    """What a body is for, by the words of its name without its place.

    The first known word decides, since combined departments (水务和林业局) put their main field
    first; a word that the name does not begin with is a guess, and so is F99 without any word.
    """
    if _NO_PUBLIC_FUNCTION.search(name):
        return Function("F99")
    if _WATER_SURVEY.search(name):
        return Function("F23")
    # 市政 in 市政府 is no public works.
    match = _word_pattern().search(name.replace("市政府", "政府"))
    if not match:
        return Function("F99", guessed=True)
    return Function(_words()[match[0]], guessed=match.start() > 0)


def is_enterprise(name: str) -> bool:
    """Whether a name is one of a company, bank, school or society, which bears no public office."""
    return bool(_NO_PUBLIC_FUNCTION.search(name))


@cache
def _words() -> dict[str, str]:
    words = {row["word"]: row["function"] for row in table("function_words")}
    for (word, _, _), stem in _stems().items():
        if len(word) > 1:
            words[word] = stem.function
    return words


@cache
def _word_pattern() -> re.Pattern[str]:
    return re.compile(alternatives(tuple(sorted(_words(), key=lambda word: (-len(word), word)))))
