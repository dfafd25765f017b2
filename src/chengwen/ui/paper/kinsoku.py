"""Where a line may end (禁则): GB/T 15834-2011 on marks at the ends of lines, GB/T 15835-2011 on numbers."""

from __future__ import annotations

import re

_NOT_FIRST = frozenset("。，、；：？！．.,;:?!）)》〉」』】〕〗｝}］]”’…·・～—–-/／%％‰℃°′″")
_NOT_LAST = frozenset("（(《〈「『【〔〖｛{［[“‘/／￥¥$＄￡№")
_DASH = "——"
_UNBROKEN = re.compile(r"[0-9A-Za-z.,%‰+/@:_-]{2}|——|……|[0-9][％℃]|[+±−-][0-9]")


def line_end(text: str, start: int, end: int) -> int:
    """Where the line text[start:end], which is as long as fits, has to end: at most at `end`, behind `start`.

    A stretch that cannot be parted by the rules and fills the whole line is parted where it is full.
    """
    if end >= len(text):
        return end
    at = end
    while at > start + 1 and not _may_part(text, at):
        at -= 1
    return at if at > start + 1 or _may_part(text, at) else end


def _may_part(text: str, at: int) -> bool:
    before, after = text[at - 1], text[at]
    if before.isspace() or after.isspace():
        return before.isspace() and not after.isspace()  # blanks stay at the end of the line, where they need no room
    if after in _NOT_FIRST and text[at : at + 2] != _DASH:
        return False
    return before not in _NOT_LAST and not _UNBROKEN.fullmatch(before + after)
