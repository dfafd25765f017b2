"""Clipboards as Word, WPS, a browser and WeChat fill them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chengwen.paste import pasted, plain_pasted
from chengwen.report.paragraph import LINE_BREAK, OBJECT, Paragraph, Role, SpanKind

WORD_TEXT = (
    "某局关于2023年党建工作情况的报告\r\n\r\n市委：\r\n现将有关情况报告如下：\r\n一、\t工作情况\r\n"
    "（一）加强领导。全年专题研究12次，成效明显。\r\n全局干部要提高认识，压实责任。\r\n整段都要加粗的一句话。\r\n"
    "某局党组\r\n2023年12月20日\r\n"
)
WORD_HTML = """Version:1.0
<html xmlns:o="urn:schemas-microsoft-com:office:office" xmlns:w="urn:schemas-microsoft-com:office:word">
<head><meta http-equiv=Content-Type content="text/html; charset=utf-8"><title>全局干部要提高认识</title>
<!--[if gte mso 9]><xml><w:WordDocument><w:View>Normal</w:View></w:WordDocument></xml><![endif]-->
<style><!-- p.MsoNormal {mso-style-parent:""; font-weight:bold;} --></style></head>
<body lang=ZH-CN style='tab-interval:21.0pt'>
<!--StartFragment-->
<p class=MsoNormal align=center><b style='mso-bidi-font-weight:normal'><span style='font-size:22.0pt'>某局关于
<span lang=EN-US>2023</span>年党建工作情况的报告<span lang=EN-US><o:p></o:p></span></span></b></p>
<p class=MsoNormal><span lang=EN-US><o:p>&nbsp;</o:p></span></p>
<p class=MsoNormal>市委：</p><p class=MsoNormal>现将有关情况报告如下：</p>
<p class=MsoListParagraph style='mso-list:l0 level1 lfo1'><![if !supportLists]><b><span style='mso-list:Ignore'>一、
<span style='font:7.0pt "Times New Roman"'>&nbsp; </span></span></b><![endif]><b>工作情况<o:p></o:p></b></p>
<p class=MsoNormal><b>（一）加强领导。</b>全年专题研究<b><span lang=EN-US>12</span>次</b>，成效明显。</p>
<p class=MsoNormal>全局干部要<strong>提高认识，<span style='font-weight:normal'>压实</span></strong><span
style='mso-bidi-font-weight:bold'>责任。</span><o:p></o:p></p>
<p class=MsoNormal><span style='color:red;font-weight:700'>整段都要加粗的一句话。</span></p>
<p class=MsoNormal align=right><b>某局党组</b></p><p class=MsoNormal><b>2023年12月20日</b></p>
<!--EndFragment-->
</body></html>"""


def bold(paragraph: Paragraph) -> list[str]:
    return [paragraph.text[s.start : s.end] for s in paragraph.spans if s.kind is SpanKind.BOLD]


def bold_of(paragraphs: tuple[Paragraph, ...]) -> list[str]:
    return [text for paragraph in paragraphs for text in bold(paragraph)]


def test_word_gives_text_roles_and_the_bold_of_its_body() -> None:
    paragraphs = pasted(WORD_TEXT, WORD_HTML)
    assert [p.role for p in paragraphs] == [
        Role.TITLE,
        Role.ADDRESSEE,
        Role.BODY,
        Role.HEADING_1,
        Role.HEADING_2,
        Role.BODY,
        Role.BODY,
        Role.SIGNATURE,
        Role.DATE,
    ]
    assert paragraphs[3].text == "一、\t工作情况"
    assert bold_of(paragraphs) == ["12次", "提高认识，", "整段都要加粗的一句话。"]


def test_what_the_html_alone_says_is_not_there() -> None:
    texts = [paragraph.text for paragraph in pasted(WORD_TEXT, WORD_HTML)]
    assert [paragraph.text for paragraph in pasted(WORD_TEXT, None)] == texts
    assert pasted("甲\n乙", "<b>另外的文字</b>") == pasted("甲\n乙", None)
    assert pasted("", "<b>另外的文字</b>") == ()


def test_wps_numbers_its_lists_in_the_text_alone() -> None:
    text = "1.加快推进重点项目建设；\n2.进一步规范会议费管理。\n正文里加粗的几个字在这里。"
    html = """<html><body><!--StartFragment--><p class="MsoNormal" style="mso-list:l0 level1 lfo1;">
    <span style="font-weight:normal">加快推进重点项目建设；</span></p><p>进一步规范<b>会议费</b>管理。</p>
    <p>正文里<span style="mso-spacerun:'yes';font-weight:bold;">加粗</span>的几个字在这里。</p>
    <!--EndFragment--></body>"""
    assert bold_of(pasted(text, html)) == ["会议费", "加粗"]
    assert bold(pasted("3.进一步规范会议费管理，严格审批。", "<p>进一步规范<b>会议费</b>管理，严格审批。</p>")[0]) == [
        "会议费"
    ]


def test_a_browser_brings_scripts_pictures_tables_and_unclosed_tags() -> None:
    text = "要闻\n今年以来，全市经济运行平稳。\n项目\t数量\n会议\t12\n各部门要抓好落实，确保完成。"
    html = """<html><body><!--StartFragment--><meta charset='utf-8'><style>p{font-weight:bold}</style>
    <script>document.write("<b>今年以来</b>")</script><h1 style="font-weight: 600;">要闻</h1>
    <img src="http://example.com/1.png" alt="图"><p style="font-family: sans-serif; font-weight: 400">今年以来，<span
    style="FONT-WEIGHT: 600;">全市经济</span>运行平稳。<p><table><tr><td>项目<td>数量<tr><td>会议<td><b>12</b></table>
    <b style="font-weight:normal" id="docs-internal"><p>各部门要<b>抓好落实</b>，确保<br>完成。</p></b>"""
    paragraphs = pasted(text, html)
    assert bold_of(paragraphs) == ["全市经济", "12", "抓好落实"]
    assert [p.text for p in paragraphs] == text.split("\n")


def test_lines_of_a_chat_are_just_lines() -> None:
    text = "张某 9:30\n请各科室报送上半年总结\n\n李某 9:31\n收到[图片]\n"
    assert [p.text for p in pasted(text, None)] == [line for line in text.split("\n") if line]


def test_one_line_comes_in_as_it_stands() -> None:
    assert pasted(" 一、工作 ", None) == (Paragraph(text=" 一、工作 "),)
    assert pasted("加强领导\n", "<b>加强</b>领导")[0].spans == pasted("加强领导", "<b>加强</b>领导")[0].spans
    assert bold_of(pasted("我们要 加强 领导", "<p>我们要 <b>加强 领</b>导</p>")) == ["加强 领"]


def test_bold_in_a_paragraph_that_differs_is_left_out_and_the_next_is_found() -> None:
    text = "第一段里有不同的文字。\n这一段是一样的文字。"
    html = "<p><b>第一段里有别样的文字。</b></p><p>这一段是<b>一样</b>的文字。</p>"
    assert bold_of(pasted(text, html)) == ["一样"]


def test_a_short_line_that_differs_does_not_lead_astray() -> None:
    text = "甲\n这一段是一样的文字。\n那一段也是一样的文字甲。"
    assert bold_of(pasted(text, "<p>这一段是<b>一样</b>的文字。</p><p>那一段也是一样的文字甲。</p>")) == ["一样"]


def test_words_that_come_twice_are_told_apart_by_their_place() -> None:
    text = "各单位要抓好落实。\n各单位要抓好落实。\n是\n各单位要抓好落实。"
    html = "<p>各单位要抓好落实。</p><p>各单位要<b>抓好</b>落实。</p><p>是</p><p>各单位要抓好<b>落实</b>。</p>"
    assert [bold(p) for p in pasted(text, html)] == [[], ["抓好"], [], ["落实"]]


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("甲\r\n乙\r丙\u2029丁\x0c戊\x85己", ["甲", "乙", "丙", "丁", "戊", "己"]),
        ("甲\n\n \u3000\n乙\n", ["甲", "乙"]),
        ("标题上行\x0b标题下行", [f"标题上行{LINE_BREAK}标题下行"]),
        (f"甲\x00{OBJECT}\x07乙\ud800\ufffe", ["甲乙"]),
        ("一、甲\t乙", ["一、甲\t乙"]),
        ("## 甲", ["## 甲"]),
        (" ", [" "]),
        (" \n", []),
        ("\n", []),
        ("", []),
    ],
)
def test_plain_lines_are_cleaned_and_nothing_else(text: str, lines: list[str]) -> None:
    assert plain_pasted(text) == lines


@pytest.mark.parametrize(
    "html",
    [
        "<b>" * 300 + "正文",
        "<![奇怪[" + "<b>正文",
        "<b>" + "<i></i>" * 110_000 + "正文",
        "<b>正文</b>" + " " * 4_000_000,
        "<!--<b>正文",
        "<b style='正文",
    ],
)
def test_html_that_is_too_much_or_broken_gives_no_bold(html: str) -> None:
    assert pasted("正文", html) == (Paragraph(text="正文"),)


@pytest.mark.parametrize(
    "html",
    [
        "<b>正文",
        "<b>正文</i></b>",
        "<b/><strong>正文</strong>",
        "<p><b>正</b><b>文</b>",
        "<p>" * 250 + "<p><b>正文",
        "<br>" * 250 + "<b>正文</b>",
        "<title>正文</title><b>正文</b>",
        "<b>正<span><span></span>文</span></b>",
        "<span style='font-weight:bold'>正<span></span>文</span>",
    ],
)
def test_html_that_is_merely_untidy_is_understood(html: str) -> None:
    assert bold_of(pasted("正文", html)) == ["正文"]


@given(
    st.text(), st.lists(st.sampled_from(["<b>", "</b>", "<p>", "</p>", "<!--", "-->", "<![", "&#", "字", "\n", "<"]))
)
def test_whatever_the_clipboard_holds_becomes_paragraphs(text: str, pieces: list[str]) -> None:
    html = "".join(pieces)
    assert [p.text for p in pasted(text, html)] == [p.text for p in pasted(text, None)]
    assert not any("\n" in line or OBJECT in line for line in plain_pasted(text))
