"""What the head and the foot of a plan say of it: title, number, issuers, dates, place, form.

Reads the notice that wraps a plan, the red header, a web page's table of properties and the
signature; the plan's own title rules, not the notice's.
"""

from __future__ import annotations

import re
from itertools import pairwise

from loaders.dates import find_dates
from loaders.heading_place import in_full, place_inside, place_of
from loaders.normalise import View
from loaders.property_table import LABELS, Found, property_table
from loaders.records import Evidence, Heading

_FORM_END = re.compile(
    r"(?P<form>(?:实施|行动|工作|攻坚|推进|任务|若干|指导)?"
    r"(?:方案|意见|计划|办法|规划|规定|细则|措施|要点|清单|纲要|条例|决定))"
    r"(?P<tail>(?:（[^（）]{1,24}）|\([^()]{1,24}\)){0,2})$"
)
_NUMBER = re.compile(
    r"(?<![\u4e00-\u9fff])(?P<number>[\u4e00-\u9fff]{2,14}(?:[〔\[（【][12]\d{3}[〕\]）】](?:第)?"
    r"|[12]\d{3}[—–-])\d{1,4}号)"
)
_ORG_END = (
    r"(?:人民政府办公[厅室]|委办公[厅室]|委员会办公[厅室]|人民政府|行政公署|办公[厅室]|委员会|领导小组(?:办公室)?|指挥部(?:办公室)?"
    r"|水土保持局|[\u4e00-\u9fff]{2,12}[厅局]|联席会议(?:办公室)?|河长制办公室|管委会|党委|委|部)"
)
_ISSUER_LINE = re.compile(rf"[\u4e00-\u9fff]{{2,80}}?{_ORG_END}(?:（[^（）]{{1,8}}）)?(?:文件)?$")
_ADDRESSEES = re.compile(r"(?:各|市|县|省|区|州|自治区|有关|相关)[^。]{1,200}：$")
#: What parts words where a view left it out; marks without width part none.
_BLANK = re.compile(r"\s|&(?:nbsp|ensp|emsp|thinsp|#160|#xa0|#12288|#32);")
_DRAFT = re.compile(r"征求意见稿|送审稿|讨论稿|草案|公开征求意见")
_STATUS = re.compile(r"继续有效|现行有效|有效|失效|已?废止|已?修改|是|否")
_WRAP = re.compile(r"(?:印发|转发|下发|发布|公布)(?:了)?《?(?P<title>[^《》\n]{4,80}?)》?的通知$")


def read_heading(view: View, start: int, end: int) -> Heading:
    """The heading of a plan whose numbered body is `text[start:end]`.

    Raises nothing: what the text does not say is None or empty. A plan without a title line
    takes the title of its wrapping notice.
    """
    head = [span for span in view.paragraphs() if span[0] < start]
    foot = [span for span in view.paragraphs() if span[0] >= end][:12]
    table = property_table(view, head)
    title = _title(view, head) or table.get("title") or Found("", 0, 1)
    number = _number(view, head) or table.get("number")
    issuers = _issuers(view, head, foot, title, table)
    date = _date(view, head, foot, table)
    published = _first_date(view, table.get("published"))
    status = _status(view, head, table)
    addressees = _addressees(view, head)
    form = _FORM_END.search(_bare_title(title.value))
    signed = [issuer.value for issuer in issuers]
    place = place_of([*signed, title.value, *_cover(view, head)], _year(date)) or place_inside(
        signed, title.value, _year(date)
    )
    fields = {
        "title": title, "doc_number": number, "date": date, "published": published,
        "status": status, "issuers": issuers[0] if issuers else None,
        "addressees": addressees[0] if addressees else None,
    }  # fmt: skip
    return Heading(
        title=title.value,
        doc_number=number.value if number else None,
        issuers=tuple(in_full(name, place) for name in signed),
        date=date.value if date else None,
        published=published.value if published else None,
        city=place.name if place else None,
        division_code=place.code if place else None,
        province=place.province if place else None,
        form=form["form"] if form else None,
        status=status.value if status else None,
        addressees=tuple(found.value for found in addressees),
        evidence=_evidence(view, fields),
    )


def _evidence(view: View, fields: dict[str, Found | None]) -> dict[str, Evidence]:
    return {
        name: view.evidence(found.start, found.end, f"heading.{name}")
        for name, found in fields.items()
        if found is not None and found.value and found.end > found.start
    }


def _bare_title(title: str) -> str:
    return re.sub(r"[《》]", "", title)


