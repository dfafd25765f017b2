"""What the clipboard holds, as paragraphs: its plain text is the text; its HTML only tells what is bold."""

from __future__ import annotations

import re

from chengwen.files import recognised_text
from chengwen.report.paragraph import LINE_BREAK, OBJECT, Paragraph, clean

_LINE_END = re.compile("\r\n|[\r\n\x0c\x85\u2029]")
_WORDS_LINE_BREAK = "\x0b"


def pasted(text: str, html: str | None) -> tuple[Paragraph, ...]:
    """The paragraphs that come in: of several lines with the roles recognised, of one as body text.

    Bold is taken over in body text, and behind the heading in a heading's paragraph; the face of all else is the
    norm's. Blank lines are dropped; never raises.
    """
    lines = plain_pasted(text)
    if len(lines) < 2:
        paragraphs = tuple(Paragraph(text=line) for line in lines)
    else:
        paragraphs = tuple(recognised_text("\n".join(lines)).report.paragraphs)
    if not html:
        return paragraphs
    # The parser comes with the first paste: its tables take longer to load than the window may wait.
    from chengwen.report.bold_html import with_bold_of

    return with_bold_of(html, paragraphs)


def plain_pasted(text: str) -> list[str]:
    """The lines of the text that are not blank, each one that a paragraph can hold; nothing is recognised.

    What has no line end is one line even if it is blank.
    """
    text = _LINE_END.sub("\n", text).replace(_WORDS_LINE_BREAK, LINE_BREAK).replace(OBJECT, "")
    lines = [clean(line) for line in text.split("\n")]
    return [line for line in lines if line.strip() or (line and len(lines) == 1)]
