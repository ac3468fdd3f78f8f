"""Standing bodies that a plan sets up or names: leading groups, joint conferences, mechanisms."""

from __future__ import annotations

import re
from collections.abc import Iterator

from loaders.extract.bearers import Span
from loaders.extract.scope import Context, Scope
from loaders.normalise import View
from loaders.records import StandingBody

_KINDS = {"联席会议": "joint_conference", "机制": "mechanism"}
_WORDS = re.compile(r"[\u4e00-\u9fff]{0,22}$")
_NAME = re.compile(
    r"(?P<noun>领导小组|协调小组|联席会议|工作专班|专班|指挥部|(?<=保持)委员会"
    r"|(?<=保护)委员会|(?<=防治)委员会"
    r"|(?<=协调)委员会|(?<=整治)委员会|(?<=建设)委员会|协调机制|联合[\u4e00-\u9fff]{2}机制)"
    r"(?!成员单位的)"
)
_CUT = re.compile(
    r".*(?:成立|建立健全|建立|组建|设立|设置|健全|完善|发挥好?|依托|召开|纳入|的|由"
    r"|在|向|报|把|将|经|以|为|及|与|各级|两级|三级|级(?=水土)"
    r"|调整|充实|强化|落实|参加|通过|局|厅(?!际)|委(?!员)|部(?!门)|和|加强|形成|明确"
    r"|坚持|实行|抓好|兼任|担任)"
)
_PLAIN = re.compile(
    r"(?:统筹|部门|工作|沟通|组织|综合|专项|工程|项目|有关|相关|议事|市|县|省|区|州"
    r"|各|本|该|上级|同级|党政|跨部门|部门间|推进)*$"
)
_AGENCY = re.compile(
    r"发展|改革|农业|住房|城乡|管理|健康|监察|村民|居民|国资|民族|教育|交通|经济|水利委|常务|业主"
)
_CHAIR = re.compile(
    r"(?:由|以)?(?P<who>[\u4e00-\u9fff、]{2,30}?)(?:担任|任|为)"
    r"(?:组长|总召集人|召集人|指挥长|总指挥|主任|双组长|总负责人)"
)
_MEMBERS = re.compile(
    r"(?P<list>[^，。；]{2,200}?)(?P<open>等)?(?:市直|县直|省直|有关|相关"
    r"|职能)*(?:部门|单位|部门和单位)?"
    r"(?:\d{0,2}个?)(?:主要|分管)?(?:负责人|负责同志|领导)?(?:为|任|作为|组成"
    r"|参加)(?:的)?(?:成员|成员单位)"
)
_SENTENCE = re.compile(r"[^。！？\n.]+")


def extract_standing(
    view: View, scopes: tuple[Scope, ...], context: Context
) -> tuple[StandingBody, ...]:
    """Every standing body by name, once, where the text says most of it."""
    del context  # named alike everywhere
    found: dict[str, StandingBody] = {}
    for scope in scopes:
        if not _NAME.search(view.text, scope.start, scope.end):
            continue
        for sentence in _SENTENCE.finditer(view.text, scope.start, scope.end):
            for body in _bodies(view, scope, sentence.span()):
                same = (n for n in found if n.endswith(body.name) or body.name.endswith(n))
                known = next(same, body.name)
                better = known not in found or (body.chair and not found[known].chair)
                if better:
                    found.pop(known, None)
                    found[body.name] = body
    return tuple(found.values())


def _bodies(view: View, scope: Scope, sentence: Span) -> Iterator[StandingBody]:
    text = view.text
    for match in _NAME.finditer(text, *sentence):
        ahead = _WORDS.search(text[max(sentence[0], match.start() - 22) : match.start()])
        words = ahead[0] if ahead else ""
        cut = _CUT.match(words)
        start = match.start() - len(words) + (cut.end() if cut else 0)
        end = match.end()
        own = text[start : match.start()]
        if (_PLAIN.fullmatch(own) and "级部门" not in own) or _AGENCY.search(own):
            continue
        set_up = text[max(sentence[0], start - 80) : start]
        founded = re.search(r"成立|组建|设立|建立", text[sentence[0] : start])
        name = view.printed(start, end)
        noun = "机制" if name.endswith("机制") else match["noun"]
        chair, members, open_ended = (
            _constitution(view, sentence) if founded and set_up else (None, (), False)
        )
        yield StandingBody(
            measure=scope.measure,
            name=name,
            kind=_KINDS.get(noun, "leading_group"),
            chair=chair,
            members=members,
            open_ended=open_ended,
            evidence=view.evidence(
                sentence[0] + founded.start() if founded else start, end, "standing.name"
            ),
        )


def _constitution(view: View, sentence: Span) -> tuple[str | None, tuple[str, ...], bool]:
    """Chair, members as printed and whether the list is left open, from the founding sentence."""
    text = view.text
    chair = _CHAIR.search(text, *sentence)
    who = None
    if chair:
        who = re.sub(r".*(?:由|以)", "", view.printed(*chair.span("who")))
    members = _MEMBERS.search(text, *sentence)
    if members is None:
        return who, (), False
    listed = view.printed(*members.span("list"))
    names = tuple(part for part in re.split(r"[、和及]", re.sub(r"^(?:由|以)", "", listed)) if part)
    return who, names, bool(members["open"])