def _title(view: View, head: list[tuple[int, int]]) -> Found | None:
    """The last title line of the head, with the lines before it that it needs to be whole."""
    wrapped: Found | None = None
    for number in range(len(head) - 1, -1, -1):
        first, last = head[number]
        line = view.text[first:last]
        if (
            len(line) > 80
            or line.endswith(("。", "：", "，"))
            or "\t" in line
            or LABELS.match(line)
        ):
            continue
        notice = _WRAP.search(_joined(view, head, number))
        if notice and wrapped is None:
            wrapped = _in_notice(view, head, number)
            continue
        if _FORM_END.search(line) and not notice and not re.match(r"附\s*件", line):
            begin = _title_start(view, head, number)
            end = last
            if number + 1 < len(head) and re.fullmatch(
                r"（[^（）]{2,20}）", _line(view, head, number + 1)
            ):
                inner = _line(view, head, number + 1)
                end = (
                    head[number + 1][1]
                    if not re.search(r"此件|公开|日|会议", inner) and not _DRAFT.search(inner)
                    else last
                )
            return Found(_clean_title(view.printed(begin, end)), begin, end)
    return wrapped


def _clean_title(title: str) -> str:
    bare = re.sub(r"（(?:征求意见稿|送审稿|讨论稿|草案|公开征求意见稿)）$", "", title)
    return bare[1:-1] if bare.startswith("《") and bare.endswith("》") else bare


def _line(view: View, head: list[tuple[int, int]], number: int) -> str:
    return view.text[head[number][0] : head[number][1]]


def _joined(view: View, head: list[tuple[int, int]], number: int) -> str:
    """A notice's title with up to three lines before it (one of them may hold the opening)."""
    return "".join(_line(view, head, index) for index in range(max(0, number - 3), number + 1))


def _in_notice(view: View, head: list[tuple[int, int]], number: int) -> Found:
    start = head[max(0, number - 3)][0]
    stretch = view.text[start : head[number][1]]
    marks = list(re.finditer(r"(?:印发|转发|下发|发布|公布)(?:了)?《?", stretch))
    begin = start + marks[-1].end()
    end = start + stretch.rindex("的通知")
    while view.text[end - 1] in "》\n":
        end -= 1
    return Found(view.printed(begin, end), begin, end)


def _title_start(view: View, head: list[tuple[int, int]], number: int) -> int:
    """Where a title begins that is printed over several lines."""
    while number > 0:
        line, before = _line(view, head, number), _line(view, head, number - 1)
        whole = re.match(r"关于|《", line) or place_of([line], None) is not None
        unfinished = before.endswith(("关于", "的", "推进", "加强", "新时代", "工作", "“"))
        possible = len(before) <= 40 and not re.search(r"[。：；）〕号\d]$|^（", before)
        dated = bool(find_dates(before, 0, len(before)))
        if not possible or dated or LABELS.search(before) or _NUMBER.search(before):
            break
        issuer = _ISSUER_LINE.match(before) is not None
        opening = before.endswith("关于") or (issuer and line.startswith("关于"))
        if before.endswith("文件") or (whole and not opening):
            break
        if issuer and not unfinished and not line.startswith("关于"):
            break
        number -= 1
    return head[number][0]


def _number(view: View, head: list[tuple[int, int]]) -> Found | None:
    for first, last in head:
        if last - first > 90 or view.text[last - 1] in "。；":
            continue
        match = _NUMBER.search(view.text, first, last)
        if match and not re.search(r"根据|依据|按照|贯彻", view.text[first : match.start()]):
            begin = _word_start(view, match.start(), match.end())
            return Found(view.printed(begin, match.end()), begin, match.end())
    return None


def _word_start(view: View, start: int, end: int) -> int:
    """Where the last word before a number begins: a blank that the view left out parts words."""
    for at in range(end - 1, start, -1):
        if _BLANK.search(view.gap(at)) and view.text[at - 1] > "\u4e00":
            return at
    return start


def _issuers(
    view: View,
    head: list[tuple[int, int]],
    foot: list[tuple[int, int]],
    title: Found,
    table: dict[str, Found],
) -> list[Found]:
    """Who signs: above the date, else at the head, else in the title or the property table."""
    for spans in _signed_before_printed(view, foot, head):
        signed = _signature(view, spans)
        if signed:
            return signed
    for first, last in head:
        line = view.text[first:last]
        opened = re.match(rf"(?P<org>[\u4e00-\u9fff]{{2,30}}?{_ORG_END})(?=关于|文件$|印发)", line)
        if opened:
            return _split_orgs(view, first, first + opened.end("org"))
        printed = re.search(rf"日(?P<org>[\u4e00-\u9fff]{{3,30}}?{_ORG_END})印发", line)
        if printed and last - first < 80:
            return [Found(printed["org"], first + printed.start("org"), first + printed.end("org"))]
    lines = [s for s in head if _ISSUER_LINE.match(view.text[s[0] : s[1]]) and s[1] - s[0] < 40]
    if lines and lines[0][0] < title.start:
        return [found for span in _run(view, head, lines[0]) for found in _split_orgs(view, *span)]
    return (
        _split_orgs(view, table["issuer"].start, table["issuer"].end) if "issuer" in table else []
    )


