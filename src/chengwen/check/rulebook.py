"""The proofreading rules of resources/rules/*.toml, typed and validated when loaded."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from typing import Literal

import msgspec

from chengwen.check.finding import Kind, Severity
from chengwen.resources import resource

How = Literal["pattern", "doubled", "pairing", "numbering"]


class Example(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A text with its faulty stretches between ⟦ and ⟧, and what it is when every suggestion has been taken."""

    text: str
    fixed: str | None = None


class Rule(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One rule. `id` is stable: it is shown to the user and switches the rule off.

    `how` names the code that runs it: "pattern" reports every match of the regular expression `find`; the others are
    functions of chengwen.check.checker. `use` is the suggestion ("" to delete). `allowed`: matches that are right
    (for "doubled": the doubled words).
    """

    id: str
    kind: Kind
    severity: Severity
    message: str
    source: str
    bad: tuple[Example, ...]
    good: tuple[str, ...]
    how: How = "pattern"
    find: str = ""
    use: str | None = None
    allowed: frozenset[str] = frozenset()

    def __post_init__(self) -> None:
        if self.how in ("pattern", "doubled") and not self.find:
            raise ValueError(f"rule {self.id} has nothing to find")
        if not self.bad or not self.good:
            raise ValueError(f"rule {self.id} has no examples")
        re.compile(self.find)


class _RuleFile(msgspec.Struct, forbid_unknown_fields=True):
    rule: tuple[Rule, ...]


@cache
def rulebook() -> tuple[Rule, ...]:
    """All shipped rules. Raises msgspec.ValidationError, naming the file, when one does not hold together."""
    rules: dict[str, Rule] = {}
    for path in sorted(resource("rules").glob("*.toml")):
        try:
            loaded = msgspec.convert(tomllib.loads(path.read_text(encoding="utf-8")), _RuleFile)
        except (tomllib.TOMLDecodeError, msgspec.ValidationError, re.error) as error:
            raise msgspec.ValidationError(f"{path.name}: {error}") from error
        for rule in loaded.rule:
            if rule.id in rules:
                raise msgspec.ValidationError(f"{path.name}: rule {rule.id} stands twice")
            rules[rule.id] = rule
    return tuple(rules.values())
