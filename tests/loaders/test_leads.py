import pytest

from loaders.extract.leads import extract_leads
from loaders.extract.scope import Context, Scope
from loaders.normalise import normalise
from loaders.records import BodyName, LeadStatement

CONTEXT = Context(2024, "云溪市", None, lambda _: None)


def resolve(name: str) -> BodyName | None:
    return BodyName(f"云溪市{name}", "F01") if name.endswith(("部门", "局")) else None


def read(text: str, measure: str | None = "一/1") -> tuple[LeadStatement, ...]:
    view = normalise("1.治沟。" + text)
    return extract_leads(view, (Scope(measure, None, 0, len(view.text), 0),), CONTEXT, resolve)


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("水利部门要发挥好牵头组织和统筹协调作用。", "水利部门"),
        ("林业部门履行主管职责，发挥牵头抓总作用。", "林业部门"),
        ("由市林业局牵头，会同有关部门推进。", "市林业局"),
        ("市水利局统筹负责沟道治理。", "市水利局"),
        ("市水利局要牵头建立会商制度。", "市水利局"),
    ],
)
def test_who_leads(text: str, written: str) -> None:
    assert [statement.written for statement in read(text)] == [written]


@pytest.mark.parametrize(
    "text",
    [
        "建立由市水利局牵头的联席会议。",
        "市财政局要配合牵头单位做好保障。",
        "市水利局要加强巡查。",
        "充分发挥牵头作用，形成合力。",
        "县政府要牵头推进。",
    ],
)
def test_who_does_not_lead_or_is_unknown(text: str) -> None:
    assert read(text) == ()


def test_each_body_once_and_only_in_measures() -> None:
    text = "水利部门要牵头推进。水利部门要发挥牵头作用。"
    assert len(read(text)) == 1
    assert read(text, measure=None) == ()
