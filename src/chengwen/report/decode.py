"""Bytes of a text file from outside, as text."""

from __future__ import annotations

import codecs
import re

_CONTROL = re.compile("[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")
_BOMS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))


def decode(data: bytes) -> str:
    """UTF-8 with or without BOM, UTF-16 with BOM, or GB18030 (GBK, GB2312), with universal newlines and without BOM.

    Raises ValueError, whose text is a cause in Chinese for the user, when it is none of them or not text at all.
    """
    text = _decoded(data)
    if _CONTROL.search(text):
        raise ValueError("不是文本文件")
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _decoded(data: bytes) -> str:
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            encodings: tuple[str, ...] = (encoding,)
            data = data[len(bom) :]
            break
    else:
        encodings = ("utf-8", "gb18030")
    for encoding in encodings:
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise ValueError("文字编码无法识别，请另存为 UTF-8 或 GBK 编码的文本文件")
