"""Guiding thought that preambles and goal sections name, apart from the works a plan rests on."""

from __future__ import annotations

import re

from loaders.extract.scope import Context, Scope
from loaders.normalise import View
from loaders.records import Ideology

_NAME = re.compile(
    r"习近平(?:新时代中国特色社会主义|生态文明|法治|经济|文化)思想"
    r"|习近平总书记[^，。；：]{0,60}?(?:精神|重要论述|重要批示|(?<=[、和])重要指示(?![、和批精]))"
    r"|习近平总书记[^，。；：]{0,40}?(?:重要讲话|重要指示批示|重要指示)(?=[，。；])"
    r"|党的(?:十[七八九]|二十|二十一)(?:大|届)[^，。；：《]{0,40}?精神"
    r"|(?:中央|省委|市委|县委|区委|州委)[^，。；：《]{0,24}?(?:全会|会议)精神"
    r"|[“\"]?绿水青山就是金山银山[”\"]?的?(?:发展|绿色发展|生态)?理念"
    r"|(?:创新、协调、绿色、开放、共享的?)?新发展理念"
    r"|[“\"]?节水优先、空间均衡、系统治理、两手发力[”\"]?的?(?:新时[期代])?(?:治水)?(?:思路|方针)"
    r"|(?:山水林田湖草沙?是?(?:一个)?)?生命共同体的?理念"
    r"|(?:尊重自然、顺应自然、保护自然的?|人与自然和谐共生的?)(?:生态文明)?理念"
    r"|总体国家安全观|以人民为中心的发展思想"
)


def extract_ideology(
    view: View, scopes: tuple[Scope, ...], context: Context
) -> tuple[Ideology, ...]:
    """The guiding thought named outside the measures, each name once, in reading order."""
    del context  # the same everywhere
    found: dict[str, Ideology] = {}
    for scope in scopes:
        if scope.measure is not None:
            continue
        for match in _NAME.finditer(view.text, scope.start, scope.end):
            name = view.printed(*match.span())
            if name not in found:
                evidence = view.evidence(*match.span(), "ideology.name")
                found[name] = Ideology(name, evidence)
    return tuple(found.values())