def _signed_before_printed(
    view: View, foot: list[tuple[int, int]], head: list[tuple[int, int]]
) -> list[list[tuple[int, int]]]:
    """Where to look for who signed and when: the line of who printed it (…日印发) comes last."""
    both = (foot, head)
    printed = [[s for s in spans if view.text.endswith("印发", *s)] for spans in both]
    signed = [
        [s for s in spans if s not in lines] for spans, lines in zip(both, printed, strict=True)
    ]
    return [*signed, *printed]


def _signature(view: View, spans: list[tuple[int, int]]) -> list[Found]:
    """The bodies above a line that is a date, or before the date on its own line."""
    for number, (first, last) in enumerate(spans):
        dates = find_dates(view.text, first, last)
        if dates and dates[0].end >= last - 2 and _signs(view.text[first : dates[0].start]):
            return _split_orgs(view, first, dates[0].start)
        if not _is_date_line(view, first, last):
            continue
        index = number - 1
        found: list[Found] = []
        while index >= 0 and _signs(view.text[slice(*spans[index])]):
            found = _split_orgs(view, *spans[index]) + found
            index -= 1
        if found:
            return found
    return []


def _signs(line: str) -> bool:
    """Whether a line is one of issuers; wide blanks between several look like a table's cells."""
    cells = line.split("\t")
    return len(line) <= 90 and all(_ISSUER_LINE.fullmatch(cell) for cell in cells)


def _run(view: View, head: list[tuple[int, int]], first: tuple[int, int]) -> list[tuple[int, int]]:
    """Consecutive issuer lines, beginning with the first."""
    run = []
    for span in head[head.index(first) :]:
        if not _ISSUER_LINE.match(view.text[span[0] : span[1]]):
            break
        run.append(span)
    return run


def _split_orgs(view: View, start: int, end: int) -> list[Found]:
    """Several issuers on one line stand apart by blanks, which the view left out."""
    cuts = [start]
    for at in range(start + 1, end):
        cell = view.text[at - 1] == "\t"
        gap = cell or _BLANK.search(view.gap(at))
        whole = re.search(rf"{_ORG_END}$", view.text[cuts[-1] : at].rstrip("\t"))
        if gap and whole and end - at >= 4 and len(view.text[cuts[-1] : at]) >= 4:
            cuts.append(at)
    cuts.append(end)
    found = []
    for first, last in pairwise(cuts):
        name = re.sub(r"文件$", "", view.printed(first, last)).strip("、，")
        if name:
            found.append(Found(name, first, first + len(name)))
    return found


def _is_date_line(view: View, first: int, last: int) -> bool:
    dates = find_dates(view.text, first, last)
    return bool(dates) and last - first - (dates[0].end - dates[0].start) <= 4


def _date(
    view: View,
    head: list[tuple[int, int]],
    foot: list[tuple[int, int]],
    table: dict[str, Found],
) -> Found | None:
    for spans in _signed_before_printed(view, foot, head):
        for first, last in spans:
            dates = find_dates(view.text, first, last)
            signed = (
                dates and dates[-1].end >= last - 2 and _signs(view.text[first : dates[-1].start])
            )
            if signed or _is_date_line(view, first, last):
                return Found(dates[-1].iso, dates[-1].start, dates[-1].end)
    listed = _first_date(view, table.get("date"))
    if listed:
        return listed
    for first, last in head:
        dates = find_dates(view.text, first, last)
        if dates and last - first < 80 and re.search(r"印发|通过|公布|发布", view.text[first:last]):
            return Found(dates[0].iso, dates[0].start, dates[0].end)
    return None


def _first_date(view: View, found: Found | None) -> Found | None:
    if found is None:
        return None
    dates = find_dates(view.text, found.start, found.end)
    return Found(dates[0].iso, dates[0].start, dates[0].end) if dates else None


def _year(date: Found | None) -> int | None:
    return int(date.value[:4]) if date else None


def _status(view: View, head: list[tuple[int, int]], table: dict[str, Found]) -> Found | None:
    listed = table.get("status")
    if listed:
        match = _STATUS.match(listed.value)
        if match:
            value = {"现行有效": "有效", "继续有效": "有效", "是": "有效", "否": "失效"}.get(
                match[0], match[0]
            )
            return Found(value, listed.start, listed.end)
    for first, last in head:
        draft = _DRAFT.search(view.text, first, last)
        if draft and last - first < 80:
            value = "征求意见稿" if "征求意见" in draft[0] else draft[0]
            return Found(value, *draft.span())
    return None


def _addressees(view: View, head: list[tuple[int, int]]) -> list[Found]:
    for first, last in head:
        if _ADDRESSEES.match(view.text, first, last) and not LABELS.match(view.text, first):
            found, begin = [], first
            for match in re.finditer(r"[，；：]", view.text[first:last]):
                stop = first + match.start()
                found.append(Found(view.printed(begin, stop), begin, stop))
                begin = stop + 1
            return found
    return []


def _cover(view: View, head: list[tuple[int, int]]) -> list[str]:
    """Lines of the head that may name the place when neither issuer nor title does."""
    return [view.text[first:last] for first, last in head if last - first < 80]
