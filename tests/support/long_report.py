"""A report of any length, for what is to be measured; written for this, about nothing."""

from __future__ import annotations

from chengwen.report.numbering import chinese
from chengwen.report.paragraph import Paragraph, Role
from chengwen.report.report import Report

_SENTENCES = (
    "各单位坚持问题导向和目标导向，把“工作”一项一项落到实处，全年开展调研12次，推动解决问题36件。",
    "围绕《工作方案》确定的重点任务，逐项建立清单，明确牵头单位、完成时限和验收标准。",
    "通过上下联动、部门协同，形成了一级抓一级、层层抓落实的工作格局，取得了较好成效。",
)
_FAULTY = "这项工作取得了明显的的成效。"
_POINTS = 10  # sections of the second level in one of the first


def long_report(characters: int, faults: int = 0) -> Report:
    """Of at least so many characters; `faults` sentences with a doubled word are spread over it."""
    paragraphs = [Paragraph(Role.TITLE, "某局关于全年工作情况的报告"), Paragraph(Role.ADDRESSEE, "市委：")]
    written = sections = placed = 0
    while written < characters:
        if sections % _POINTS == 0:
            number = chinese(sections // _POINTS % 900 + 1)
            paragraphs.append(Paragraph(Role.HEADING_1, f"{number}、第{sections}号任务完成情况"))
        lead = f"（{chinese(sections % _POINTS + 1)}）第{sections}项任务。{''.join(_SENTENCES)}"
        body = "".join(_SENTENCES[(sections + turn) % 3] for turn in range(5))
        if placed * characters < written * faults:
            body, placed = body + _FAULTY, placed + 1
        paragraphs += [Paragraph(Role.HEADING_2, lead), Paragraph(text=f"{sections}号任务：{body}")]
        written += sum(len(paragraph.text) for paragraph in paragraphs[-2:])
        sections += 1
    return Report([*paragraphs, Paragraph(Role.SIGNATURE, "某局"), Paragraph(Role.DATE, "2023年12月20日")])
