"""How much of Jinja a draft may use, told from the parsed template before anything of it runs.

The sandbox keeps a template from the program, not from eating time and memory, and a vault may hold
templates that somebody else wrote. So only those parts of the language are let through that can do
neither: there are no loops, calls, macros, arithmetic, imports and indices, and nothing that grows
can be kept under a name.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from jinja2 import nodes

from contactkeeper.core.drafts.values import REASON_KEYS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

FILTERS: Final = (
    "capitalize", "d", "default", "length", "lower", "title", "trim", "truncate", "upper",
)  # fmt: skip
"""Those of Jinja's filters that make nothing longer."""
TESTS: Final = ("defined", "eq", "equalto", "in", "ne", "none", "undefined")

_LET_THROUGH: Final = (
    nodes.Template, nodes.Output, nodes.TemplateData, nodes.Name, nodes.Const, nodes.If,
    nodes.CondExpr, nodes.And, nodes.Or, nodes.Not, nodes.Compare, nodes.Operand, nodes.Concat,
    nodes.Filter, nodes.Keyword, nodes.Test, nodes.Assign, nodes.Getattr, nodes.List, nodes.Tuple,
)  # fmt: skip
_SAID: Final[dict[type[nodes.Node], str]] = {
    nodes.For: "{% for %}",
    nodes.Call: "a call, as in name(…),",
    nodes.Getitem: "an index, as in name[…],",
    nodes.Macro: "{% macro %}",
    nodes.Include: "{% include %}",
    nodes.Import: "{% import %}",
    nodes.FromImport: "{% from … import %}",
    nodes.Extends: "{% extends %}",
    nodes.Block: "{% block %}",
    nodes.With: "{% with %}",
    nodes.FilterBlock: "{% filter %}",
    nodes.AssignBlock: "{% set %} without =",
    nodes.Dict: "a dictionary",
}
_THERE_ARE = "There are text, {{ values }}, {% if %}, {% set … = … %} and some filters."


def faults_in(tree: nodes.Template, values: Iterable[str]) -> Iterator[tuple[int, str]]:
    """Give the line and the sentence of whatever is not let through.

    `values` are the names of what a template is given.
    """
    set_names = {
        node.target.name
        for node in tree.find_all(nodes.Assign)
        if isinstance(node.target, nodes.Name)
    }
    known = {*values, *set_names}
    waiting: list[nodes.Node] = [tree]
    while waiting:
        node = waiting.pop()
        if _is_of_reason(node):
            continue
        if why := _fault(node, known):
            yield node.lineno, why
        else:
            waiting += node.iter_child_nodes()


def _is_of_reason(node: nodes.Node) -> bool:
    """Say whether a part is `reason.kind` or the like, the only values that have parts."""
    return (
        isinstance(node, nodes.Getattr)
        and isinstance(node.node, nodes.Name)
        and node.node.name == "reason"
        and node.attr in REASON_KEYS
    )


def _fault(node: nodes.Node, known: set[str]) -> str:  # noqa: PLR0911  # one for each part
    """Say what is wrong with one part of a template; empty where it is let through."""
    if isinstance(node, nodes.BinExpr | nodes.UnaryExpr) and not isinstance(node, _LET_THROUGH):
        return f"there is no arithmetic in a draft. {_THERE_ARE}"
    if not isinstance(node, _LET_THROUGH):
        what = _SAID.get(type(node), f"“{type(node).__name__}”")
        return f"{what} can't be used in a draft. {_THERE_ARE}"
    match node:
        case nodes.Name(ctx="load", name=name):
            return _fault_of_name(name, known)
        case nodes.Getattr(attr=attr):
            parts = ", ".join(f"reason.{key}" for key in REASON_KEYS)
            return f"there is no “.{attr}”. There are: {parts}."
        case nodes.Filter(name=name) if name not in FILTERS:
            return f"the filter “{name}” can't be used in a draft. There are: {_listed(FILTERS)}."
        case nodes.Test(name=name) if name not in TESTS:
            return f"the test “{name}” can't be used in a draft. There are: {_listed(TESTS)}."
        case nodes.List(items=items) | nodes.Tuple(items=items):
            # One inside another could grow without end.
            if not all(isinstance(item, nodes.Const) for item in items):
                return "a list holds only words in quotes."
        case nodes.Assign():
            return _fault_of_set(node)
    return ""


def _fault_of_name(name: str, known: set[str]) -> str:
    if name == "reason":
        return f"reason stands with a part of it: reason.{', reason.'.join(REASON_KEYS)}."
    if name in known:
        return ""
    from difflib import get_close_matches  # only a mistake pays for it

    near = get_close_matches(name, sorted(known), n=1)
    hint = f" Did you mean {near[0]}?" if near else ""
    return f"there is no value “{name}”.{hint} There are: {_listed(known)}."


def _fault_of_set(node: nodes.Assign) -> str:
    """Say what is wrong with `{% set %}`, by which a text could be doubled again and again."""
    if not isinstance(node.target, nodes.Name):
        return "{% set %} sets one name."
    if isinstance(node.node, nodes.Concat) or node.node.find(nodes.Concat):
        return "{% set %} takes no ~: put the values beside each other where they are used."
    return ""


def _listed(names: Iterable[str]) -> str:
    return ", ".join(sorted(names))
