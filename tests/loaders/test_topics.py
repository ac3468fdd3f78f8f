"""Topics of measures: from titles, bodies and headings above.

`topic_titles.csv` lists titles as offices write them, with the topic that a reader would give and,
behind |, others that would do. The lexicon was tuned on it; `topic_titles_unseen.csv` was written
later, and the lexicon was not tuned on it. `topic_items.csv` holds items with their bodies, most
of them with figurative titles that say little (啃硬骨头), where the body has to decide.
"""

import csv
import re
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loaders.extract.lexicon import table
from loaders.extract.topics import classify, heading_points
from loaders.normalise import normalise
from loaders.records import Topic

HERE = Path(__file__).parent


def topics_of(title: str | None, body: str = "", section: str | None = None) -> tuple[Topic, ...]:
    text = f"{title}\n{body}" if title else body
    view = normalise(text)
    cut = len(title) if title else 0
    span = (0, cut) if title else None
    return classify(view, span, (cut + 1 if title and body else cut, len(view.text)), section)


def notations(found: tuple[Topic, ...]) -> list[str]:
    return [topic.notation for topic in found]


def shares(name: str) -> tuple[int, float, float]:
    """How many titles; the share whose first topic is the first listed; is any of the listed."""
    rows = list(csv.DictReader((HERE / name).read_text("utf-8").splitlines()))
    first = any_of = 0
    for row in rows:
        wanted = row["topics"].split("|")
        found = notations(topics_of(row["title"]))[:1]
        first += found == wanted[:1]
        any_of += bool(found) and found[0] in wanted
    return len(rows), first / len(rows), any_of / len(rows)


def test_titles_that_the_lexicon_was_tuned_on() -> None:
    count, first, any_of = shares("topic_titles.csv")
    assert count >= 390
    assert first >= 0.95
    assert any_of >= 0.97


def test_titles_that_it_was_not_tuned_on() -> None:
    count, first, any_of = shares("topic_titles_unseen.csv")
    assert count >= 90
    assert first >= 0.8
    assert any_of >= 0.85


def test_items_whose_titles_say_little() -> None:
    rows = list(csv.DictReader((HERE / "topic_items.csv").read_text("utf-8").splitlines()))
    assert len(rows) >= 80
    right = 0
    for row in rows:
        found = notations(topics_of(row["title"] or None, row["body"], row["section"] or None))
        right += found[:1] != [] and found[0] in row["topics"].split("|")
    assert right / len(rows) >= 0.94


def test_a_clause_of_responsibility_says_nothing_about_the_subject() -> None:
    body = "每年召开两次会议。（市林业和草原局牵头，市公安局、市财政局配合）\n责任单位：市税务局"
    assert topics_of("抓好有关事项", body) == topics_of("抓好有关事项", "每年召开两次会议。")


@pytest.mark.parametrize("name", ["topic_titles.csv", "topic_titles_unseen.csv"])
def test_every_topic_has_titles(name: str) -> None:
    rows = csv.DictReader((HERE / name).read_text("utf-8").splitlines())
    covered = Counter(row["topics"].split("|")[0] for row in rows)
    assert set(covered) == {f"T{number:02}" for number in range(1, 28)}


@pytest.mark.parametrize(
    ("body", "wanted"),
    [
        ("将信用评价结果报送信用信息平台，对失信单位联合惩戒，列入重点关注名单。", "T08"),
        ("以小流域为单元，推进生态清洁小流域建设，治理面源污染。", "T11"),
        ("对病险淤地坝除险加固，落实防汛责任人，确保安全度汛。", "T16"),
        ("大于25度的陡坡地禁止开垦，规划征求水行政主管部门意见。", "T02"),
        ("安排财政资金，发行地方政府专项债券，引导金融机构信贷投放。", "T24"),
        ("建立联席会议，各司其职、密切配合，形成合力。", "T23"),
    ],
)
def test_the_body_decides_where_the_title_is_general(body: str, wanted: str) -> None:
    assert notations(topics_of("抓好有关事项", body))[0] == wanted
    assert notations(topics_of(None, body))[0] == wanted


def test_a_clear_title_outweighs_the_body() -> None:
    body = "以小流域为单元，推进生态清洁小流域建设，治理面源污染，整治河道，建设美丽乡村。"
    found = notations(topics_of("加强水土保持监测评价", body))
    assert found[0] == "T20"
    assert "T11" in found


def test_the_heading_above_counts_a_little() -> None:
    assert topics_of("抓好有关事项") == ()
    assert notations(topics_of("抓好有关事项", section="严格信用监管")) == []
    plain = topics_of("强化责任落实")
    below = topics_of("强化责任落实", section="强化目标责任考核")
    assert notations(plain)[0] == notations(below)[0] == "T22"
    assert "T19" not in notations(plain)
    section = topics_of("抓好有关事项", "对弃渣严格管理。", "落实生产建设单位主体责任，规范弃渣")
    without = topics_of("抓好有关事项", "对弃渣严格管理。")
    assert section[0].score > (without[0].score if without else 0)


