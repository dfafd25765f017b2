"""What one line looks like, taken alone: a date, an addressee, the name of an organ, the end of a title."""

from __future__ import annotations

import re

from chengwen.report.words import WORDS

_MASK = "Xx×＊*_○Ｘ"
_YEAR = rf"(?:[0-9０-９]{{2,4}}|[0-9〇○零ＯOo０一二三四五六七八九十]{{2,4}}|[0-9{_MASK}]{{1,4}})"
_PART = rf"(?:[0-9０-９]{{1,2}}|[元一二三四五六七八九十]{{1,3}}|[{_MASK}]{{0,3}})"
_DATE = (  # 2023年1月5日, 二〇二三年一月, 20××年×月×日, 2023.1.5
    rf"(?:{_YEAR}\s*年\s*{_PART}\s*月(?:\s*{_PART}\s*[日号])?"
    r"|(?:19|20)\d\d\s?[-./]\s?\d{1,2}\s?[-./]\s?\d{1,2}\.?)"
)
_ANY_DATE = re.compile(_DATE)
_DATE_LINE = re.compile(
    rf"[（(\[]?\s*(?:(?:汇报|报告|述职|填报|报送|承诺)?(?:日期|时间)[:：]\s*)?(?:{_DATE}|年\s*月\s*日)"
    r"(?:\s*[（(]?(?:星期|周)[一二三四五六日天][)）]?)?\s*[)）\]]?。?"
)
_DATE_TAIL = re.compile(rf"(?P<before>.*?)\s*[（(]?(?P<date>{_DATE})[)）]?\s*$", re.S)


_LAST_BRACKET = re.compile(r"\s*(?:（[^（）]{1,30}）|[(（][^()（）]{1,30}[)）]|[〔【\[][^〔〕【】\[\]]{1,30}[〕】\]])$")
_MASKED = re.compile(r"[×＊*XxＸ]{2,}$|[×＊*XxＸ]{2,}[局委办部厅市县区镇乡院校]")
_NOT_ADDRESSED = re.compile(
    "如下|下列|以下|有关情况|主要|(?:方面|情况|总结|报告|要求|问题|措施|目标|内容|原因)$|[:：]|[是为将]"
)
_GENRES = tuple(WORDS.genres)
_ORGANS = tuple(WORDS.organs)
_PERSONS = tuple(WORDS.persons)
_GOES_ON = tuple(WORDS.title_goes_on)
_OFFICES = tuple(WORDS.offices)
_SIGNERS = ("单位", "负责人", "法定代表人", *WORDS.signers)
_WEB_LABELS = frozenset(WORDS.web_labels)
_WEB_BUTTONS = frozenset(WORDS.web_buttons)
_SURNAMES = frozenset("".join(WORDS.surnames)) | set("×＊*XxＸ")
_IS_OPEN = tuple(WORDS.title_goes_on + WORDS.title_is_open)
_DOCUMENT_NUMBER = re.compile(
    rf"[（(]?[\u4e00-\u9fff{_MASK}A-Z]{{0,14}}\s*[〔\[［（(【﹝]\s*[0-9{_MASK}]{{2,4}}\s*年?[〕\]］）)】﹞]"
    rf"\s*第?\s*[0-9{_MASK}]{{0,5}}\s*[号期][)）]?(?:\s+签发人.*)?|第\s*\d+\s*[号期]"
    rf"|[\u4e00-\u9fff{_MASK}]{{2,10}}[发字函办]〔[0-9{_MASK}]{{2,4}}.{{0,8}}"
)
_WEB = re.compile(
    r"[^，]{2,40}摄(?:影报道)?$|正文复制|网友投稿|https?://|www\.|【(?:以稿换稿|收藏)】|【?(?:打印本页|关闭窗口|返回顶部|打印|关闭|返回|字体)"
    r"|.{0,12}(?:浏览|阅读|点击)\s*(?:次数)?\s*[:：]?\s*\d|[^。]{0,40}\s(?:>{1,2}|»|›)\s"
    r"|(?:[\u4e00-\u9fff]{2,5}\s?[:：]\s?[^。：:]{0,40}?\s+){1,4}[\u4e00-\u9fff\s]{2,5}[:：][^。]*$"  # 文号：… 名称：…
)
_NOTE = re.compile(
    r"[（(](?:此件|联系人|联\s*系|此页|本文|信息公开|共印|公开)[^）)]*[)）]?$"
    r"|(?:抄\s*送|主\s*送|抄\s*报)\s*[:：]|.{2,30}\d\s*日\s*印发$"
)
_LABEL = re.compile(r"([^:：>》（(]{1,12})(?:[（(][^）)]{1,8}[)）])?\s*[:：>》]")
_OCCASION = re.compile(
    r"[（(]?(?:(?:19|20)\d\d年.{0,12})?[日，]?在.{3,50}[会班式动坛](?:[（(][^（()）]{1,10}[)）])?上(?:的?(?:讲话|发言|报告|致辞))?[)）]?"
)
_SENTENCE = re.compile("[。！？；!?;]")
_OPENING = re.compile(
    "(?:根据|按照|为了?|近年来|今年以?来?|一年来|去年|(?:19|20)[0-9]{2}年(?:度|以来)?)[^，,]{0,30}[，,]"
)
_BARE_HEADING = re.compile(r"(?:引|前|序|导|绪)[\s\u3000]*言|结[\s\u3000]*(?:束)?语|后[\s\u3000]*记|【[^【】]{2,20}】")
_CONTENTS = re.compile(r"目[\s\u3000]*录")
_ATTACHMENT = re.compile(
    r"附[\s\u3000]*[件表图录]?[\s\u3000]*"
    r"(?:[0-9０-９一二三四五六七八九十]{0,3}[\s\u3000]*[:：.．、]|[0-9０-９一二三四五六七八九十]{1,3}(?=[\s\u3000]|$)|$)"
)


