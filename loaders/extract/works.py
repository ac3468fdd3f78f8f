"""What the name of a written work says: its bare title, issuers, kind and level.

A notice that wraps a plan (《X印发〈Y〉的通知》) stands for the plan Y issued by X; a title behind
its issuers (X关于…的意见) loses them to the list of issuers.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from loaders.extract.lexicon import alternatives, table
from ontology.laws import load_laws

_NOUNS = {row["noun"]: row["kind"] for row in table("work_nouns")}
_NOUN_PATTERN = alternatives(tuple(sorted(_NOUNS, key=lambda noun: (-len(noun), noun))))
#: A title ends in the noun for its kind, which a bracket (试行) or a period may follow.
_NOUN_END = re.compile(
    rf"(?P<noun>{_NOUN_PATTERN})(?:（[^（）]*）|〔[^〔〕]*〕|第[一二三四五]期)*$"
)
_ORG = (
    r"(?:中共中央|国务院|党中央|全国人大常委会|全国人民代表大会(?:常务委员会)?|中办"
    r"|国办|中央[\u4e00-\u9fff]{0,8}?[委办部]"
    r"|[\u4e00-\u9fff]{0,16}?(?:办公[厅室]|人民政府|政府|委员会|省委|市委|县委|区委"
    r"|州委|党委|领导小组|人大常委会"
    r"|[部局厅署院委办]))"
)
_ORG_ONLY = re.compile(rf"{_ORG}$")
_NATIONAL = r"(?:中共中央|国务院|中央|全国|国家|中华人民共和国|党中央|中办|国办)"
_MINISTRY = re.compile(
    r"(?:国务院|水利部|财政部|农业农村部|自然资源部|生态环境部|住房城乡建设部"
    r"|住房和城乡建设部|交通运输部|科学?技术?部|教育部|公安部"
    r"|国家(?:发展改革委|发展和改革委员会|林业和草原局|林草局|能源局|乡村振兴局|标准化管理委员会))"
)
_MANY = re.compile(
    r"等(?:[\d一二两三四五六七八九十]{1,3}个?)?(?:有关|相关)?(?:部门|部委|单位"
    r"|委局)$"
)
_DEED = re.compile(
    r"(?:联合|共同|公开)?(?:印发|发布|出台|制定|下发|颁布|颁发|公布"
    r"|编制)?(?:实施)?(?:的|了)?$"
)
_WRAP = re.compile(
    r"(?P<who>.*?)(?:关于)?(?:印发|转发|批转|下发|发布|公布)(?:了)?(?P<open>[〈<《“\"]?)"
    r"(?P<inner>.+?)[〉>》”\"]?的?(?:通知|函|公告|决定)$",
    re.DOTALL,
)
_ABOUT = re.compile(r"(?P<who>[^〈<《“]{2,60}?)(?P<rest>关于.+)$", re.DOTALL)
_ORG_JOINT = re.compile(
    r"[、 \n]|和(?!改|草|规|旅|信|湖|城|技|社)"
    r"|(?<=[部委局署])(?=国家[发林能]|国务院|财政部|自然资源部|生态环境部|农业农村部"
    r"|水利部|住房|公安部)"
    r"|(?<=办公[厅室])(?=国务院|[\u4e00-\u9fff]{2,12}人民政府|[\u4e00-\u9fff]{2,6}政府办)"
)
_FULL = {"中办": "中共中央办公厅", "国办": "国务院办公厅", "党中央": "中共中央"}
_NO_COUNTY = re.compile(
    r".{0,6}(?:地区|园区|区域|山区|片区|灌区|库区|景区|预防区|治理区|保护区|示范区"
    r"|防治区|功能区)"
)
_NATIONAL_NUMBER = re.compile(
    rf"{_NATIONAL}|中[办发]|国[发办函]|主席令|水利?[保部建规办]|办水|财|自然资|环|发改"
)
_PROVINCE_SIGNS = "京津冀晋蒙辽吉黑沪苏浙皖闽赣鲁豫鄂湘粤桂琼渝川蜀黔贵滇云藏陕秦甘陇青宁新"


@dataclass(frozen=True, slots=True)
class Name:
    """A work's bare title and the issuers that its printed name gives."""

    title: str
    issuers: tuple[str, ...]


