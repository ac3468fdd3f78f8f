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
from collections.abc import Iterable
from dataclasses import dataclass, replace

from loaders.layout import joins, lines_of
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
_NARROW = re.compile(r"(?<!\d)[(),:;!?]|[(),:;!?](?!\d)|[()]")
#: A half-width stop that ends a Chinese sentence, not one behind a heading's number (一.).
_STOP = re.compile(
    r"(?<=[\u4e00-\u9fff）”》%])(?<!^[一二三四五六七八九十])(?<!\n[一二三四五六七八九十])\.(?![\d.A-Za-z])"
)
#: A comma that groups thousands where digits and comma are full-width: １，８００.
_THOUSANDS = re.compile(r"(?<=[０-９])，(?=[０-９]{3}(?![０-９]))")
_QUOTED = re.compile(r'"([^"\n]{1,40})"')
_WIDE = {"(": "（", ")": "）", ",": "，", ":": "：", ";": "；", "!": "！", "?": "？"}
_FOLD = {
    "﹙": "（", "﹚": "）", "﹝": "〔", "﹞": "〕", "［": "[", "］": "]", "﹤": "〈", "﹥": "〉",
    "＜": "〈", "＞": "〉", "＂": '"', "｜": "|", "・": "·", "‧": "·", "﹪": "%", "﹑": "、",
    "､": "、", "｡": "。", "﹒": ".", "﹔": "；", "﹕": "：", "﹐": "，", "―": "—", "─": "—",
    "○": "〇", "◯": "〇",
}  # fmt: skip


def _compatible() -> dict[int, int]:
    """Radicals and compatibility ideographs that PDF fonts yield instead of the character."""
    found = {}
    for code in (*range(0x2E80, 0x2FE0), *range(0xF900, 0xFB00)):
        folded = unicodedata.normalize("NFKC", chr(code))
        if len(folded) == 1:
            found[code] = ord(folded)
    return found


_SHOWN = _compatible()
#: Character to character, so that a folded text is as long as the text as read.
_FOLDED = (
    {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F) if chr(code) not in "（），：；！？"}
    | _SHOWN
    | {ord(char): ord(folded) for char, folded in _FOLD.items()}
    | {ord("\r"): ord("\n")}
)


def _any_of(table: dict[int, int]) -> re.Pattern[str]:
    return re.compile(f"[{''.join(re.escape(chr(code)) for code in sorted(table))}]")


_SHOWS, _FOLDS = _any_of(_SHOWN), _any_of(_FOLDED)


def _folded(raw: str, table: dict[int, int], folds: re.Pattern[str]) -> str:
    """Character by character; few characters fold, so finding them beats looking each one up."""
    return folds.sub(lambda match: chr(table[ord(match[0])]), raw)


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

    def gap(self, at: int) -> str:
        """What of the text as read was left out before `text[at]`; empty for most characters."""
        return self.raw[self.origin[at - 1] + 1 : self.origin[at]]

    def masked(self, spans: Iterable[tuple[int, int]]) -> View:
        """The same view with a full stop for every character of the spans (in order, apart)."""
        parts, position = [], 0
        for start, end in spans:
            parts += [self.text[position:start], "。" * (end - start)]
            position = end
        return replace(self, text="".join(parts) + self.text[position:])

    def paragraphs(self, start: int = 0, end: int | None = None) -> list[tuple[int, int]]:
        """Spans of the paragraphs that reach into `text[start:end]`, in order, empty ones left out.

        The first and the last are whole even where the stretch begins or ends inside them.
        """
        end = len(self.text) if end is None else end
        spans, begin = [], self.text.rfind("\n", 0, start) + 1
        while begin < end:
            stop = self.text.find("\n", begin)
            stop = len(self.text) if stop < 0 else stop
            if begin < stop and stop > start:
                spans.append((begin, stop))
            begin = stop + 1
        return spans


def normalise(raw: str) -> View:
    """The view of a text as read. Linear in its length; never raises."""
    clean, printed, origin = _clean(raw)
    text: list[str] = []
    shown: list[str] = []
    kept = array("q")
    lines = lines_of(clean)
    joined = joins(lines)
    for number, line in enumerate(lines):
        if number and not joined[number]:
            text.append("\n")
            shown.append("\n")
            kept.append(origin[max(line.start - 1, 0)])
        for start, end, meant in line.pieces:
            text.append(meant or clean[start:end])
            shown.append(printed[start:end])
            kept.extend(origin[start:end])
    return View(raw, _widen("".join(text)), "".join(shown), kept)


def _clean(raw: str) -> tuple[str, str, array[int]]:
    """Fold characters and drop debris: the folded text, the printed one, their offsets."""
    grouped = _THOUSANDS.sub(",", raw)
    folded, printed = _folded(grouped, _FOLDED, _FOLDS), _folded(raw, _SHOWN, _SHOWS)
    clean: list[str] = []
    shown: list[str] = []
    origin = array("q")
    position = 0
    for match in _DEBRIS.finditer(raw):
        clean.append(folded[position : match.start()])
        shown.append(printed[position : match.start()])
        origin.extend(range(position, match.start()))
        position = match.end()
        if match["blank"] or match["char"]:
            char = " " if match["blank"] else _ENTITY[match[0]]
            clean.append(char)
            shown.append(char)
            origin.append(match.start())
    clean.append(folded[position:])
    shown.append(printed[position:])
    origin.extend(range(position, len(raw)))
    return "".join(clean), "".join(shown), origin


def _widen(text: str) -> str:
    """Half-width punctuation to full width, but not inside numbers (1,200 and 8:30 stay)."""
    text = _NARROW.sub(lambda match: _WIDE[match[0]], text)
    return _QUOTED.sub(r"“\1”", _STOP.sub("。", text))
