"""Runs the rules over a report. A paragraph is looked at once for each text it has; the rest is cached."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cached_property

from chengwen.check.finding import Finding, Kind
from chengwen.check.rulebook import Rule, rulebook
from chengwen.report.numbering import parse
from chengwen.report.outline import Heading, outline
from chengwen.report.paragraph import Paragraph, Role
from chengwen.report.report import Report

_PAIRS = {"”": "“", "’": "‘", "》": "《", "〉": "〈", "）": "（", "〕": "〔", "】": "【"}
_HALF_WIDTH = str.maketrans("()", "（）")
_CLOSERS = {opener: closer for closer, opener in _PAIRS.items()}
_LIST_MARK = re.compile(r"[0-9０-９a-zA-Z一二三四五六七八九十]+）")


class Checker:
    """Keeps what it found in each paragraph text, so that a keystroke costs one paragraph."""

    def __init__(self, rules: Sequence[Rule] | None = None) -> None:
        self._given = rules
        self._cache: dict[str, tuple[Finding, ...]] = {}

    @cached_property
    def _rules(self) -> dict[str, list[tuple[Rule, re.Pattern[str]]]]:
        """The rules by what runs them, read when there is something to check."""
        rules: dict[str, list[tuple[Rule, re.Pattern[str]]]] = {"text": [], "pairing": [], "numbering": []}
        for rule in rulebook() if self._given is None else self._given:
            rules[rule.how if rule.how in rules else "text"].append((rule, re.compile(rule.find)))
        return rules

    def check(self, report: Report) -> list[Finding]:
        """All findings, in the order of the text."""
        paragraphs = report.paragraphs
        texts = {p.text for p in paragraphs if p.text and p.role is not Role.OPAQUE}
        if not texts:
            return []
        known = self._cache
        self._cache = {text: known[text] if text in known else self._in_paragraph(text) for text in texts}
        found = [
            replace(finding, paragraph=index)
            for index, paragraph in enumerate(paragraphs)
            if paragraph.text in texts and paragraph.role is not Role.OPAQUE
            for finding in self._cache[paragraph.text]
            if not _goes_on(finding, index, paragraphs)
        ]
        for rule, _ in self._rules["numbering"]:
            found.extend(_misnumbered(rule, paragraphs))
        return sorted(found, key=lambda finding: (finding.paragraph, finding.start, finding.end))

    def _in_paragraph(self, text: str) -> tuple[Finding, ...]:
        found = [finding for rule, pattern in self._rules["text"] for finding in _matches(rule, pattern, text)]
        found.extend(finding for rule, _ in self._rules["pairing"] for finding in _unpaired(rule, text))
        return tuple(found)


def _finding(rule: Rule, start: int, end: int, suggestion: str | None, **words: str) -> Finding:
    message = rule.message.format(**words) if words else rule.message
    return Finding(rule.kind, rule.id, rule.severity, 0, start, end, message, suggestion)


def _matches(rule: Rule, pattern: re.Pattern[str], text: str) -> Iterator[Finding]:
    for match in pattern.finditer(text):
        if rule.how == "doubled":
            word = match["word"]
            if word not in rule.allowed:
                yield _finding(rule, *match.span(), word, word=match.group())
        elif match.group() not in rule.allowed:
            yield _finding(rule, *match.span(), None if rule.use is None else match.expand(rule.use))


def _unpaired(rule: Rule, text: str) -> Iterator[Finding]:
    """Marks without their partner in the paragraph; of two openings before one closing, the first is the lost one."""
    open_marks: list[tuple[str, int]] = []
    for at, mark in enumerate(text.translate(_HALF_WIDTH)):
        if mark in _CLOSERS:
            open_marks.append((mark, at))
        elif mark in _PAIRS:
            opener = next((i for i in range(len(open_marks) - 1, -1, -1) if open_marks[i][0] == _PAIRS[mark]), None)
            if opener is not None:
                del open_marks[opener]
            elif not (mark == "）" and _closes_list_mark(text, at)):
                yield _finding(rule, at, at + 1, None, mark=mark, partner=_PAIRS[mark])
    for mark, at in open_marks:
        yield _finding(rule, at, at + 1, None, mark=mark, partner=_CLOSERS[mark])


def _closes_list_mark(text: str, at: int) -> bool:
    """Whether the bracket at `at` belongs to a mark such as 1） at the beginning of a clause."""
    start = max((text.rfind(mark, 0, at) for mark in "。；：，、 \u3000"), default=-1) + 1
    return _LIST_MARK.fullmatch(text[start : at + 1].translate(_HALF_WIDTH)) is not None


def _goes_on(finding: Finding, index: int, paragraphs: Sequence[Paragraph]) -> bool:
    """Whether a mark without its partner in its own paragraph is right all the same.

    A quotation of several paragraphs opens anew in each (GB/T 15834); a title of several lines is one sentence.
    """
    if finding.kind is not Kind.PAIRING:
        return False
    paragraph = paragraphs[index]
    following = paragraphs[index + 1].text if index + 1 < len(paragraphs) else ""
    if paragraph.text.startswith("“") and following.startswith("“") and finding.start == 0:
        return True
    mark = paragraph.text[finding.start].translate(_HALF_WIDTH)
    opener, closer = (mark, _CLOSERS[mark]) if mark in _CLOSERS else (_PAIRS[mark], mark)
    title = "".join(p.text for p in paragraphs if p.role is Role.TITLE).translate(_HALF_WIDTH)
    return paragraph.role is Role.TITLE and title.count(opener) == title.count(closer)


def _misnumbered(rule: Rule, paragraphs: Sequence[Paragraph]) -> Iterator[Finding]:
    """Numbers that follow neither the one before them under their parent nor the last one of their kind anywhere.

    The second is numbering straight through the report. A list may begin again with one.
    """
    in_parent: dict[tuple[object, ...], int] = {}
    anywhere: dict[tuple[object, ...], int] = {}
    for heading in outline(paragraphs):
        mark, value = _counted(heading)
        if value is None:
            continue
        kind, place = (heading.kind, mark), (heading.kind, mark, heading.parent)
        before = in_parent.get(place, 0)
        right = value in (before + 1, anywhere.get(kind, 0) + 1) or (value == 1 and before != 1)
        in_parent[place] = anywhere[kind] = value
        if not right:
            number, end = _numbered(heading, before + 1), heading.start + len(heading.number)
            finding = _finding(rule, heading.start, end, number, number=heading.number, right=number)
            yield replace(finding, paragraph=heading.paragraph)


_DIGITS = "一二三四五六七八九十"


def _counted(heading: Heading) -> tuple[object, int | None]:
    if heading.kind == "heading":
        number = parse(heading.number)
        return (number.mark, number.value) if number else (None, None)
    value = _DIGITS.find(heading.number[:1]) + 1
    return heading.number[1:], value or None


def _numbered(heading: Heading, value: int) -> str:
    number = parse(heading.number)
    if heading.kind == "heading" and number is not None:
        return number.rewritten(value)
    return (_DIGITS[value - 1] if value <= len(_DIGITS) else str(value)) + heading.number[1:]
