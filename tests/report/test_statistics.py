import pytest

from chengwen.report.paragraph import LINE_BREAK, OBJECT
from chengwen.report.statistics import Statistics, statistics, word_count


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("", 0),
        ("　 \t", 0),
        ("全年召开党组会议。", 9),
        ("“三审三校”", 6),
        ("2023年", 2),
        ("增长36.5%，", 4),
        ("GB/T 9704", 2),
        ("×政发〔2023〕5号", 8),
        ("持续推进——落实……", 10),
        (f"上{LINE_BREAK}下", 2),
        (f"见图{OBJECT}", 2),
        ("𠮷祥", 2),
    ],
)
def test_words_are_counted_as_word_counts_them(text: str, count: int) -> None:
    assert word_count(text) == count


def test_statistics_add_up_over_the_paragraphs() -> None:
    assert statistics(["标题 A1", "", "二〇二三年。"]) == Statistics(words=9, han=7, characters=10, paragraphs=2)
