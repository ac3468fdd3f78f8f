"""The normalised view of a text: what the rules match, with every character's origin kept.

Plans come through web pages, word processors and PDF conversions, which leave full-width
digits, blanks between characters, zero-width marks, markup, page numbers and hard line breaks
in mid-sentence. A `View` folds and removes all that, and maps every position of the clean text
back to the text as read, so that evidence always points into what the explorer shows.
"""

from __future__ import annotations

import re
import unicodedata
from array import array
from dataclasses import dataclass

from loaders.layout import Line, joins, lines_of
from loaders.records import Evidence

_INVISIBLE = "\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff\ufff9-\ufffd"
#: What conversions leave behind; matched in the text as read, replaced by nothing or one blank.
_DEBRIS = re.compile(
    rf"(?P<gone>[{_INVISIBLE}\x00-\x08\x0b\x0c\x0e-\x1f\x7f]+|\*\*|\[bookmark:[^\]\n]{{0,40}}\]"
    r"|</?(?:[a-zA-Z][a-zA-Z0-9]{0,10})(?:\s[^<>\n]{0,200})?/?>|<!--[^\n]{0,200}?-->)"
    r"|(?P<blank>&(?:nbsp|ensp|emsp|thinsp|#160|#xa0|#12288|#32);)"
    r"|(?P<char>&(?:amp|lt|gt|quot|apos|ldquo|rdquo|middot|mdash|ndash|hellip);)"
)
_ENTITY = {
    "&amp;": "&", "&lt;": "〈", "&gt;": "〉", "&quot;": '"', "&apos;": "'", "&ldquo;": "“",
    "&rdquo;": "”", "&middot;": "·", "&mdash;": "—", "&ndash;": "–", "&hellip;": "…",
}  # fmt: skip
_BLANK = " \u00a0\u1680\u2000-\u200a\u202f\u205f\u3000"
_BLANKS = re.compile(f"[{_BLANK}]+")
_WIDE = {"(": "（", ")": "）", ",": "，", ":": "：", ";": "；", "!": "！", "?": "？"}
_FOLD = {
    "﹙": "（", "﹚": "）", "﹝": "〔", "﹞": "〕", "［": "[", "］": "]", "﹤": "〈", "﹥": "〉",
    "＜": "〈", "＞": "〉", "＂": '"', "｜": "|", "・": "·", "‧": "·", "﹪": "%", "﹑": "、",
    "､": "、", "｡": "。", "﹒": ".", "﹔": "；", "﹕": "：", "﹐": "，", "―": "—", "─": "—",
    "○": "〇", "◯": "〇",
}  # fmt: skip


def fold(char: str) -> str:
    """One character as the rules see it; always exactly one character."""
    if char in _FOLD:
        return _FOLD[char]
    code = ord(char)
    if 0xFF01 <= code <= 0xFF5E and char not in "（），：；！？":
        return chr(code - 0xFEE0)
    if 0x2E80 <= code <= 0x2FDF or 0xF900 <= code <= 0xFAFF:
        folded = unicodedata.normalize("NFKC", char)
        return folded if len(folded) == 1 else char
    return char


@dataclass(frozen=True, slots=True)
class View:
    """A clean text (`text`) and where each of its characters stands in `raw`.

    Paragraphs are separated by one line feed; cells of table lines by a tab. Positions in
    every method are positions in `text`; `evidence` gives offsets in `raw`.
    """

    raw: str
    text: str
    shown: str
    origin: array[int]

    def printed(self, start: int, end: int) -> str:
        """The characters of `text[start:end]` as printed, without layout blanks."""
        return self.shown[start:end].replace("\n", "").replace("\t", "").strip()

    def evidence(
        self, start: int, end: int, rule: str, confidence: float | None = None
    ) -> Evidence:
        """Evidence for `text[start:end]`, its quote cut from the text as read."""
        if not 0 <= start < end <= len(self.text):
            raise ValueError(f"empty or outside span {start}:{end} of {len(self.text)}")
        first, last = self.origin[start], self.origin[end - 1] + 1
        return Evidence(first, last, self.raw[first:last], rule, confidence)

    def paragraphs(self) -> list[tuple[int, int]]:
        """Spans of the paragraphs, in order, line feeds left out, empty ones too."""
        spans, start = [], 0
        for part in self.text.split("\n"):
            if part:
                spans.append((start, start + len(part)))
            start += len(part) + 1
        return spans


def normalise(raw: str) -> View:
    """The view of a text as read. Linear in its length; never raises."""
    chars, shown, origin = _clean(raw)
    kept_text: list[str] = []
    kept_shown: list[str] = []
    kept: list[int] = []

    def emit(line: Line) -> None:
        for index in range(line.start, line.end):
            if line.keeps(index):
                kept_text.append(line.char(index))
                kept_shown.append(shown[index])
                kept.append(origin[index])

    lines = lines_of("".join(chars))
    joined = joins(lines)
    for number, line in enumerate(lines):
        if number and not joined[number]:
            kept_text.append("\n")
            kept_shown.append("\n")
            kept.append(origin[max(line.start - 1, 0)])
        emit(line)
    text = _widen("".join(kept_text))
    return View(raw, text, "".join(kept_shown), array("q", kept))


def _clean(raw: str) -> tuple[list[str], list[str], list[int]]:
    """Fold characters and drop debris: the folded ones, the printed ones, their offsets."""
    chars: list[str] = []
    shown: list[str] = []
    origin: list[int] = []
    position = 0

    def take(start: int, end: int) -> None:
        for index in range(start, end):
            char = raw[index]
            if char == "\r":
                char = "\n"
            folded = fold(char)
            compatible = unicodedata.category(char) == "Lo"
            chars.append(folded)
            shown.append(folded if compatible else char)
            origin.append(index)

    for match in _DEBRIS.finditer(raw):
        take(position, match.start())
        position = match.end()
        if match["blank"] or match["char"]:
            char = " " if match["blank"] else _ENTITY[match[0]]
            chars.append(char)
            shown.append(char)
            origin.append(match.start())
    take(position, len(raw))
    return chars, shown, origin


def _widen(text: str) -> str:
    """Half-width punctuation to full width, but not inside numbers (1,200 and 8:30 stay)."""
    return re.sub(
        r"(?<!\d)[(),:;!?]|[(),:;!?](?!\d)|[()]",
        lambda match: _WIDE[match[0]],
        text,
    )
