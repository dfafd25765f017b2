from __future__ import annotations

from chengwen.library.genres import genres
from chengwen.library.phrases import load_phrases


def test_phrases_stand_once_and_name_genres_that_exist() -> None:
    phrases = load_phrases()
    assert len({phrase.text for phrase in phrases}) == len(phrases) > 0
    known = {genre.id for genre in genres()}
    assert {genre for phrase in phrases for genre in phrase.genres} <= known
