"""Faces: the norm's own where it is installed, the best substitute otherwise, and the user is told."""

from __future__ import annotations

import pytest

from chengwen.layout.facts import Face, layout_facts
from chengwen.ui.paper import faces

pytestmark = pytest.mark.usefixtures("qapp")
FANGSONG = Face("仿宋_GB2312", ("仿宋", "FangSong", "宋体"))


def test_an_installed_face_comes_first_and_its_substitutes_follow_for_rare_characters() -> None:
    assert faces.resolve(FANGSONG, {"宋体", "仿宋_gb2312", "arial"}) == ("仿宋_GB2312", "宋体")


def test_the_best_installed_substitute_stands_in_whatever_its_case() -> None:
    assert faces.resolve(FANGSONG, {"宋体", "fangsong"}) == ("FangSong", "宋体")


def test_nothing_stands_in_where_nothing_is_installed() -> None:
    assert faces.resolve(FANGSONG, {"arial"}) == ()


def test_chinese_text_asks_the_chinese_face_before_the_latin_one_and_latin_text_after_it() -> None:
    han = faces.families("body", latin=False)
    mixed = faces.families("body", latin=True)
    western = faces.resolve(layout_facts().faces["latin"], faces.installed())
    body = faces.resolve(layout_facts().faces["body"], faces.installed())
    assert mixed[: len(western)] == western
    assert han[: len(body)] == body
    assert set(han) == set(mixed) == {*western, *body}


def test_every_face_is_either_installed_or_reported_with_what_is_shown_instead() -> None:
    reported = {missing.wanted: missing.used for missing in faces.missing_faces()}
    for face in layout_facts().faces.values():
        if face.name.casefold() in faces.installed():
            assert face.name not in reported
        else:
            assert reported[face.name] in {"", *face.instead}


def test_only_a_substituted_title_face_is_made_bold() -> None:
    title = layout_facts().faces["title"]
    assert faces.is_bold("title") is (title.name.casefold() not in faces.installed())
    assert not faces.is_bold("body")
