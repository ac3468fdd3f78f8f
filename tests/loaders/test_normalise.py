"""The clean view of damaged texts, and that every position still points into the text as read."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loaders.normalise import normalise


@pytest.mark.parametrize(
    ("raw", "clean"),
    [
        pytest.param("２０２５ 年，完成 ８５％", "2025年，完成85%", id="full-width digits, blanks"),
        pytest.param("水\u200b土\u00ad保持\ufeff率", "水土保持率", id="invisible marks"),
        pytest.param(
            "治理&nbsp;面积<br/>**5**&ldquo;处&rdquo;", "治理面积5“处”", id="markup and entities"
        ),
        pytest.param("⽔⼟保持", "水土保持", id="radicals that stand for characters"),
        pytest.param(
            "共1,200亩,其中(新增)300亩:", "共1,200亩，其中（新增）300亩：", id="punctuation widened"
        ),
        pytest.param("布局 and 任务", "布局and任务", id="no blank beside Chinese"),
        pytest.param(
            "到2025年底以前，全市建成并且稳定运行监测站点\n12座，完成率八成。",
            "到2025年底以前，全市建成并且稳定运行监测站点\n12座，完成率八成。".replace("\n", ""),
            id="a sentence broken in two",
        ),
        pytest.param("第一段。\n\n\n第二段。", "第一段。\n第二段。", id="paragraphs"),
        pytest.param(
            "完成治理。\n— 3 —\n第 4 页 共 9 页\n继续推进。",
            "完成治理。\n继续推进。",
            id="page numbers",
        ),
        pytest.param("县区\t2025年\n甲县\t\t12", "县区\t2025年\n甲县\t\t12", id="tabs part cells"),
        pytest.param("| 序号 | 任务 |\n| 1 | 治理 |", "序号\t任务\n1\t治理", id="pipes part cells"),
        pytest.param("城 区 76.86 88.51", "城区\t76.86\t88.51", id="a row of numbers"),
    ],
)
def test_clean(raw: str, clean: str) -> None:
    assert normalise(raw).text == clean


def test_a_wrapped_page_is_joined_but_headings_are_not() -> None:
    lines = [
        "一、加强源头管控",
        "各县（市、区）要把水土流失预防摆在更加突出的位置上抓紧抓实，对",
        "容易造成流失的区域实行清单管理，做到底数清楚、责任到人、措施到",
        "位，并把落实情况纳入年度考核，推动形成上下联动、部门协同、社会",
        "参与的工作格局，切实防止边治理边破坏的现象反弹，巩固现有成果，",
        "确保全市水土流失面积和强度持续双下降，为高质量发展提供支撑保障。",
        "二、推进综合治理",
        "以小流域为单元统筹山水林田湖草沙系统治理，因地制宜建设生态清洁",
        "小流域，改善人居环境。",
    ]
    text = normalise("\n".join(lines)).text
    assert text.split("\n")[0] == "一、加强源头管控"
    assert text.count("\n") == 3
    assert "实，对容易造成" in text
    assert "措施到位" in text


@given(st.text(max_size=300))
def test_evidence_quotes_the_text_as_read(raw: str) -> None:
    view = normalise(raw)
    assert len(view.text) == len(view.shown) == len(view.origin)
    assert list(view.origin) == sorted(view.origin)
    for start, end in view.paragraphs():
        evidence = view.evidence(start, end, "test")
        assert raw[evidence.start : evidence.end] == evidence.quote


def test_an_empty_span_is_refused() -> None:
    with pytest.raises(ValueError, match="empty or outside"):
        normalise("水土").evidence(1, 1, "test")


def test_full_width_thousands_are_one_number() -> None:
    assert normalise("建谷坊１，８００座，１０，２００元；１００，１２０").text == (
        "建谷坊1,800座，10,200元；100,120"
    )
    assert normalise("分别为100，120，150座").text == "分别为100，120，150座"
