from loaders.extract.scope import Context, Scope
from loaders.extract.standing import extract_standing
from loaders.normalise import normalise
from loaders.records import StandingBody

CONTEXT = Context(2024, "云溪市", None, lambda _: None)


def read(text: str) -> tuple[StandingBody, ...]:
    view = normalise(text)
    return extract_standing(view, (Scope("一/1", None, 0, len(view.text), 0),), CONTEXT)


def test_leading_group_with_chair_and_members() -> None:
    (group,) = read(
        "成立由市长任组长，水利、林业、财政等相关部门为成员的沟道治理领导小组，负责统筹推进。"
    )
    assert (group.name, group.kind, group.chair) == ("沟道治理领导小组", "leading_group", "市长")
    assert group.members == ("水利", "林业", "财政")
    assert group.open_ended


def test_joint_conference_and_mechanism() -> None:
    found = read("建立市、县两级水土保持联席会议制度。健全机制，建立治沟协调机制。")
    assert [(b.name, b.kind) for b in found] == [
        ("水土保持联席会议", "joint_conference"),
        ("治沟协调机制", "mechanism"),
    ]
    assert not found[0].members
    assert not found[0].open_ended


def test_body_is_listed_once_with_what_is_known_best() -> None:
    found = read("市治沟领导小组每月会商。成立由副市长任组长的市治沟领导小组。")
    assert [(b.name, b.chair) for b in found] == [("市治沟领导小组", "副市长")]


def test_agencies_and_bare_words_are_no_standing_bodies() -> None:
    assert read("市发展和改革委员会、村民委员会、开发区管理委员会配合。") == ()
    assert read("领导小组办公室每半年督导，建立部门协调机制。") == ()
