"""The end of a report: signature, date, notes, attachments."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from chengwen.report import elements
from chengwen.report.paragraph import Role

if TYPE_CHECKING:
    from collections.abc import Sequence

    from chengwen.report.lines import Item

_MOST_SIGNERS = 8


def settle_end(items: Sequence[Item]) -> None:
    """Settle signatures and dates, the notes behind them, and what a web page left at the end."""
    last = len(items)
    while last and _is_leftover(items[last - 1]):
        last -= 1
        items[last].be(Role.NOTE, doubtful=elements.is_web_junk(items[last].text))
    for at in range(1, len(items)):
        item = items[at]
        if item.settled:
            continue
        if elements.is_note(item.text):
            item.be(Role.NOTE)
            _sign(items, at - 1, dated=False)
        elif elements.is_date(item.text) and (at == last - 1 or _signs(items[at - 1]) or _is_closed(items, at)):
            _sign(items, at - 1, dated=True)
            item.be(Role.DATE, doubtful=items[at - 1].role is not Role.SIGNATURE)
        elif elements.is_signed_and_dated(item.text):
            _sign(items, at - 1, dated=True)
            item.be(Role.SIGNATURE)
    if last > 1 and not items[last - 1].settled:
        _sign(items, last - 1, dated=False)
    if last > 2 and items[last - 1].role is Role.SIGNATURE and elements.is_date(items[last - 2].text):
        items[last - 2].be(Role.DATE)


def _is_leftover(item: Item) -> bool:
    text = item.text
    return not (item.settled or elements.is_date(text)) and (elements.is_web_junk(text) or elements.is_note(text))


def _is_closed(items: Sequence[Item], at: int) -> bool:
    """Whether what follows cannot belong to the same text: an attachment, a note."""
    return bool(elements.attachment(items[at + 1].text)) or elements.is_note(items[at + 1].text)


def _may_sign(item: Item) -> bool:
    """Whether the line before a date may be the name of who signs."""
    text = item.text
    return not item.settled and not item.number and len(text) <= 40 and text[-1] not in "。；：，！？;:,、"


def _signs(item: Item) -> bool:
    """Whether the line before a date, not at the very end, is the name of who signs."""
    text = item.text
    return _may_sign(item) and (
        item.line.right or elements.is_organ(text) or elements.is_signer(text) or elements.is_person(text)
    )


def _sign(items: Sequence[Item], at: int, *, dated: bool) -> None:
    """Make signatures of the lines that end at `at`, as far up as they look like names."""
    for seat in range(at, max(at - _MOST_SIGNERS, 0), -1):
        item = items[seat]
        named = elements.is_organ(item.text) or elements.is_signer(item.text) or (item.line.right and _may_sign(item))
        nearest = dated and seat == at and _may_sign(item) and len(item.text) <= 25
        above = elements.is_name(item.text) if seat == at else dated and elements.is_person(item.text)
        if item.settled or item.number or not (named or nearest or above):
            return
        item.be(Role.SIGNATURE, doubtful=not dated or not named)


# -- attachments ------------------------------------------------------------------------------------------------------

_LISTED = re.compile(r"[（(]?[0-9０-９]{1,2}[）)]?\s*[.．、，]?|[一二三四五六七八九十]、|《")


def settle_attachments(items: Sequence[Item]) -> None:
    """附件：1.… is a note; 附件 alone is the mark on top of an attachment, with a title below it."""
    at = 0
    while at < len(items):
        item = items[at]
        found = None if item.settled else elements.attachment(item.text)
        at += 1
        if found is None:
            continue
        name = item.text[found.end() :].strip("：: \u3000")
        listed = not name and at < len(items) and items[at].number is not None and _signed_later(items, at)
        if listed or (name and not elements.is_prose(name.rstrip("。；;，"))):
            item.be(Role.ATTACHMENT_NOTE)
            at = _settle_list(items, at)
        elif not name:
            item.be(Role.ATTACHMENT_MARK)
            at = _settle_title(items, at)
    for at in range(1, len(items)):
        if _is_dated(items, at) and _may_be_title(items[at]):
            _settle_title(items, at)


def _signed_later(items: Sequence[Item], at: int) -> bool:
    return any(item.role in (Role.SIGNATURE, Role.DATE) for item in items[at : at + 15])


def _is_dated(items: Sequence[Item], at: int) -> bool:
    """Whether the paragraph stands right behind a date, notes apart: a document attached without a mark."""
    while at and items[at - 1].role is Role.NOTE:
        at -= 1
    return at > 0 and items[at - 1].role is Role.DATE


def _may_be_title(item: Item) -> bool:
    listed = "：" in item.text or ":" in item.text  # 组长：×××
    return not (item.settled or item.number or listed or elements.is_prose(item.text)) and len(item.text) <= 60


def _settle_list(items: Sequence[Item], at: int) -> int:
    """The further lines of an attachment note: 2.…; returns the index behind them."""
    while at < len(items):
        item = items[at]
        if item.settled or len(item.text) > 80 or not _LISTED.match(item.text) or "。" in item.text[:-1]:
            break
        item.be(Role.ATTACHMENT_NOTE)
        at += 1
    return at


def _settle_title(items: Sequence[Item], at: int) -> int:
    first, title = at, ""
    while at < len(items) and at < first + 3 and _may_be_title(items[at]):
        title += items[at].text
        items[at].be(Role.ATTACHMENT_TITLE)
        at += 1
        if elements.ends_a_title(title):
            return at
    for item in items[first:at]:
        item.doubtful = True
    return at
