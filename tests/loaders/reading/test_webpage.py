import pytest

from loaders.errors import UnreadableDocument
from loaders.reading.files import read_bytes
from loaders.reading.formats import HTML

TITLE = "关于印发甲市水土保持工作实施方案的通知"
PROPERTIES = (
    "<table><tr><td>索引号</td><td>1137/2024-1</td><td>主题分类</td><td>水利</td></tr>"
    "<tr><td>发文字号：</td><td>甲政办〔2024〕6号</td><td>成文日期：</td><td>2024年3月1日</td></tr></table>"
)
CONTENT = (
    "<p>&emsp;&emsp;各区人民政府：</p><p>一、总体要求</p><p>到2030年，全市<b>水土</b>保持率达到80&#37;，"
    "成效明显。</p><p>（一）严格预防。<br>强化管控，落实责任。（市水利局牵头，市林业局配合）</p>"
)
LINES = [
    "各区人民政府：",
    "一、总体要求",
    "到2030年，全市水土保持率达到80%，成效明显。",
    "（一）严格预防。",
    "强化管控，落实责任。（市水利局牵头，市林业局配合）",
]


def _page(body: str, head: str = "", charset: str = "utf-8") -> bytes:
    meta = f'<meta charset="{charset}">' if charset else ""
    page = f"<!DOCTYPE html><html><head>{meta}{head}</head><body>{body}</body></html>"
    return page.encode(charset or "utf-8")


def _lines(data: bytes) -> list[str]:
    found = read_bytes("page.html", data)
    assert found.media == HTML
    return found.text.splitlines()


@pytest.mark.parametrize(
    "marked",
    [
        "<o:p></o:p>全市<o:p>水土</o:p>",
        '<st1:chsdate w:st="on" IsROCDate="False">全市</st1:chsdate>水土',
        '<?xml:namespace prefix = o ns = "urn:schemas-microsoft-com:office:office" />全市水土',
        "<!--[if !supportLists]-->全市<!--[endif]-->水土",
        '<span lang=EN-US style="mso-x:y" v:shapes="a">全市</span><x:y-z/>水土',
        "<font:仿宋>全市</font:仿宋>水土",
    ],
)
def test_what_word_leaves_in_a_page_stands_in_the_line(marked: str) -> None:
    assert _lines(_page(f"<p>到2030年，{marked}保持率达到80%，成效明显。</p>")) == [
        "到2030年，全市水土保持率达到80%，成效明显。"
    ]


def test_a_title_that_only_a_download_repeats_is_not_lost() -> None:
    body = (
        f"<div><b>{TITLE}</b></div><ul><li><label>是否有效：</label><span>有效</span></li></ul>"
        f"<div>{CONTENT}<p>附件：<a href='a.doc'>{TITLE}.doc</a></p></div>"
    )
    head = f"<title>{TITLE}-甲市人民政府门户网站</title>"
    lines = _lines(_page(body, head))
    assert lines[:2] == ["是否有效：有效", TITLE]


@pytest.mark.parametrize("times", [1, 9])
def test_a_document_comes_out_of_the_page_around_it(times: int) -> None:
    body = (
        '<form id="form1"><script>var a="，，，，，，。。。。。";</script>'
        '<div class="header"><a href="/">首页</a> <a href="/x">政务公开，服务，互动。</a></div>'
        '<div class="crumbs">当前位置：<a href="/">首页</a>&gt;<a href="/f">文件</a></div>'
        f"{PROPERTIES}<h1>{TITLE}</h1><div>发布时间：2024-03-05 来源：市水利局</div>"
        f'<div class="con"><div class="share">分享到：<a href="#">微信</a></div>'
        f"<div>{CONTENT * times}"
        '<p style="display:none">这是隐藏的一句话，不应出现。</p></div>'
        '<div>上一篇：<a href="y">关于甲的通知</a></div>'
        '<ul><li><a href="z">关于乙的通知</a></li></ul>'
        '<p>附件：<a href="a.docx">任务分工表.docx</a></p></div>'
        '<div class="foot">主办：甲市人民政府 版权所有</div></form>'
    )
    assert _lines(_page(body)) == [
        "索引号：1137/2024-1",
        "主题分类：水利",
        "发文字号：甲政办〔2024〕6号",
        "成文日期：2024年3月1日",
        TITLE,
        "发布时间：2024-03-05 来源：市水利局",
        *LINES * times,
        "附件：任务分工表.docx",
    ]


@pytest.mark.parametrize("wrapper", ["div", "article", "main", "section", "form", "header", "nav"])
def test_what_holds_the_sentences_is_the_document_whatever_it_is_called(wrapper: str) -> None:
    assert _lines(_page(f"<div>导航</div><{wrapper}>{CONTENT}</{wrapper}>")) == LINES


