"""What a measure is about: weighted cues of the domain's vocabulary, after the code list of topics.

The title and the body decide together: a clear title cue outweighs a few words of the body, a
general one (健全工作机制) yields to it. Cues in a body's opening count in full, later ones less;
the clause that says who is responsible does not count. The heading above adds a little, and a
topic gains where that heading speaks of its part of the national opinion. An item without title
is judged by its first sentence and its body. Every cue is a row of
`loaders/lexicon/topic_cues.csv` (topic, where, cue, weight): `where` is `title` (titles, headings
above and first sentences), `body`, or `both`; a cue `甲&乙` asks for both words, in any order,
and one for both places for its first in the title and the others in the body. Of subjects joined
by 和 the first named is the primary one, and how something is done (统筹推进) is none. A word
inside a longer cue does not count by itself (规划 in 规划征求意见), so the longer one can point
elsewhere.
"""

from __future__ import annotations

import math
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache

import ahocorasick

from loaders.extract.lexicon import alternatives, table
from loaders.normalise import View
from loaders.records import Topic

RULE = "topics.cues"

#: The most that a body can add; a clear title cue is worth 9 or more.
_BODY_MOST = 12.0
#: A title cue of this weight is clear; a body under it counts this share.
_CLEAR = 7.5
_UNDER_CLEAR = 0.8
#: A body's opening says what it is about; cues behind it count this share.
_OPENING = 60
_BEHIND = 0.7
#: The raw sum of body cues that earns half of it.
_BODY_HALF = 5.0
_SECTION_SHARE = 0.2
#: What a topic gains in a chapter whose heading speaks of its part of the national opinion.
_PART_GAIN = 0.8
#: The parts of the opinion: prevention, supervision, treatment, capacity, support.
_PARTS = ((1, 5), (6, 10), (11, 16), (17, 21), (22, 27))
_LEAD_SHARE = 0.6
_LEAD_LONGEST = 48
#: A further cue of the same topic in a title adds this share of its weight.
_AGAIN = 0.25
#: What the last place in a title costs: of two subjects the first named is the primary one.
_LATE = 1.0
#: A title cue of this weight names a subject, if not a clear one.
_NAMED = 6.0
#: Of subjects joined by 和 the first decides: a cue behind a named one of another keeps this share.
_JOINED = 0.6
#: How something is done (统筹推进 …) is no subject beside what is done; its cues keep this share.
_MANNER = 0.4
_VERB = re.compile("(?:统筹|协同|合力|联合|联动|整体|统一)(?:推进|推动|开展|实施|抓好)")
_JOINTS = re.compile("[和与及]")
#: Below this score no topic is given: a stray word is not a subject.
_LEAST = 2.0
_SECOND_RATIO = 0.45
_SECOND_LEAST = 3.0
_MOST_TOPICS = 4
_SENTENCE = re.compile(r"[。；：\n]")
#: Who is responsible says nothing about the subject: clauses, their labels, names of departments.
_WHO = re.compile(
    r"[（〔【\[](?P<clause>[^（）〔〕【】\[\]\n]{6,}(?:（[^（）\n]{0,30}）[^（）〔〕【】\[\]\n]*)*)[）〕】\]]"
    r"|(?:责任|牵头|配合|主办|协办|承办|实施|落实)(?:单位|部门|领导|分工|主体|人)"
    r"(?:（[^（）]{1,6}）)?[：:][^\n]*"
    r"|(?<=[、，。；：（由和与及报\s])(?:自治区|地区|[省市县区州盟旗局])[\u4e00-\u9fff]{2,9}?"
    r"(?:局|厅|委员会|委|办公室)(?=[、，。；：\s按会等和与）]|牵头|负责|配合|$)"
)
_ROLE = re.compile(r"牵头|负责|配合|参与|单位|落实")

_Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class _Cue:
    topic: str
    words: tuple[str, ...]
    weight: float


class _Lexicon:
    """The cues of one place (title or body) and the automaton that finds their words."""

    def __init__(self, where: str) -> None:
        self.single: dict[str, list[_Cue]] = defaultdict(list)
        self.joint: dict[str, list[_Cue]] = defaultdict(list)
        self.given: list[_Cue] = []
        for row in table("topic_cues"):
            if row["where"] == where:
                cue = _Cue(row["topic"], tuple(row["cue"].split("&")), float(row["weight"]))
                self.given.append(cue)
                if len(cue.words) == 1:
                    self.single[cue.words[0]].append(cue)
                else:
                    self.joint[cue.words[0]].append(cue)
        self._automaton = ahocorasick.Automaton()
        for word in {
            *self.single,
            *(w for cues in self.joint.values() for cue in cues for w in cue.words),
        }:
            self._automaton.add_word(word, word)
        self._automaton.make_automaton()

    def longest(self, text: str, span: _Span) -> dict[str, list[int]]:
        """Where each cue word stands, words that overlap an earlier or longer one left out."""
        found: dict[str, list[int]] = {}
        # The automaton copies the text it is given, so it gets the stretch and never the whole.
        for last, word in self._automaton.iter_long(text[slice(*span)]):
            found.setdefault(word, []).append(span[0] + last + 1 - len(word))
        return found

    def first(self, text: str, span: _Span) -> dict[str, int]:
        """Where each cue word first stands, be it inside another one."""
        hits = list(self._automaton.iter(text[slice(*span)]))
        return {word: span[0] + last + 1 - len(word) for last, word in reversed(hits)}


