from __future__ import annotations

from pathlib import Path

import pytest

from chengwen import resources
from chengwen.library.genres import Genre, Section, genres, guess_genre
from chengwen.report.paragraph import Paragraph, Role
from chengwen.resources import IllFormedTable

SECTIONS = [section for genre in genres() for section in genre.sections]


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


@pytest.mark.parametrize("section", SECTIONS, ids=lambda section: section.id)
def test_a_section_is_told_by_its_headings_and_by_no_others(section: Section) -> None:
    assert [heading for heading in section.examples if not section.fits(heading)] == []
    assert [heading for heading in section.counter if section.fits(heading)] == []


def test_blanks_in_a_heading_do_not_hide_its_section() -> None:
    plan = next(section for section in SECTIONS if section.id == "ideology.plan")
    assert plan.fits("下　步 打算")


def test_headings_of_any_length_are_judged_at_once() -> None:
    for section in SECTIONS:
        section.fits("存在工作情况的问题和下一步" * 20_000)


SECTION = """
[[section]]
id = "x.work"
label = "工作情况"
heading = "工作情况"
forms = ["工作情况"]
examples = ["工作情况"]
counter = ["存在问题"]
"""


@pytest.mark.parametrize(
    ("said", "wrong"),
    [
        ('id = "x.work"', 'id = "work"'),
        ('heading = "工作情况"', 'heading = "存在问题"'),
        ('counter = ["存在问题"]', "counter = []"),
        ('label = "工作情况"', 'label = "工作情况"\nrequired = true\nlevel = 2'),
        ('label = "工作情况"', 'like = "y.work"'),
        ('label = "工作情况"', 'label = "工作情况"\ncolour = "red"'),
        ('forms = ["工作情况"]', 'forms = ["工作情况("]'),
        ('label = "工作情况"\n', ""),
    ],
)
def test_an_ill_formed_section_is_told_with_its_file(
    said: str, wrong: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    genre = 'id = "x"\nname = "甲"\npriority = 1\ntitle = []\nopening = []\nexamples = []\n'
    file = tmp_path / "resources" / "genres" / "x.toml"
    file.parent.mkdir(parents=True)
    monkeypatch.setattr(resources, "_PLACES", (tmp_path / "resources",))
    file.write_text(genre + SECTION, encoding="utf-8")
    assert [section.label for section in genres.__wrapped__()[0].sections] == ["工作情况"]
    assert said in SECTION
    file.write_text(genre + SECTION.replace(said, wrong), encoding="utf-8")
    with pytest.raises(IllFormedTable, match=r"x\.toml"):
        genres.__wrapped__()
