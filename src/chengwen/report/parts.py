"""The named parts of a report as texts: addressee, signature, date."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from chengwen.report import elements
from chengwen.report.outline import first_run
from chengwen.report.paragraph import Role

if TYPE_CHECKING:
    from collections.abc import Sequence

    from chengwen.report.paragraph import Paragraph

_BLANKS = " \t\u3000\xa0"
_GLUED = re.compile("[^：:。]{2,40}[：:]")
_LEADING_BRACKET = re.compile(r"^[（(][^（()）]*[)）]\s*")  # a date before the salutation


def addressee_text(paragraphs: Sequence[Paragraph]) -> str | None:
    """The addressee (主送机关, or the 称谓 of a speech) without its colon; None when there is none.

    It may also open the first paragraph of the body: 同志们：今天……
    """
    text = "".join(first_run(paragraphs, Role.ADDRESSEE))
    if not text and (body := next((p.text for p in paragraphs if p.role is Role.BODY), "")):
        glued = _GLUED.match(body)
        text = glued.group() if glued and elements.is_addressee(glued.group()) else ""
    return _LEADING_BRACKET.sub("", text).rstrip(":：" + _BLANKS) or None


def signature_text(paragraphs: Sequence[Paragraph]) -> str | None:
    """Who signs, several organs separated by a blank, without a date on the same line; None when nobody does."""
    names = []
    for line in first_run(paragraphs, Role.SIGNATURE):
        split = elements.date_at_end(line)
        names.append(split[0] if split else line)
    return " ".join(name.strip(_BLANKS) for name in names) or None


def date_text(paragraphs: Sequence[Paragraph]) -> str | None:
    """The date as it stands, without brackets; None when there is none.

    It is that at the end, else that under the title, unless in digits alone: that is when a web page came out.
    """
    for role in (Role.DATE, Role.SIGNATURE, Role.SUBTITLE):
        for paragraph in paragraphs:
            split = elements.date_at_end(paragraph.text.rstrip("）)。 ")) if paragraph.role is role else None
            if split and (role is not Role.SUBTITLE or "年" in split[1]):
                return split[1]
    return None
