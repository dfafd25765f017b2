"""What one line looks like, taken alone: a date, an addressee, the name of an organ, the end of a title."""

from __future__ import annotations

import re

_MASK = "Xx×＊*_○Ｘ"
_YEAR = rf"(?:[0-9０-９]{{2,4}}|[0-9〇○零ＯOo０一二三四五六七八九十]{{2,4}}|[0-9{_MASK}]{{1,4}})"
_PART = rf"(?:[0-9０-９]{{1,2}}|[元一二三四五六七八九十]{{1,3}}|[{_MASK}]{{0,3}})"
DATE = (
    rf"(?:{_YEAR}\s*年\s*{_PART}\s*月(?:\s*{_PART}\s*[日号])?"
    r"|(?:19|20)\d\d\s?[-./]\s?\d{1,2}\s?[-./]\s?\d{1,2}\.?)"
)
"""A date as reports write it: 2023年1月5日, 二〇二三年一月, 20××年×月×日, 2023.1.5"""

_DATE_LINE = re.compile(rf"[（(\[]?\s*(?:(?:日期|时间)[:：]\s*)?{DATE}\s*[)）\]]?[。]?")
_DATE_TAIL = re.compile(rf"(?P<before>.*?)\s*[（(]?(?P<date>{DATE})[)）]?\s*$", re.S)

_ORGAN = re.compile(
    "(?:政府|委员会|党委|党组|支部|总支|工委|纪委|纪检组|县委|市委|省委|区委|镇委|乡委|州委|旗委|部委|机关|办公厅|办公室|国务院|中央|军委"
    "|[厅局部委办院处科室组所站队会社行校团]|公司|集团|中心|企业|机构|单位|部门|学校|大学|学院|中学|小学|幼儿园|医院|银行|法院|检察院|总工会"
    "|街道|社区|[镇乡村]|管委会|开发区|新区|园区|基地|领导小组|指挥部|编辑部)"
    r"(?:（[^（）]{1,20}）|\([^()]{1,20}\)|\s*[（(](?:盖章|公章|章|印章)[）)])?$"
)
_MASKED = re.compile(r"[×＊*XxＸ]{2,}$|[×＊*XxＸ]{2,}[局委办部厅市县区镇乡院校]")
_PERSONS = re.compile(
    "(?:同志们?|代表们?|委员们?|同事们?|领导|朋友们?|来宾们?|先生们?|女士们?|老师们?|同学们?|职工|家长们?|评委们?|考官们?|书记|主任|市长|县长|区长|局长"
    "|主席|党员们?|战友们?|乡亲们?|伙伴们?|嘉宾们?|校友们?|干部|群众|居民|负责人|成员|专家们?|人员|师生|会员|企业家们?|青年|兄弟姐妹们?|理事|股东|员工)$"
)
_NOT_ADDRESSED = re.compile("如下|下列|以下|有关情况|方面$|主要|情况$|总结$|报告$|要求$|问题$|措施$|目标$|内容$|原因$|[:：]|[是为将]")

_GENRES = (
    "报告|总结|通知|方案|讲话|要点|计划|意见|请示|函|批复|纪要|材料|情况|发言|提纲|规划|办法|规定|细则|决定|公告|通告|通报|公报|汇报|说明|致辞|讲话稿|讲稿"
    "|发言稿|演讲稿|报道|心得|体会|清单|制度|预案|建议|答复|提案|倡议书|倡议|承诺书|责任书|责任状|申请|证明|条例|章程|守则|规则|标准|规范|指南|目录|议程"
    "|主持词|贺信|慰问信|感谢信|公开信|简报|信息|工作|对策|思考|措施|安排|打算|回顾|展望|纲要|决议|命令|令|议案|介绍|做法|经验|剖析|检查|检视|评价|述职"
    "|述廉|台账|汇编|综述|评估|调研|发言材料|交流材料|对照检查|工作思路|初稿|草案|稿|批示|指示|启事|书|表|案|篇"
)
_GENRE_END = re.compile(
    rf"(?:{_GENRES})\s*(?:[（(〔【\[][^（()）]{{1,30}}[)）〕】\]]\s*)*(?:[一二三四五六七八九十\d]{{0,2}})$"
)
_JOINING_START = re.compile("(?:和|及|与|暨|以及|并|的|、)")
_JOINING_END = re.compile("(?:和|及|与|暨|以及|的|、|关于|印发|转发|开展|加强|做好|推进|进一步)$")

