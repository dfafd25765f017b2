"""The head of a report: title, document number, subtitles, addressee."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from chengwen.report import elements
from chengwen.report.paragraph import Role

if TYPE_CHECKING:
    from collections.abc import Sequence

    from chengwen.report.lines import Item

_HEAD = frozenset({Role.TITLE, Role.SUBTITLE, Role.DOCUMENT_NUMBER, Role.ADDRESSEE, Role.NOTE})
_SUBTITLE = re.compile(r"——|—|--|-\s?在|－")
_BRACKETED = re.compile(r"[（(\[〔][^（()）]*[)）\]〕].{0,6}")
_RED_HEAD = re.compile(
    r"\S{2,30}(?:政府|委员会|党委|党组|局|办公室|办公厅|厅|部|院)文件|[机秘绝]密.{0,12}|特急|加急|急件|内部资料.{0,12}"
)
_LONGEST = 20  # lines; no head is longer


def settle_head(items: Sequence[Item]) -> int:
    """Settle the roles of the head; returns the index of the first paragraph behind it."""
    first = 0
    while first < len(items) and items[first].settled and items[first].role is Role.BODY:
        first += 1  # a table of contents above the title
    end, titles = _read(items, first)
    _settle_titles(items, titles, end)
    while end > first and not items[end - 1].settled:
        end -= 1
    return end


def _read(items: Sequence[Item], first: int) -> tuple[int, list[int]]:
    """Settle what is plain, and collect the lines that may be the title; also the index behind the head."""
    titles: list[int] = []
    for at in range(first, min(len(items), first + _LONGEST)):
        item, text = items[at], items[at].text
        following = items[at + 1].text if at + 1 < len(items) else ""
        if item.settled:
            if item.role not in _HEAD:
                return at, titles
        elif _is_addressee(items, at, titles):
            item.be(Role.ADDRESSEE)
            if not text.endswith(("、", "，", ",")):
                return at + 1, titles
        elif elements.is_web_junk(text) or _RED_HEAD.fullmatch(text):
            item.be(Role.NOTE, doubtful=True)
        elif elements.is_document_number(text):
            item.be(Role.DOCUMENT_NUMBER)
        elif elements.is_date(text) or _SUBTITLE.match(text) or (titles and _BRACKETED.fullmatch(text)):
            item.be(Role.SUBTITLE)
        elif not titles and len(text) < 40 and elements.is_slogan(text) and elements.ends_a_title(following):
            item.be(Role.NOTE, doubtful=True)
        elif _is_body(item) or (titles and not _looks_alike(item, items[titles[0]])):
            return at, titles
        else:
            titles.append(at)
            if len(text) > 60 and len(titles) > 1:
                return at, titles[:-1]
    return min(len(items), first + _LONGEST), titles


def _looks_alike(item: Item, title: Item) -> bool:
    """Whether the line may belong to the head that `title` began, by what a .docx or Markdown says of both."""
    return not (item.line.outline_level or (title.line.centred and not item.line.centred))


def _is_body(item: Item) -> bool:
    text = item.text
    if item.number or elements.is_contents(text) or elements.is_bare_heading(text) or elements.attachment(text):
        return True
    return elements.is_prose(text) and ("，" in text or "如下" in text or not elements.ends_a_title(text.rstrip("：:")))


def _is_addressee(items: Sequence[Item], at: int, titles: list[int]) -> bool:
    text = items[at].text
    if items[at].number:
        return False
    if text.endswith(("、", "，", ",")):
        rest = items[at + 1].text if at + 1 < len(items) else ""
        return len(text) < 100 and elements.is_addressee(text + rest) and not elements.is_addressee(rest.lstrip())
    below_number = at > 0 and items[at - 1].role is Role.DOCUMENT_NUMBER
    if elements.is_addressee(text, certain_place=below_number):
        return True
    # 各科室、各下属单位 without its colon, between a title and prose
    return bool(
        titles
        and text.startswith("各")
        and elements.is_organ(text)
        and at + 1 < len(items)
        and elements.is_prose(items[at + 1].text)
    )


def _settle_titles(items: Sequence[Item], titles: list[int], end: int) -> None:
    """Tell the lines of the title from what stands under it. `end` is behind the head."""
    if not titles:
        return
    title, last = "", titles[0] - 1
    for at in titles:
        item, text = items[at], items[at].text
        stop = at + 1
        while stop in titles:
            stop += 1
        if title and items[at - 1].role is Role.NOTE and not elements.ends_a_title(title):
            for above in range(titles[0], at):  # the name of the site, above what it says of the text
                items[above].role = Role.NOTE if items[above].role is Role.TITLE else items[above].role
            title = ""
        role = _role(title, items[max(last, 0)], item, items[at + 1 : stop], sealed=_sealed(items, stop, end))
        if role is None:
            break
        if role is Role.TITLE and title and at != last + 1 and elements.ends_a_title(title):
            role = Role.SUBTITLE
        item.be(role, doubtful=role is Role.SUBTITLE and not elements.is_person(text))
        if role is Role.TITLE:
            title, last = title + text, at
    if not elements.ends_a_title(title):
        for item in items[:end]:
            item.doubtful = item.doubtful or (item.role is Role.TITLE and item.line.role is None)


def _bare(title: str) -> str:
    return re.sub(r"[（(【][^（()）】]*[)）】]|\s", "", title)


def _sealed(items: Sequence[Item], at: int, end: int) -> bool:
    """Whether what can only stand below a title stands at `at`."""
    if at >= end:
        return False
    below = items[at]
    return below.role in (Role.ADDRESSEE, Role.DOCUMENT_NUMBER) or _SUBTITLE.match(below.text) is not None


def _role(title: str, before: Item, item: Item, rest: Sequence[Item], *, sealed: bool) -> Role | None:
    """TITLE, SUBTITLE, or None when the body begins with this line. `before` is the title's last line so far."""
    text = item.text
    if not title or elements.goes_on(title) or elements.continues(text):
        return Role.TITLE
    if item.line.size and before.line.size:
        return Role.TITLE if item.line.size == before.line.size else Role.SUBTITLE
    if _bare(text) in _bare(title) or _bare(title) in _bare(text):
        return Role.SUBTITLE  # the page's title above the document's own
    complete = elements.ends_a_title(title)
    beside = elements.is_person(text) or (complete and (elements.is_organ(text) or elements.is_occasion(text)))
    if sealed and not beside and not any(elements.is_person(other.text) for other in rest):
        tail = rest[-1].text if rest else text
        if elements.ends_a_title(tail) or not complete:
            return Role.TITLE
    if beside:
        return Role.SUBTITLE
    if complete:
        return Role.SUBTITLE if sealed or elements.ends_a_title(text) else None
    if elements.ends_a_title(text):
        return Role.TITLE
    return Role.SUBTITLE if sealed else None
