"""The numbers of headings, kept right when sections come, go, or change places."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from chengwen.report.numbering import Mark, Number, parse, written
from chengwen.report.outline import TREE_BREAKS, Heading, outline
from chengwen.report.paragraph import Paragraph, Role
from chengwen.report.splice import Splice


@dataclass(slots=True, eq=False)
class Numbered:
    """A heading with its number.

    An attachment, or a new title, begins another `tree`. `parent` tells those under one heading from the others.
    """

    paragraph: int
    start: int
    number: Number
    tree: int
    parent: int | None


@dataclass(slots=True, eq=False)
class _List:
    """Headings that count on from one another: the paragraphs they stand in, and the first number.

    `behind` is the list after whose end this one begins anew, in the same section.
    """

    first: int
    behind: _List | None
    members: list[int] = field(default_factory=list)


@dataclass(slots=True, eq=False)
class _Group:
    """Headings that should count on from one another, and the lists they come from."""

    heads: list[Numbered] = field(default_factory=list)
    homes: set[_List] = field(default_factory=set)


def reordered(
    before: Sequence[Paragraph],
    order: Sequence[int],
    changed: Mapping[int, Paragraph],
    *,
    moved: Collection[int] = (),
    like: Mapping[int, int] | None = None,
    known: Sequence[Heading] | None = None,
) -> tuple[Splice, ...]:
    """The splices that make of `before` what `renumbered` says, small ones, so that a face rewrites only what differs.

    What goes or is `moved` is taken out, what comes or was moved is put in, and each other paragraph that changes, as a
    heading does that gets another number, is a splice by itself.
    """
    after = renumbered(before, order, changed, like=like, known=known)
    settled = set(order).difference(moved).intersection(range(len(before)))
    taken = _runs([at for at in range(len(before)) if at not in settled])
    put = _runs([place for place, at in enumerate(order) if at not in settled])
    return (
        *(Splice(run.start, tuple(before[run.start : run.stop]), ()) for run in reversed(taken)),
        *(Splice(run.start, (), tuple(after[run.start : run.stop])) for run in put),
        *single_splices([before[at] if at in settled else after[place] for place, at in enumerate(order)], after),
    )


def single_splices(before: Sequence[Paragraph], after: Sequence[Paragraph]) -> tuple[Splice, ...]:
    """One splice for each paragraph that differs; both have the same length."""
    pairs = enumerate(zip(before, after, strict=True))
    return tuple(Splice(at, (old,), (new,)) for at, (old, new) in pairs if old is not new and old != new)


def _runs(places: Sequence[int]) -> list[range]:
    """Rising numbers as ranges."""
    runs: list[range] = []
    for place in places:
        if runs and runs[-1].stop == place:
            runs[-1] = range(runs[-1].start, place + 1)
        else:
            runs.append(range(place, place + 1))
    return runs


def renumbered(
    before: Sequence[Paragraph],
    order: Sequence[int],
    changed: Mapping[int, Paragraph],
    *,
    like: Mapping[int, int] | None = None,
    known: Sequence[Heading] | None = None,
) -> list[Paragraph]:
    """The paragraphs in a new order, some of them changed or new, with every number that this made wrong put right.

    `order` holds indices into `before`, and so does `changed`; an index behind the end of `before` stands for a new
    paragraph, which is in `changed`. `like` tells of a new heading beside which old one it counts. `known` is the
    outline of `before`, where it is at hand.
    A list of headings whose members are the same as before is left alone, right or wrong. Numbers that counted straight
    through the report (1.–16. across the sections) still do. A wrong number keeps its form and gets another value.
    """
    result = [changed[at] if at in changed else before[at] for at in order]
    heads = numbered(before, known)
    straight = straight_marks(heads)
    lists = _lists(heads, straight)
    untouched = {tuple(one.members) for one in lists}
    of = {member: one for one in lists for member in one.members if member not in changed}
    of |= {at: of[old] for at, old in (like or {}).items() if old in of}
    for group in _groups(numbered(result), straight, order, of):
        origins = tuple(order[head.paragraph] for head in group.heads)
        if origins in untouched and not any(origin in changed for origin in origins):
            continue
        homes = Counter(of[origin] for origin in origins if origin in of).most_common(1)
        count_from(homes[0][0].first if homes else 1, group.heads, result)
    return result


def count_from(first: int, heads: Sequence[Numbered], paragraphs: list[Paragraph]) -> None:
    """Give the headings the numbers from `first` on, in `paragraphs`. One beyond the last number that is read stays."""
    for value, head in enumerate(heads, first):
        if head.number.value != value and (text := form_of(head.number, value)):
            old = paragraphs[head.paragraph]
            paragraphs[head.paragraph] = old.with_text(head.start, head.start + len(head.number.text), text)


def form_of(number: Number, value: int) -> str:
    """The number in the same hand, or as the norm has it where its hand goes no further; "" where nobody reads it."""
    if value >= _LIMIT or number.mark is Mark.DECIMAL:
        return ""
    for text in (number.rewritten(value), written(number.mark, value)):
        if (read := _read(text)) and (read.mark, read.value) == (number.mark, value):
            return text
    return ""


_SKELETON = TREE_BREAKS | {role for role in Role if role.heading_level}
_LIMIT = 1000  # 一千 and more are no numbers of headings
_read = lru_cache(maxsize=8192)(parse)


def numbered(paragraphs: Sequence[Paragraph], known: Sequence[Heading] | None = None) -> list[Numbered]:
    """The headings whose numbers are kept right. `known` is the outline, where it is at hand."""
    breaks = [at for at, paragraph in enumerate(paragraphs) if paragraph.role in TREE_BREAKS]
    if known is not None:
        return list(_numbered(known, range(len(paragraphs)), breaks))
    # What stands between headings does not tell how they nest, and reading it takes most of the time.
    seats = [at for at, paragraph in enumerate(paragraphs) if paragraph.role in _SKELETON]
    return list(_numbered(outline([paragraphs[at] for at in seats]), seats, breaks))


def _numbered(headings: Sequence[Heading], seats: Sequence[int], breaks: Sequence[int]) -> Iterator[Numbered]:
    tree = 0
    for heading in headings:
        paragraph = seats[heading.paragraph]
        while tree < len(breaks) and breaks[tree] < paragraph:
            tree += 1
        if heading.kind == "heading" and heading.number and (number := _read(heading.number)):
            yield Numbered(paragraph, heading.start, number, tree, heading.parent)


Key = tuple[int, int | None, Mark]


def list_key(head: Numbered, straight: Collection[Mark]) -> Key:
    """What the headings that may count on from one another have in common."""
    return head.tree, None if head.number.mark in straight else head.parent, head.number.mark


def _lists(heads: Sequence[Numbered], straight: Collection[Mark]) -> list[_List]:
    """The lists as they stand. One begins anew where a number is 1 again."""
    found: list[_List] = []
    last: dict[Key, _List] = {}
    for head in heads:
        key = list_key(head, straight)
        if key not in last or head.number.value == 1:
            last[key] = _List(head.number.value, last.get(key))
            found.append(last[key])
        last[key].members.append(head.paragraph)
    return found


def _groups(
    heads: Sequence[Numbered], straight: Collection[Mark], order: Sequence[int], of: Mapping[int, _List]
) -> list[_Group]:
    """The lists that there should be: one begins anew behind another only where it did so before."""
    found: list[_Group] = []
    last: dict[Key, _Group] = {}
    for head in heads:
        key, home = list_key(head, straight), of.get(order[head.paragraph])
        group = last.get(key)
        if group is None or (home is not None and home.behind in group.homes and home not in group.homes):
            last[key] = group = _Group()
            found.append(group)
        group.heads.append(head)
        if home is not None:
            group.homes.add(home)
    return found


def straight_marks(heads: Sequence[Numbered], *, mostly: bool = False) -> frozenset[Mark]:
    """The marks whose numbers count on from one parent to the next, as some work plans do.

    They must do so at every parent; `mostly`: at more parents than not, wrong numbers allowed for.
    """
    last: dict[tuple[int, Mark], Numbered] = {}
    through: Counter[Mark] = Counter()
    anew: Counter[Mark] = Counter()
    for head in heads:
        mark, value = head.number.mark, head.number.value
        before = last.get((head.tree, mark))
        if before is not None and before.parent != head.parent:
            goes_on = value > 1 if mostly else value == before.number.value + 1
            (through if goes_on else anew)[mark] += 1
        last[head.tree, mark] = head
    return frozenset(mark for mark, votes in through.items() if (votes > anew[mark] if mostly else not anew[mark]))
