"""A search in the open report: what is looked for, where, and what was found. No Qt here."""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING

from chengwen.report.find import BadPattern, Hit, Query, find, replace

if TYPE_CHECKING:
    from chengwen.report.outline import Heading
    from chengwen.report.splice import Splice
    from chengwen.session import Session

    Place = tuple[int, int]  # paragraph, str index

_GONE = -1


class Search:
    """Searches when told to `run`; what it found holds until the report changes."""

    def __init__(self, session: Session) -> None:
        self.session = session
        self.query = Query("")
        self.in_section = False
        self.hits: list[Hit] = []
        self.fault = ""  # what is wrong with the pattern, for the user
        self._begun_at = 0  # the paragraph by which the section is known

    def begin(self, session: Session, paragraph: int) -> None:
        """Search this report from now on; 本节 is the section around that paragraph."""
        self.session, self._begun_at = session, paragraph

    def section(self) -> Heading | None:
        """The innermost section around the place where the search was begun."""
        around = [h for h in self.session.outline if h.kind == "heading" and h.paragraph <= self._begun_at < h.stop]
        return around[-1] if around else None

    def run(self) -> None:
        first, stop = self._range()
        self.fault = ""
        try:
            self.hits = find(self.session.report.paragraphs, self.query, first, stop)
        except BadPattern as error:
            self.hits, self.fault = [], str(error)

    def _range(self) -> tuple[int, int | None]:
        if not self.in_section:
            return 0, None
        section = self.section()
        return (section.paragraph, section.stop) if section else (0, 0)

    def follow(self, splices: tuple[Splice, ...]) -> None:
        """Keep to the same section when paragraphs above it come and go; when it goes itself, nothing is found."""
        for splice in splices:
            if self._begun_at >= splice.index + len(splice.removed):
                self._begun_at += len(splice.inserted) - len(splice.removed)
            elif self._begun_at >= splice.index + len(splice.inserted):
                self._begun_at = _GONE

    def number_of(self, first: Place, last: Place) -> int | None:
        """The number of the hit between the two places, from 0."""
        at = self.behind(first)
        is_there = at < len(self.hits) and first[0] == last[0] and self.hits[at] == (*first, last[1])
        return at if is_there else None

    def behind(self, place: Place) -> int:
        """The number of the first hit that begins there or later; the count of all where there is none."""
        return bisect_left(self.hits, place)

    def replaced(self, hits: list[Hit], replacement: str) -> tuple[Splice, ...]:
        """Raises BadPattern."""
        return replace(self.session.report.paragraphs, hits, self.query, replacement)