def is_date(text: str) -> bool:
    return len(text) < 40 and _DATE_LINE.fullmatch(text) is not None


def date_at_end(text: str) -> tuple[str, str] | None:
    """What stands before the date that ends the text, and the date; None when no date ends it."""
    found = _DATE_TAIL.match(text[-60:])
    if not found:
        return None
    return text[:-60] + found.group("before").rstrip("（( "), found.group("date").strip()


def is_organ(text: str) -> bool:
    """A line that may be the name of an organ, or of several, and is not a sentence."""
    if not 2 <= len(text) <= 40 or _SENTENCE.search(text) or text[-1] in "、.…" or re.search("[，,：:]", text):
        return False
    return _names_organ(text)


def _names_organ(text: str) -> bool:
    return _LAST_BRACKET.sub("", text).endswith(_ORGANS) or _MASKED.search(text) is not None


def _is_salutation(text: str) -> bool:
    names = text.rstrip("：:！! ")
    if not names.startswith(("尊敬的", "各位")):
        return names.endswith("们") and names.removesuffix("们") in _PERSONS
    if len(names) > 40 or re.search("[。；：:]", names):
        return False
    short = names != text and len(names) <= 14 and "，" not in names
    return short or names.removesuffix("们").endswith(_PERSONS)


def is_addressee(text: str, *, certain_place: bool = False) -> bool:
    """The addressee of a letter or the 称谓 of a speech, its colon included.

    `certain_place`: right under the document number, where little else can stand.
    """
    if _is_salutation(text):
        return True
    if not text.endswith(("：", ":")) or len(text) > 300 or _SENTENCE.search(text):
        return False
    names = text.rstrip("：:！! ")
    if not names or _NOT_ADDRESSED.search(re.sub("[（(][^（()）]*[）)]", "", names)):
        return False
    last = re.sub(r"[（(][^（()）]*[）)]$", "", re.split("[、，,]|并", names)[-1].strip())
    if certain_place or names.startswith(("各", "尊敬")):
        return True
    return _names_organ(last) or last.removesuffix("们").endswith(_PERSONS)


def ends_a_title(text: str) -> bool:
    """Whether a title may be complete with this line: it ends with the name of a genre."""
    text = re.sub(r"\s", "", text).rstrip("》”")
    while shorter := _LAST_BRACKET.sub("", text, count=1):
        if shorter == text:
            break
        text = shorter
    return re.sub("[一二三四五六七八九十0-9]{1,2}$", "", text).endswith(_GENRES)


def goes_on(text: str) -> bool:
    """Whether a title cannot end here: …及, …关于."""
    return text.endswith(_IS_OPEN)


def continues(text: str) -> bool:
    """Whether a line can only be the rest of one before: 和…, 及…"""
    return text.startswith(_GOES_ON)


def is_document_number(text: str) -> bool:
    """A 发文字号, a date beside it or not."""
    return len(text) <= 80 and _DOCUMENT_NUMBER.fullmatch(_ANY_DATE.sub("", text).strip()) is not None


def is_web_junk(text: str) -> bool:
    """What a web page puts around a text: source, clicks, editor."""
    if len(text) > 200:
        return False
    if text in _WEB_BUTTONS:
        return True
    found = _LABEL.match(text)
    return (found is not None and "".join(found.group(1).split()) in _WEB_LABELS) or _WEB.match(text) is not None


def is_note(text: str) -> bool:
    """附注 and 版记: （此件公开发布）, （联系人：…）, 抄送：…"""
    return len(text) <= 200 and _NOTE.match(text) is not None


def is_signer(text: str) -> bool:
    """述职人：×××"""
    found = _LABEL.match(text)
    return found is not None and found.group(1).strip().endswith(_SIGNERS) and len(text) - found.end() <= 20


def is_name(text: str) -> bool:
    """The name of a person and nothing else."""
    name = "".join(text.split())
    return 2 <= len(name) <= 4 and name[0] in _SURNAMES and all(char >= "\u4e00" or char in _SURNAMES for char in name)


def is_person(text: str) -> bool:
    """A name alone, or an office, with a name or without."""
    if is_name(text):
        return True
    if len(text) > 40:
        return False
    ends = (len(text), *(len(text) - length for length in range(2, 9) if is_name(text[-length:])))
    return any(text[:end].rstrip().endswith(_OFFICES) for end in ends)


def is_occasion(text: str) -> bool:
    """When and where a speech was held: 在…会议上"""
    return _OCCASION.fullmatch(text) is not None


def is_prose(text: str) -> bool:
    """A sentence or the beginning of one, or so long that it is no title."""
    if _SENTENCE.search(text) or len(text) > 120 or text.endswith(("，", ",", "：", ":", "、")):
        return True
    return _OPENING.match(text) is not None and not ends_a_title(text)


def is_slogan(text: str) -> bool:
    """A whole exclamation or sentence in one short line, as web pages greet with."""
    return text[-1] in "！!。"


def is_contents(text: str) -> bool:
    return _CONTENTS.fullmatch(text) is not None


def is_bare_heading(text: str) -> bool:
    """A heading that needs no number: 前言, 结束语, 【主要做法】"""
    return _BARE_HEADING.fullmatch(text) is not None


def attachment(text: str) -> re.Match[str] | None:
    """The 附件, 附件1, 附件：, 附： that opens the text."""
    return _ATTACHMENT.match(text)


def is_signed_and_dated(text: str) -> bool:
    """Signature and date in one line."""
    split = date_at_end(text) if len(text) <= 60 else None
    return split is not None and (is_organ(split[0]) or is_signer(split[0]))
