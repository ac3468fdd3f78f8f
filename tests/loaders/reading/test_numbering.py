from lxml import etree

from loaders.reading.numbering import Numbering


def _level(depth: int, form: str, pattern: str, more: str = "") -> str:
    return (
        f'<lvl ilvl="{depth}"><start val="1"/><numFmt val="{form}"/><lvlText val="{pattern}"/>'
        f'<suff val="nothing"/>{more}</lvl>'
    )


LEVELS = (
    _level(0, "chineseCountingThousand", "%1、")
    + _level(1, "japaneseCounting", "（%2）")
    + _level(2, "decimal", "%3.")
    + _level(3, "decimalEnclosedCircle", "%4")
)


def _numbering(
    levels: str, numbers: str = '<num numId="1"><abstractNumId val="0"/></num>'
) -> Numbering:
    part = f'<numbering><abstractNum abstractNumId="0">{levels}</abstractNum>{numbers}</numbering>'
    return Numbering(etree.fromstring(part), None)


def _before(numbering: Numbering, depth: int, number: int = 1) -> str:
    properties = f'<pPr><numPr><ilvl val="{depth}"/><numId val="{number}"/></numPr></pPr>'
    return numbering.before(None, etree.fromstring(properties))


def test_levels_count_and_start_anew_below_a_higher_one() -> None:
    numbering = _numbering(LEVELS)
    depths = [0, 1, 1, 2, 2, 3, 1, 2, 0, 1]
    assert [_before(numbering, depth) for depth in depths] == [
        "一、", "（一）", "（二）", "1.", "2.", "①", "（三）", "1.", "二、", "（一）",
    ]  # fmt: skip


def test_a_level_that_never_starts_anew() -> None:
    levels = _level(0, "decimal", "%1、") + _level(1, "decimal", "%2.", '<lvlRestart val="0"/>')
    numbering = _numbering(levels)
    assert [_before(numbering, depth) for depth in (0, 1, 1, 0, 1)] == [
        "1、", "1.", "2.", "2、", "3.",
    ]  # fmt: skip


def test_numbers_of_several_levels_and_legal_ones() -> None:
    numbering = _numbering(
        _level(0, "chineseCounting", "第%1章") + _level(1, "decimal", "%1.%2", "<isLgl/>")
    )
    assert [_before(numbering, depth) for depth in (0, 1, 1)] == ["第一章", "1.1", "1.2"]


def test_a_list_that_starts_over() -> None:
    numbers = (
        '<num numId="1"><abstractNumId val="0"/></num><num numId="2"><abstractNumId val="0"/>'
        '<lvlOverride ilvl="0"><startOverride val="5"/></lvlOverride></num>'
    )
    numbering = _numbering(LEVELS, numbers)
    found = [_before(numbering, 0, number) for number in (1, 1, 2, 2)]
    assert found == ["一、", "二、", "五、", "六、"]


def test_bullets_unknown_lists_and_no_list_write_nothing() -> None:
    numbering = _numbering(_level(0, "bullet", "·"))
    assert _before(numbering, 0) == _before(numbering, 7) == _before(numbering, 0, 9) == ""
    assert numbering.before(None, None) == ""


def test_a_gap_follows_unless_the_list_says_otherwise() -> None:
    spaced = LEVELS.replace('<suff val="nothing"/>', "")
    assert _before(_numbering(spaced), 2) == "1. "


def test_styles_that_inherit_from_each_other_in_a_circle() -> None:
    styles = etree.fromstring(
        '<styles><style styleId="a"><basedOn val="b"/></style>'
        '<style styleId="b"><basedOn val="a"/></style></styles>'
    )
    assert Numbering(None, styles).before("a", None) == ""
