"""Slugs: ASCII, the same every time, and distinct where it matters."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.errors import IriError
from graph.slugs import number_slug, path_step, plain, slug

_HAN = st.text(st.characters(min_codepoint=0x4E00, max_codepoint=0x9FFF), min_size=1, max_size=60)


@given(_HAN)
def test_a_slug_is_ascii_and_stable(name: str) -> None:
    assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", slug(name))
    assert slug(name) == slug(name)


@given(st.text(max_size=40))
def test_any_text_gives_a_slug_or_one_clear_error(name: str) -> None:
    if re.search(r"[^\W_]", plain(name)):
        assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", slug(name))
    else:
        with pytest.raises(IriError, match="no letter or digit"):
            slug(name)


def test_water_and_tax_bureaus_do_not_meet() -> None:
    assert slug("水务局") == "shui-wu-ju"
    assert slug("税务局") == "shui4-wu-ju"


def test_long_names_that_share_a_beginning_stay_apart() -> None:
    start = "关于进一步加强新时代水土保持高质量发展工作领导小组办公室成员"
    assert slug(start + "甲") != slug(start + "乙")


@pytest.mark.parametrize(
    ("number", "expected"),
    [
        ("中办发〔2022〕68号", "zhong-ban-fa-2022-68"),
        ("中办发[2022]68号", "zhong-ban-fa-2022-68"),
        ("中办发 （2022） 068 号", "zhong-ban-fa-2022-68"),
        ("中办发2022—68号", "zhong-ban-fa-2022-68"),
        ("水利部令第53号", "shui-li-bu-ling-di-53-hao"),
    ],
)
def test_document_numbers(number: str, expected: str) -> None:
    assert number_slug(number, joint="-") == expected


@pytest.mark.parametrize(
    ("step", "expected"),
    [
        ("一", "1"),
        ("（十二）", "12"),
        ("第一百二十三条", "art123"),
        ("第二章", "ch2"),
        ("③", "3"),
        ("1.2", "1.2"),
        ("附件", "annex"),
        ("附件2", "annex2"),
        ("三~2", "3~2"),
        ("甲", "jia"),
        ("二十", "20"),
    ],
)
def test_steps_of_a_path(step: str, expected: str) -> None:
    assert path_step(step) == expected
