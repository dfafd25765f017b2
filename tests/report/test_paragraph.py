from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chengwen.report.paragraph import OBJECT, Paragraph, Role, Span, SpanKind, clean
from strategies import paragraphs, texts


def bold(start: int, end: int) -> Span:
    return Span(start, end, SpanKind.BOLD)


@given(paragraphs(), st.data(), texts)
def test_an_edit_keeps_each_span_on_its_own_words(paragraph: Paragraph, data: st.DataObject, text: str) -> None:
    start = data.draw(st.integers(0, len(paragraph.text)))
    end = data.draw(st.integers(start, len(paragraph.text)))
    edited = paragraph.with_text(start, end, text)
    assert edited.text == paragraph.text[:start] + text + paragraph.text[end:]
    untouched = [s for s in paragraph.spans if s.end <= start or s.start >= end]
    for span in untouched:
        words = paragraph.text[span.start : span.end]
        assert words in [edited.text[s.start : s.end] for s in edited.spans if s.kind is span.kind]


@given(paragraphs(), st.data())
def test_a_paragraph_split_and_joined_is_the_same_but_for_cut_spans(paragraph: Paragraph, data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(paragraph.text)))
    joined = paragraph.part(0, at).joined(paragraph.part(at, len(paragraph.text)))
    assert joined.text == paragraph.text
    covered = [(s.kind, s.value, i) for s in paragraph.spans for i in range(s.start, s.end)]
    assert sorted(covered) == sorted((s.kind, s.value, i) for s in joined.spans for i in range(s.start, s.end))


@pytest.mark.parametrize(
    ("start", "end", "text", "spans"),
    [
        (0, 0, "新", (bold(3, 5),)),
        (2, 2, "新", (bold(3, 5),)),  # before the span: not in it
        (3, 3, "新", (bold(2, 5),)),  # inside: it grows
        (4, 4, "新", (bold(2, 4),)),  # behind: not in it
        (1, 3, "", (bold(1, 2),)),
        (2, 4, "新", ()),  # all its words are gone
    ],
)
def test_where_an_edit_leaves_a_span(start: int, end: int, text: str, spans: tuple[Span, ...]) -> None:
    assert Paragraph(text="局党组的话", spans=(bold(2, 4),)).with_text(start, end, text).spans == spans


def test_an_object_goes_with_its_character() -> None:
    paragraph = Paragraph(text=f"见{OBJECT}图", spans=(Span(1, 2, SpanKind.OBJECT, "<w:drawing/>"),))
    assert paragraph.with_text(0, 2, "").spans == ()
    assert paragraph.with_text(0, 1, "").spans == (Span(0, 1, SpanKind.OBJECT, "<w:drawing/>"),)


@pytest.mark.parametrize(
    "arguments",
    [
        {"text": "两\n行"},
        {"text": "空\x00字"},
        {"text": "\ud800"},
        {"text": "短", "spans": (bold(0, 2),)},
        {"text": "短文", "spans": (bold(1, 1),)},
        {"text": "一段文字", "spans": (bold(0, 2), bold(1, 3))},
        {"text": "一段文字", "spans": (bold(2, 3), bold(0, 1))},
        {"xml": "<w:p/>"},
    ],
)
def test_what_cannot_be_a_paragraph_is_refused(arguments: dict[str, object]) -> None:
    with pytest.raises(ValueError, match=r"forbidden|misplaced|unsorted|opaque"):
        Paragraph(**arguments)  # type: ignore[arg-type]


@given(st.text())
def test_cleaned_text_is_a_paragraph(text: str) -> None:
    assert Paragraph(text=clean(text)).text == clean(text)


def test_a_chosen_role_is_no_longer_doubtful() -> None:
    assert Paragraph(Role.TITLE, "标题", doubtful=True).with_role(Role.BODY) == Paragraph(Role.BODY, "标题")


def test_heading_roles_and_levels_agree() -> None:
    assert [Role.heading(level).heading_level for level in (1, 2, 3, 4)] == [1, 2, 3, 4]
    assert Role.BODY.heading_level is None
