"""The report: a list of paragraphs and a few fields."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice
from types import MappingProxyType
from typing import ClassVar

from chengwen.report.paragraph import Paragraph, clean
from chengwen.report.splice import Splice


@dataclass(frozen=True, slots=True)
class Fields:
    """What is kept with a report beside its text. Empty means: not said.

    `genre` is the id of a genre. `waived` says why a section that the genre requires is not needed (不适用): section id
    → reason. Texts are of one line and at most LONGEST characters, and at most MOST_WAIVED sections are waived: what
    goes beyond that is cut off here, so that a file can hold all that is said.
    """

    LONGEST: ClassVar[int] = 200
    MOST_WAIVED: ClassVar[int] = 200

    genre: str = ""
    waived: Mapping[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        waived = ((_line(section), _line(reason)) for section, reason in self.waived.items() if _line(section))
        object.__setattr__(self, "genre", _line(self.genre))
        object.__setattr__(self, "waived", MappingProxyType(dict(islice(waived, self.MOST_WAIVED))))


def _line(text: str) -> str:
    return clean(text[: Fields.LONGEST])


class Report:
    """Paragraphs in their order, at least one of them. `apply` is the only way to change them."""

    def __init__(self, paragraphs: Iterable[Paragraph] = (), fields: Fields | None = None) -> None:
        self._paragraphs = list(paragraphs) or [Paragraph()]
        self.fields = fields or Fields()

    @property
    def paragraphs(self) -> Sequence[Paragraph]:
        return self._paragraphs

    def apply(self, splice: Splice) -> None:
        """Raises ValueError when the paragraphs to be removed are not those that stand there, or none would be left."""
        end = splice.index + len(splice.removed)
        if tuple(self._paragraphs[splice.index : end]) != splice.removed or splice.index > len(self._paragraphs):
            raise ValueError(f"the report does not hold what the splice at {splice.index} would replace")
        if len(splice.removed) == len(self._paragraphs) and not splice.inserted:
            raise ValueError("a report has at least one paragraph")
        self._paragraphs[splice.index : end] = splice.inserted

    def text(self) -> str:
        """The paragraphs, a line each."""
        return "\n".join(paragraph.text for paragraph in self._paragraphs)

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Report):
            return NotImplemented
        return self._paragraphs == other._paragraphs and self.fields == other.fields

    __hash__ = None  # type: ignore[assignment]  # it changes

    def __repr__(self) -> str:
        return f"Report({len(self._paragraphs)} paragraphs, {self.fields})"