def test_a_word_inside_a_longer_cue_does_not_count() -> None:
    points = heading_points("做好规划征求意见", (0, 8))
    assert set(points) == {"T02"}
    assert "T17" in heading_points("加强规划编制", (0, 6))


def test_both_words_of_a_joint_cue_are_needed() -> None:
    assert "T01" in heading_points("科学划定有关区域", (0, 8))
    assert "T01" not in heading_points("科学划定有关内容", (0, 8))


def test_of_two_subjects_the_first_named_comes_first() -> None:
    assert notations(topics_of("加强监测和科技支撑"))[:2] == ["T20", "T21"]
    assert notations(topics_of("加强科技支撑和监测"))[:2] == ["T21", "T20"]


def test_joined_subjects_keep_their_order_whatever_the_body_dwells_on() -> None:
    body = "升级监测站点，发布公报。制作科普短片，组织志愿服务，开展普法宣传。"
    assert notations(topics_of("强化监测和宣传", body))[0] == "T20"
    assert notations(topics_of("强化宣传和监测", body))[0] == "T25"
    # Without 和 nothing is joined, and the subject named last keeps its points.
    joined, alone = (
        {topic.notation: topic.score for topic in topics_of(title, body)}
        for title in ("强化监测和宣传", "强化监测的宣传")
    )
    assert joined["T25"] < alone["T25"]
    # A 和 inside a cue joins nothing.
    assert notations(topics_of("落实监管制度和标准", "对失信单位惩戒。"))[0] == "T06"


@pytest.mark.parametrize(
    ("title", "body", "wanted"),
    [
        ("约束各类规划", "园区规划报批前，编制单位征求水行政主管部门意见。", "T02"),
        ("守好关口", "旅游规划未征求水行政主管部门意见的，不得上报审批。", "T02"),
        ("约束各类规划", "两年内完成县级规划修编，中期开展评估。", "T17"),
        ("守好关口", "方案未经审批的项目不得开工。", "T06"),
        ("坚持规划引领、空间管控", "专项规划报批前征求水行政主管部门意见。", "T17"),
        ("管住重大工程", "建设单位对弃渣逐一编号。", "T10"),
        ("实施重大工程", "每年治理水土流失30平方公里。", "T13"),
        (None, "旅游、城镇建设等方面的规划，报批前征求水行政主管部门意见。", "T02"),
    ],
)
def test_an_order_in_the_body_gives_a_word_of_the_title_its_meaning(
    title: str | None, body: str, wanted: str
) -> None:
    assert notations(topics_of(title, body))[0] == wanted


def test_how_something_is_done_is_no_subject() -> None:
    assert notations(topics_of("统筹推进坡耕地整治", "各部门统筹协调，形成合力。"))[0] == "T12"
    assert notations(topics_of("强化统筹推进", "各部门统筹协调，形成合力。"))[0] == "T23"


@pytest.mark.parametrize("words", ["每周召开一次例会", "本通知自印发之日起施行", "抓好有关事项"])
def test_nothing_fits(words: str) -> None:
    assert topics_of(words) == ()


def test_nothing_at_all_has_no_topic() -> None:
    assert topics_of(None, "") == ()
    assert topics_of(None, "。\n", "强化目标责任考核") == ()


def test_evidence_is_the_strongest_cue() -> None:
    view = normalise("一、强化 信用 监管\n对失信单位惩戒，公安机关立案查处违法行为。")
    start = view.text.index("强化")
    end = view.text.index("\n")
    (first, *_) = classify(view, (start, end), (end + 1, len(view.text)), None)
    assert first.notation == "T08"
    evidence = first.evidence
    assert view.raw[evidence.start : evidence.end] == evidence.quote == "信用"
    assert evidence.rule == "topics.cues"


@given(st.text(alphabet="规划征求意见监测小流域坡耕地信用 \n。；a1&", max_size=60), st.booleans())
def test_any_text_gives_ranked_topics_with_evidence(text: str, titled: bool) -> None:
    view = normalise(text)
    cut = len(view.text) // 2
    found = classify(view, (0, cut) if titled else None, (cut, len(view.text)), text[:10] or None)
    assert [topic.rank for topic in found] == list(range(1, len(found) + 1))
    assert [topic.score for topic in found] == sorted((t.score for t in found), reverse=True)
    assert len(set(notations(found))) == len(found)
    for topic in found:
        assert view.raw[topic.evidence.start : topic.evidence.end] == topic.evidence.quote


def test_the_lexicon_is_sound() -> None:
    rows = table("topic_cues")
    keys = Counter((row["topic"], row["where"], row["cue"]) for row in rows)
    assert [key for key, count in keys.items() if count > 1] == []
    for row in rows:
        assert re.fullmatch(r"T(0[1-9]|1\d|2[0-7])", row["topic"]), row
        assert row["where"] in ("title", "body", "both"), row
        assert row["where"] != "body" or "&" not in row["cue"], row
        assert row["where"] != "both" or "&" in row["cue"], row
        assert all(row["cue"].split("&")), row
        assert 1 <= float(row["weight"]) <= 12, row
        # The view folds text; a cue that folds to something else could never match.
        assert normalise(row["cue"].replace("&", "与")).text == row["cue"].replace("&", "与"), row