def name_of(printed: str) -> Name:
    """The plan inside a wrapping notice, the title without its issuers, or the title as it is."""
    wrapped = _WRAP.match(printed)
    if wrapped and (wrapped["open"] or _NOUN_END.search(wrapped["inner"])):
        inner = name_of(wrapped["inner"].strip('〈〉<>《》“”" '))
        return Name(inner.title, issuers_in(wrapped["who"]) or inner.issuers)
    about = _ABOUT.match(printed)
    if about:
        issuers = issuers_in(about["who"])
        if issuers:
            return Name(about["rest"], issuers)
    return Name(printed, ())


def issuers_in(words: str) -> tuple[str, ...]:
    """The issuers that `words` consist of (水利部、财政部等4部门印发的), () if it is no list."""
    words = _MANY.sub("", _DEED.sub("", words.strip(" 、，")))
    if not words:
        return ()
    words = words.replace("中办国办", "中办、国办").replace("省委省政府", "省委、省政府")
    words = words.replace("市委市政府", "市委、市政府")
    found = [part for part in _ORG_JOINT.split(words) if part]
    if not found or not all(_ORG_ONLY.fullmatch(part) for part in found):
        return ()
    return tuple(_FULL.get(part, part) for part in found)


def leading_ministry(title: str) -> tuple[str, str]:
    """(ministry, rest) of an unmarked title such as 水利部…管理办法; ("", title) without one."""
    found = _MINISTRY.match(title)
    return (found[0], title[found.end() :]) if found else ("", title)


def kind_of(title: str | None, number: str | None, issuers: tuple[str, ...]) -> str:
    """The work-kind notation, from the title's last noun; 意见 of party offices are theirs."""
    if title is None:
        return "other"
    law = load_laws().find(title)
    found = _NOUN_END.search(title.removesuffix("和指标体系"))
    kind = "law" if law and law.kind == "law" else (_NOUNS[found["noun"]] if found else "other")
    if number and re.match(r"[A-Z]{2}", number):
        return "standard"
    party = any(re.search(r"中共|中央|[省市县区州]委|党委", issuer) for issuer in issuers)
    party_form = title.rstrip("）").endswith(("意见", "决定", "通知", "措施"))
    if party and party_form and kind in ("other", "notice"):
        return "party_document"
    return kind


def level_of(title: str | None, number: str | None, issuers: tuple[str, ...]) -> str | None:
    """national | provincial | municipal | county, by issuer, number or the title's first words."""
    law = load_laws().find(title, number) if title else None
    if law is not None and (law.level == "national" or law.title == title):
        return str(law.level)
    for issuer in issuers:
        level = _body_level(issuer)
        if level:
            return level
    by_number = _number_level(number) if number else None
    return by_number or (_title_level(title) if title else None)


def _body_level(name: str) -> str | None:
    if re.match(_NATIONAL, name) or _MINISTRY.match(name):
        return "national"
    return _title_level(name.removeprefix("中共"))


def _number_level(number: str) -> str | None:
    if number.startswith("DB"):
        return "provincial" if re.match(r"DB\s?\d{2}(?!\d)", number) else "municipal"
    if re.match(r"[A-Z]", number) or _NATIONAL_NUMBER.match(number):
        return "national"
    if number[0] in _PROVINCE_SIGNS and re.match(r".(?:政|办|府|发|委|字|水|党|财|自然资)", number):
        return "provincial"
    return None


def _title_level(title: str) -> str | None:
    if re.match(rf"{_NATIONAL}|国家级", title):
        return "national"
    found = re.match(
        r"(?:[\u4e00-\u9fff]{2,8}?(?P<province>省|自治区)|(?P<p>省级|全省|省|北京市"
        r"|天津市|上海市|重庆市))"
        r"|[\u4e00-\u9fff]{2,10}?(?P<city>自治州|市|州|盟)|(?P<c>市级|全市|州级|全州|市)"
        r"|[\u4e00-\u9fff]{1,8}?(?P<county>县|区|旗)|(?P<x>县级|区级|全县|全区|县)",
        title,
    )
    if not found:
        return None
    if re.match(r"[市县区州]、", title) or title[found.end() : found.end() + 1] == "、":
        return None
    if found["province"] or found["p"]:
        return "provincial"
    if found["city"] or found["c"]:
        return "municipal" if not re.match(r"城市|都市", title) else None
    return None if _NO_COUNTY.match(title) else "county"
