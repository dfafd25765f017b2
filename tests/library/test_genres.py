from __future__ import annotations

import pytest

from chengwen.library.genres import Genre, genres, guess_genre
from chengwen.report.paragraph import Paragraph, Role


@pytest.mark.parametrize("genre", genres(), ids=lambda genre: genre.id)
def test_a_genre_is_told_by_the_titles_of_its_examples(genre: Genre) -> None:
    for title in genre.examples:
        assert guess_genre([Paragraph(Role.TITLE, title)]) == genre


def test_without_a_title_the_opening_tells() -> None:
    opening = Paragraph(Role.BODY, "今年以来，委党组高度重视意识形态工作。现将意识形态工作情况报告如下：")
    genre = guess_genre([Paragraph(Role.ADDRESSEE, "市委："), opening])
    assert genre is not None
    assert genre.id == "ideology"


def test_what_cannot_be_told_is_not_guessed() -> None:
    assert guess_genre([Paragraph(Role.BODY, "今天天气很好。")]) is None
    assert guess_genre([Paragraph(Role.TITLE, "春天")]) is None
