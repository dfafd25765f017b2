"""What official prose needs and a keyboard has not: marks, and the date of today."""

from __future__ import annotations

from time import localtime

PAIRS = ("〔〕", "《》", "“”", "‘’", "（）", "【】")
MARKS = (*PAIRS[1:], "——", "……", "、", "·", "％", "‰", "℃", "№", "①", "②", "③", "④", "⑤")


def today() -> str:
    """As GB/T 9704-2012 (7.3.5) writes the date of a document: Arabic figures, no leading zeros."""
    day = localtime()
    return f"{day.tm_year}年{day.tm_mon}月{day.tm_mday}日"