_DOCUMENT_NUMBER = re.compile(
    rf"[（(]?[\u4e00-\u9fff{_MASK}A-Z]{{1,14}}\s*[〔\[［（(【﹝]\s*[0-9{_MASK}]{{2,4}}\s*年?[〕\]］）)】﹞]\s*第?\s*[0-9{_MASK}]{{0,5}}\s*号[)）]?"
    r"|第\s*\d+\s*号"
)
_WEB = re.compile(
    r"(?:责任编辑|编\s*辑|来源|信息来源|稿源|文章来源|作者|发布时间|发布日期|发表时间|更新时间|浏览次数|点击数?|点击次数|阅读|字体|字号|分享到?|上一篇|下一篇|相关链接|相关文章|相关阅读"
    r"|当前位置|您的位置|您当前的位置|首页|索\s*引\s*号|主题分类|主\s*题\s*词|发文机关|成文日期|标\s*题|发文字号|审核|供稿|撰稿|日期|时间|扫一扫|关键词|标签)\s*[:：>》]"
    r"|【?\s*(?:打印本页|关闭窗口|返回顶部|大 中 小|打印|关闭|返回|字体)|网友投稿|.{0,12}(?:浏览|阅读|点击)\s*(?:次数)?\s*[:：]?\s*\d+|https?://|www\."
)
_NOTE = re.compile(
    "[（(](?:此件|联系人|联\\s*系|此页|本文|信息公开|共印|公开)[^）)]*[)）]?$|抄\\s*送\\s*[:：]|主\\s*送\\s*[:：]|抄\\s*报\\s*[:：]|.{2,30}\\d\\s*日\\s*印发$"
)
_SIGNER = re.compile(
    r"(?:述职人|述职述廉人|报告人|汇报人|对照检查人|检查人|承诺人|申请人|发言人|签名|责任人|倡议人|落款|单位|署名|述责人|整改人|撰写人|填报单位|报送单位)"
    r"\s*(?:[（(][^）)]{1,8}[)）])?\s*[:：]\s*\S{0,20}"
)
_NAME = re.compile(r"[\u4e00-\u9fff×＊*XxＸ](?:[\s\u3000]*[\u4e00-\u9fff×＊*XxＸ]){1,3}")
_SPEAKER = re.compile(
    r".{0,30}(?:书记|市长|县长|区长|省长|州长|镇长|乡长|局长|主任|主席|部长|院长|校长|检察长|厅长|处长|科长|所长|站长|队长|经理|董事长|会长|秘书长|同志|行长|馆长|组长)"
    r"[\s\u3000]*[\u4e00-\u9fff×＊*XxＸ\s\u3000]{0,8}"
)
_SENTENCE = re.compile("[。！？；]")


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
    if not 2 <= len(text) <= 40 or _SENTENCE.search(text) or text[-1] in "，,：:、.…" or "，" in text:
        return False
    return bool(_ORGAN.search(text) or _MASKED.search(text))


def is_addressee(text: str) -> bool:
    """The addressee of a letter or the 称谓 of a speech, its colon included."""
    if not text.endswith(("：", ":")) or len(text) > 300 or _SENTENCE.search(text):
        return False
    names = text[:-1].rstrip()
    if not names or _NOT_ADDRESSED.search(re.sub("[（(][^（()）]*[）)]", "", names)):
        return False
    last = re.split("[、，,]|并", names)[-1].strip()
    last = re.sub(r"[（(][^（()）]*[）)]$", "", last)
    return bool(_ORGAN.search(last) or _PERSONS.search(last) or _MASKED.search(last) or names.startswith(("各", "尊敬")))


def ends_a_title(text: str) -> bool:
    """Whether a title may be complete with this line: it ends with the name of a genre."""
    return _GENRE_END.search(text) is not None and not _JOINING_END.search(text)


def goes_on(text: str) -> bool:
    """Whether a title cannot end here: …及, …关于."""
    return _JOINING_END.search(text) is not None


def continues(text: str) -> bool:
    """Whether a line can only be the rest of one before: 和…, 及…"""
    return _JOINING_START.match(text) is not None


def is_document_number(text: str) -> bool:
    return _DOCUMENT_NUMBER.fullmatch(text) is not None


def is_web_junk(text: str) -> bool:
    """What a web page puts around a text: source, clicks, editor."""
    return len(text) <= 120 and _WEB.match(text) is not None


def is_note(text: str) -> bool:
    """附注 and 版记: （此件公开发布）, （联系人：…）, 抄送：…"""
    return len(text) <= 200 and _NOTE.match(text) is not None


def is_signer(text: str) -> bool:
    """述职人：×××"""
    return len(text) <= 40 and _SIGNER.fullmatch(text) is not None


def is_person(text: str) -> bool:
    """A name alone, or an office and a name."""
    return _NAME.fullmatch(text) is not None or (len(text) <= 40 and _SPEAKER.fullmatch(text) is not None)


def is_prose(text: str) -> bool:
    """A sentence, or so long that it is no title."""
    return bool(_SENTENCE.search(text)) or len(text) > 120 or text[-1] in "，,：:、；"
