"""The proofreading rules of resources/rules/*.toml, checked when loaded."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Any, Literal, get_args

from chengwen.check.finding import Kind, Severity
from chengwen.resources import naming, tables

How = Literal["pattern", "doubled", "pairing", "numbering"]


@dataclass(frozen=True, slots=True)
class Example:
    """A text with its faulty stretches between ⟦ and ⟧, and what it is when every suggestion has been taken."""

    text: str
    fixed: str | None = None


@dataclass(frozen=True, slots=True)
class Rule:
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
        if self.how not in get_args(How):
            raise ValueError(f"rule {self.id}: no code for {self.how}")
        if self.how in ("pattern", "doubled") and not self.find:
            raise ValueError(f"rule {self.id} has nothing to find")
        if not self.bad or not self.good:
            raise ValueError(f"rule {self.id} has no examples")
        re.compile(self.find)


@cache
def rulebook() -> tuple[Rule, ...]:
    """All shipped rules; raises IllFormedTable when one does not hold together."""
    rules: dict[str, Rule] = {}
    for file, table in tables("rules"):
        with naming(file):
            for entry in table.pop("rule"):
                rule = _rule(entry)
                if rule.id in rules or table:
                    raise ValueError(f"rule {rule.id} stands twice, or beside {sorted(table)}")
                rules[rule.id] = rule
    return tuple(rules.values())


def _rule(entry: dict[str, Any]) -> Rule:
    values = entry | {
        "kind": Kind(entry["kind"]),
        "severity": Severity(entry["severity"]),
        "bad": tuple(Example(**example) for example in entry["bad"]),
        "good": tuple(entry["good"]),
        "allowed": frozenset(entry.get("allowed", ())),
    }
    return Rule(**values)
