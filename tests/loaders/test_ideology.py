from loaders.extract.ideology import extract_ideology
from loaders.extract.scope import Context, Scope
from loaders.normalise import normalise

CONTEXT = Context(2024, "云溪市", None, lambda _: None)


def names(text: str, measure: str | None = None) -> list[str]:
    view = normalise(text)
    scopes = (Scope(measure, None, 0, len(view.text), 0),)
    return [item.name for item in extract_ideology(view, scopes, CONTEXT)]


def test_thought_congresses_speeches_and_concepts() -> None:
    text = (
        "以习近平生态文明思想为指导，深入贯彻党的二十大和二十届三中全会精神，落实习近平总书记视察"
        "云岭重要讲话精神，牢固树立绿水青山就是金山银山的理念，贯彻新发展理念。"
    )
    assert names(text) == [
        "习近平生态文明思想",
        "党的二十大和二十届三中全会精神",
        "习近平总书记视察云岭重要讲话精神",
        "绿水青山就是金山银山的理念",
        "新发展理念",
    ]


def test_each_name_once_and_not_in_measures() -> None:
    text = "践行习近平生态文明思想，学习习近平生态文明思想。"
    assert names(text) == ["习近平生态文明思想"]
    assert names(text, measure="一/1") == []


def test_works_and_plain_words_are_no_guiding_thought() -> None:
    assert names("根据《保土条例》，坚持预防为主的工作思路，发扬实干精神。") == []
