import pytest

from loaders.reading.numerals import written


@pytest.mark.parametrize(
    ("number", "form", "expected"),
    [
        (1, "chineseCounting", "一"),
        (10, "chineseCountingThousand", "十"),
        (11, "japaneseCounting", "十一"),
        (20, "chineseCounting", "二十"),
        (45, "chineseCounting", "四十五"),
        (101, "chineseCounting", "一百零一"),
        (110, "chineseCounting", "一百一十"),
        (12, "chineseLegalSimplified", "壹拾贰"),
        (12, "ideographDigital", "一二"),
        (3, "ideographTraditional", "丙"),
        (20, "decimalEnclosedCircleChinese", "⑳"),
        (21, "decimalEnclosedCircle", "（21）"),
        (7, "decimalZero", "07"),
        (12, "decimalFullWidth", "１２"),
        (28, "lowerLetter", "bb"),
        (4, "upperRoman", "IV"),
        (5, "none", ""),
        (5, "noSuchFormat", "5"),
        (-3, "chineseCounting", "-3"),
        (0, "lowerLetter", "0"),
    ],
)
def test_number_formats(number: int, form: str, expected: str) -> None:
    assert written(number, form) == expected
