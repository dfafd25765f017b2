"""Every rule is run on its own examples: the bad are found, exactly, and mended; the good stay silent."""

from __future__ import annotations

import re

import pytest

from chengwen.check.checker import Checker
from chengwen.check.finding import Finding
from chengwen.check.rulebook import Rule, rulebook
from chengwen.report.recognise import recognise
from chengwen.report.report import Report

MARKS = re.compile("[⟦⟧]")


def findings(rule: Rule, text: str) -> tuple[Report, list[Finding]]:
    report = recognise(text).report
    return report, Checker([rule]).check(report)


def marked(report: Report, found: list[Finding]) -> str:
    """The report's text with the findings between ⟦ and ⟧."""
    lines = [paragraph.text for paragraph in report.paragraphs]
    for finding in reversed(found):
        line = lines[finding.paragraph]
        lines[finding.paragraph] = f"{line[: finding.start]}⟦{line[finding.start : finding.end]}⟧{line[finding.end :]}"
    return "\n".join(lines)


def mended(report: Report, found: list[Finding]) -> str:
    lines = [paragraph.text for paragraph in report.paragraphs]
    for finding in reversed(found):
        if finding.suggestion is not None:
            line = lines[finding.paragraph]
            lines[finding.paragraph] = line[: finding.start] + finding.suggestion + line[finding.end :]
    return "\n".join(lines)


@pytest.mark.parametrize("rule", rulebook(), ids=lambda rule: rule.id)
def test_a_rule_finds_what_its_bad_examples_mark(rule: Rule) -> None:
    for example in rule.bad:
        report, found = findings(rule, MARKS.sub("", example.text))
        assert marked(report, found) == example.text
        if example.fixed is not None:
            assert mended(report, found) == example.fixed
            assert findings(rule, example.fixed)[1] == []


@pytest.mark.parametrize("rule", rulebook(), ids=lambda rule: rule.id)
def test_a_rule_is_silent_on_its_good_examples(rule: Rule) -> None:
    for text in rule.good:
        report, found = findings(rule, text)
        assert marked(report, found) == text


@pytest.mark.parametrize("rule", rulebook(), ids=lambda rule: rule.id)
def test_a_rule_can_fail_its_examples(rule: Rule) -> None:
    """A rule that found everything or nothing would not pass both tests above."""
    assert any("⟦" in example.text for example in rule.bad)
    assert all("⟦" not in text for text in rule.good)


def test_a_message_speaks_of_the_place() -> None:
    rule = next(rule for rule in rulebook() if rule.how == "numbering")
    _, found = findings(rule, "一、工作情况\n正文一段。\n三、存在问题\n正文一段。")
    assert [finding.message for finding in found] == ["“三、”接不上前一个序号，应为“二、”"]