@cache
def _lexicon(where: str) -> _Lexicon:
    return _Lexicon(where)


@dataclass(slots=True)
class _Score:
    """A topic's points and where its strongest cue stands, None for one in a heading above."""

    points: float = 0.0
    strongest: float = 0.0
    span: _Span | None = None

    def add(self, points: float, strength: float, span: _Span | None) -> None:
        self.points += points
        if span is not None and strength > self.strongest:
            self.strongest, self.span = strength, span


def classify(
    view: View, title_span: _Span | None, body_span: _Span, section_title: str | None
) -> tuple[Topic, ...]:
    """The topics of one measure, primary first; empty where no cue fits.

    The spans are positions in `view.text`; the body's excludes the title. Scores are comparable
    within a measure only: about 9 for a clear title, up to 12 for a body. Never raises.
    """
    scores: defaultdict[str, _Score] = defaultdict(_Score)
    own = title_span if title_span is not None else _lead(view.text, body_span)
    share = 1.0 if title_span is not None else _LEAD_SHARE
    titled = heading_points(view.text, own, body_span)
    for topic, (points, span) in titled.items():
        scores[topic].add(points * share, points * share, span)
    if section_title:
        for topic, points in _above(section_title).items():
            scores[topic].add(points * _SECTION_SHARE, 0.0, None)
    clear = title_span is not None and any(points >= _CLEAR for points, _ in titled.values())
    weight = _UNDER_CLEAR if clear else 1.0
    for topic, (points, span) in _body_points(view.text, body_span).items():
        scores[topic].add(points * weight, points * weight / 2, span)
    part = _part(section_title) if section_title else None
    for topic, score in scores.items():
        if part and score.span and part[0] <= int(topic[1:]) <= part[1]:
            score.points += _PART_GAIN
    return _ranked(view, scores, own)


def heading_points(text: str, span: _Span, body: _Span = (0, 0)) -> dict[str, tuple[float, _Span]]:
    """Points and strongest cue per topic for a title or heading, read in the light of its body."""
    start, end = span
    cues_there = _in_light(text, span, body, list(_heading_cues(text, span)))
    verb = _VERB.match(text, start, end)
    verb_end = verb.end() if verb and verb.end() < end else start
    first_part = _first_subject(text, span, cues_there) if len(cues_there) > 1 else end
    leading = {cue.topic for cue, place in cues_there if place[0] < first_part < end}
    per_topic: defaultdict[str, list[tuple[float, _Span]]] = defaultdict(list)
    for cue, place in cues_there:
        late = _LATE * (place[0] - start) / max(end - start, 1)
        weight = cue.weight
        if place[0] >= first_part and cue.topic not in leading:
            weight *= _JOINED
        if place[1] <= verb_end:
            weight *= _MANNER
        per_topic[cue.topic].append((weight - late, place))
    points = {}
    for topic, cues in per_topic.items():
        cues.sort(key=lambda cue: (-cue[0], cue[1]))
        best, place = cues[0]
        apart = [w for w, (first, last) in cues[1:] if last <= place[0] or first >= place[1]]
        points[topic] = (best + _AGAIN * sum(apart[:2]), place)
    return points


def _heading_cues(text: str, span: _Span) -> Iterator[tuple[_Cue, _Span]]:
    lexicon = _lexicon("title")
    first = lexicon.first(text, span)
    for word in _outermost(first):
        for cue in lexicon.single.get(word, ()):
            yield cue, (first[word], first[word] + len(word))
    for word in first:
        for cue in lexicon.joint.get(word, ()):
            if all(other in first for other in cue.words):
                yield cue, _extent(cue, first)


def _in_light(
    text: str, span: _Span, body: _Span, cues: list[tuple[_Cue, _Span]]
) -> list[tuple[_Cue, _Span]]:
    """A title's cues, those left out that an order in its body gives another meaning.

    强化规划源头把关 is about plans to be made (T17) until its body has them submitted for comment
    (T02): a cue `规划&征求&批` for both places asks for its first word in the title and for the
    others in the body, and then no other topic keeps a cue with that word. A title that goes
    on to name another subject clearly stays with it.
    """
    if body[0] >= body[1] or not _settling().search(text, *span):
        return cues
    settled: list[tuple[_Cue, _Span]] = []
    for cue in _lexicon("both").given:
        word, *orders = cue.words
        at = text.find(word, *span)
        if at >= 0 and all(text.find(order, *body) >= 0 for order in orders):
            settled.append((cue, (at, at + len(word))))
    if not settled:
        return cues
    topic = settled[0][0].topic
    words = [cue.words[0] for cue, _ in settled]
    kept = [c for c in cues if c[0].topic == topic or not _has_any(c[0], words)]
    behind = settled[0][1][1]
    others = (c for c, at in kept if c.topic != topic and at[0] >= behind)
    return cues if any(c.weight >= _CLEAR for c in others) else [*kept, settled[0]]