def test_a_page_laid_out_by_tables() -> None:
    body = (
        "<table><tr><td><a href='/'>首页</a></td></tr><tr><td><table><tr><td><ul><li>栏目</li></ul>"
        f"</td><td>{CONTENT}</td></tr></table></td></tr><tr><td>版权所有</td></tr></table>"
    )
    assert _lines(_page(body)) == LINES


def test_tables_of_the_document_stay_tables() -> None:
    table = (
        "<table><tr><th>序号<th colspan=2>任务<th>责任单位</tr><tr><td rowspan=2>1<td>甲<td>乙"
        "<td><p>市水利局</p><p>市林业局</p></tr><tr><td>丙<td>丁<td>市财政局</tr></table>"
    )
    assert _lines(_page(f"<div>{CONTENT}{table}</div>")) == [
        *LINES,
        "序号\t任务\t\t责任单位",
        "1\t甲\t乙\t市水利局；市林业局",
        "1\t丙\t丁\t市财政局",
    ]


def test_the_title_comes_from_the_page_when_the_text_lacks_it() -> None:
    body = f"<div>{CONTENT}</div>"
    assert _lines(_page(body, f"<title>{TITLE}_甲市人民政府</title>"))[0] == TITLE
    assert _lines(_page(body, f'<meta name="ArticleTitle" content="{TITLE}">'))[0] == TITLE
    assert _lines(_page(body, "<title>甲市水利局门户网站</title>")) == LINES
    inside = f"<div><p>{TITLE}</p>{CONTENT}</div>"
    assert _lines(_page(inside, f"<title>{TITLE}</title>")) == [TITLE, *LINES]


def test_terms_and_their_values_are_properties() -> None:
    terms = "<dl><dt>发文机关</dt><dd>甲市人民政府</dd><dt>发布日期：</dt><dd>2024-03-05</dd></dl>"
    assert _lines(_page(f"{terms}<div>{CONTENT}</div>"))[:2] == [
        "发文机关：甲市人民政府",
        "发布日期：2024-03-05",
    ]


@pytest.mark.parametrize("charset", ["gb2312", "gbk", "big5", "utf-8"])
def test_charsets_declared_and_not(charset: str) -> None:
    traditional, simplified = "水土保持工作方案，加以落實。", "一、总体要求，责任〔1〕号。"
    page = f"<p>{traditional if charset == 'big5' else simplified}</p>"
    declared = f'<meta http-equiv="Content-Type" content="text/html; charset={charset}">'
    expected = page[3:-4]
    assert _lines(_page(page, declared, "").decode().encode(charset)) == [expected]
    if charset != "big5":
        assert _lines(_page(page, "", "").decode().encode(charset)) == [expected]
        wrong = '<meta charset="utf-8">'
        assert _lines(_page(page, wrong, "").decode().encode(charset)) == [expected]


def test_one_broken_character_does_not_cost_the_page() -> None:
    data = _page(f"<div>{CONTENT * 5}<p>末，尾</p></div>")
    broken = data.replace("末".encode(), b"\xe6\x9c")
    assert _lines(broken)[-1] == "\ufffd，尾"


def test_markup_of_any_depth_and_damage_is_read() -> None:
    for opening in ("<div>", "<table><tr><td>", "<a href=x><b><dl><dt>", "<font><p>", "<ul><li>"):
        text = read_bytes("p.html", b"<html>" + (opening * 10_000 + CONTENT).encode()).text
        assert "水土保持率达到80%" in text


def test_entities_of_the_page_are_characters_and_bombs_stay_shut() -> None:
    bomb = (
        '<!DOCTYPE html [<!ENTITY a "水水水水水水水水水水">'
        '<!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>'
        "<html><body><p>甲&nbsp;乙&ldquo;丙&rdquo;&#x4e01;&b;，完。</p></body></html>"
    )
    text = read_bytes("p.html", bomb.encode()).text
    assert "甲\u00a0乙“丙”丁" in text
    assert "水" not in text.partition("甲")[2]


@pytest.mark.parametrize(
    "page", ["<html></html>", "<html><body><script>x</script></body>", "<!DOCTYPE html>", "<html>"]
)
def test_a_page_without_text_is_refused(page: str) -> None:
    with pytest.raises(UnreadableDocument, match="is a web page that shows no text; open it in a"):
        read_bytes("p.html", page.encode())


def test_embedded_images_do_not_count_and_endless_markup_is_refused() -> None:
    image = f'<img src="data:image/png;base64,{"A" * 17_000_000}">'
    assert _lines(_page(f"{CONTENT}{image}")) == LINES
    with pytest.raises(UnreadableDocument, match="characters of markup"):
        read_bytes("p.html", _page("<p>水</p>" * 2_000_000))