@cache
def _settling() -> re.Pattern[str]:
    """The words of titles that an order in the body may give another meaning."""
    return re.compile(alternatives(tuple(cue.words[0] for cue in _lexicon("both").given)))


def _has_any(cue: _Cue, words: list[str]) -> bool:
    return any(word in own for own in cue.words for word in words)


def _first_subject(text: str, span: _Span, cues: list[tuple[_Cue, _Span]]) -> int:
    """Where the first of several joined subjects ends; the end of a title with one subject.

    It is the first part with a cue that names a subject; a 和 inside a cue joins nothing.
    """
    joints = list(_JOINTS.finditer(text, *span))
    if not joints:
        return span[1]
    named = min((place[1] for cue, place in cues if cue.weight >= _NAMED), default=span[1])
    for joint in joints:
        if joint.start() < named:
            continue
        inside = (c for c, place in cues if place[0] < joint.start() < place[1])
        if all(len(cue.words) > 1 for cue in inside):
            return joint.end()
    return span[1]


def _outermost(first: Mapping[str, int]) -> list[str]:
    """The words that do not lie inside another one, in the order in which they stand."""
    kept: list[str] = []
    reach = -1
    for word, start in sorted(first.items(), key=lambda item: (item[1], -len(item[0]))):
        if start + len(word) > reach:
            kept.append(word)
            reach = start + len(word)
    return kept


def _extent(cue: _Cue, first: Mapping[str, int]) -> _Span:
    """From the first of a cue's words to the end of its last."""
    places = [(first[word], first[word] + len(word)) for word in cue.words]
    return min(first for first, _ in places), max(last for _, last in places)


def _body_points(text: str, span: _Span) -> dict[str, tuple[float, _Span]]:
    """Points and strongest cue per topic for running text; many cues add ever less."""
    lexicon, start = _lexicon("body"), span[0]
    words = _WHO.sub(_blank, text[slice(*span)])
    raw: defaultdict[str, float] = defaultdict(float)
    best: dict[str, tuple[float, _Span]] = {}
    for word, places in lexicon.longest(words, (0, len(words))).items():
        first = start + places[0], start + places[0] + len(word)
        share = 1.0 if places[0] < _OPENING else _BEHIND
        for cue in lexicon.single[word]:
            strength = cue.weight * share * (1 + 0.4 * math.log2(len(places)))
            raw[cue.topic] += strength
            if cue.topic not in best or strength > best[cue.topic][0]:
                best[cue.topic] = (strength, first)
    return {
        topic: (_BODY_MOST * total / (total + _BODY_HALF), best[topic][1])
        for topic, total in raw.items()
    }


def _blank(who: re.Match[str]) -> str:
    """Line breaks in the place of words that say who is responsible."""
    if who["clause"] and not _ROLE.search(who["clause"]):
        return who[0]
    return "\n" * len(who[0])


@lru_cache(maxsize=256)
def _above(title: str) -> dict[str, float]:
    """The points of a heading above; the items of a section ask for the same one."""
    return {topic: points for topic, (points, _) in heading_points(title, (0, len(title))).items()}


@lru_cache(maxsize=256)
def _part(title: str) -> tuple[int, int] | None:
    """The part of the national opinion that a chapter's heading speaks of, by its strongest cue."""
    points = _above(title)
    if not points:
        return None
    number = int(max(points, key=lambda topic: (points[topic], topic))[1:])
    return next(part for part in _PARTS if part[0] <= number <= part[1])


def _lead(text: str, body: _Span) -> _Span:
    """The first sentence of a body, cut where it is long."""
    limit = min(body[1], body[0] + _LEAD_LONGEST)
    stop = _SENTENCE.search(text, body[0], limit)
    return body[0], stop.start() if stop else limit


def _ranked(view: View, scores: Mapping[str, _Score], own: _Span) -> tuple[Topic, ...]:
    order = sorted(scores.items(), key=lambda item: (-item[1].points, item[0]))
    if not order or order[0][1].points < _LEAST or own[0] >= own[1]:
        return ()
    floor = max(order[0][1].points * _SECOND_RATIO, _SECOND_LEAST)
    kept = order[:1] + [item for item in order[1:_MOST_TOPICS] if item[1].points >= floor]
    return tuple(
        Topic(topic, rank, round(score.points, 2), view.evidence(*(score.span or own), RULE))
        for rank, (topic, score) in enumerate(kept, start=1)
    )
