"""Each problem has a sentence made of its own facts, and the core makes no sentence."""

from __future__ import annotations

import ast
import inspect
import re
from collections import defaultdict
from pathlib import Path
from string import Formatter
from typing import TYPE_CHECKING, NamedTuple

import contactkeeper
from contactkeeper.core.model import Problem
from contactkeeper.errors import UsageError, WriteRefused
from contactkeeper.text.en.left_out import NOUNS
from contactkeeper.text.faults import AUDIENCE_FAULTS, RULE_FAULTS
from contactkeeper.text.problem_functions import FUNCTIONS as SAYING
from contactkeeper.text.problem_sentences import SENTENCES
from contactkeeper.text.problems import word
from contactkeeper.wording import Wording

if TYPE_CHECKING:
    from collections.abc import Iterator

SOURCE = Path(contactkeeper.__file__).parent
TREES = {
    path.relative_to(SOURCE).as_posix(): ast.parse(path.read_text(encoding="utf-8"))
    for path in sorted(SOURCE.rglob("*.py"))
}
FUNCTIONS = {
    node.name: node
    for tree in TREES.values()
    for node in ast.walk(tree)
    if isinstance(node, ast.FunctionDef)
}
BY_NAME = ("tier", "lang", "address", "status")
"""Properties whose problems have the property's name as their code."""
SORTS = {"event", "news"}


class Made(NamedTuple):
    """The facts of the problems of one code and case, over all that make them."""

    always: set[str]
    ever: set[str]


def test_each_problem_has_a_sentence_of_its_own_facts() -> None:
    """No sentence needs a fact that is not given, and none is left without a maker."""
    made = made_problems()
    assert made.keys() == SENTENCES.keys() | SAYING.keys()
    for key, facts in made.items():
        if key not in SAYING:
            needed = {name for _, name, _, _ in Formatter().parse(SENTENCES[key]) if name}
            assert needed <= facts.always, key
            continue
        parameters = inspect.signature(SAYING[key]).parameters
        needed = {name for name, each in parameters.items() if each.default is each.empty}
        assert needed <= facts.always, key
        assert facts.ever - {"read"} <= parameters.keys(), key


def test_no_sentence_ends_with_a_full_stop() -> None:
    """What is said after it, or nothing, is up to who shows it."""
    assert not [key for key, said in SENTENCES.items() if said.endswith(".")]


def test_what_is_left_out_of_a_file_has_words() -> None:
    """Each reason that a reader names where it counts has a row."""
    given = {
        reason
        for tree in TREES.values()
        for scope in [tree, *(n for n in ast.walk(tree) if isinstance(n, ast.FunctionDef))]
        for call in calls_in(scope)
        if ast.unparse(call.func) == "LeftOut" and isinstance(call.args[0], ast.Constant)
        for reason in texts(call.args[0], scope)
    }
    assert given <= NOUNS.keys()


def made_problems() -> dict[str, Made]:
    """Find what makes problems, in the code: code and case as one key, and the names of facts."""
    found = defaultdict(list)
    for tree in TREES.values():
        for scope in [tree, *(n for n in ast.walk(tree) if isinstance(n, ast.FunctionDef))]:
            for call in calls_in(scope):
                for key, facts in problems_of(call, scope):
                    found[key].append(facts)
    for name in BY_NAME:
        found[name].append({"words"})
    # A line under a dated heading may begin with another date; a typed value has its key before it.
    for case in ("two-readings", "written"):
        found[f"dated-text/{case}"] += found[f"unread-date/{case}"]
    found["impossible-date/value"] += found["impossible-date/property"]
    for code in ("cadence", "status", "talk", "tier"):
        found[f"{code}/value"] += found[code]
    return {key: Made(set.intersection(*facts), set.union(*facts)) for key, facts in found.items()}


def calls_in(scope: ast.AST) -> Iterator[ast.Call]:
    """Yield the calls of a function or a module, without those of the functions in it."""
    for child in ast.iter_child_nodes(scope):
        if isinstance(child, ast.Call):
            yield child
        if not isinstance(child, ast.FunctionDef):
            yield from calls_in(child)


def problems_of(  # noqa: C901  # one branch a way to make one
    call: ast.Call, scope: ast.AST
) -> Iterator[tuple[str, set[str]]]:
    """Yield the problems that a call makes."""
    name, args = ast.unparse(call.func), call.args
    code = {"Unreadable": "unread-file", "unread_row": "unread-row"}.get(name)
    if code and len(args) > 2:
        yield from named(ast.Constant(code), args[2:3], names_of_keywords(call, scope), scope)
        return
    hands_on = (getattr(scope, "name", ""), name) in (
        ("report", "Problem.of"),
        ("unread_row", "Problem.of"),
        ("__init__", "Fault"),
    )
    if hands_on or any(isinstance(each, ast.Starred) for each in args):
        return
    if name == "Problem.of":
        yield from named(args[2], args[4:5], names_of_keywords(call, scope), scope)
    elif name in ("report", "self.report", "read.report") and len(args) > 1:
        if ast.unparse(args[1]) != "name":
            yield from named(args[1], args[3:4], names_of_keywords(call, scope), scope)
    elif name == "TaskFault":
        yield from named(args[0], args[1:2], names(args[2], scope), scope)
    elif name.endswith("Fault") and len(args) > 3 and isinstance(args[1], ast.Constant):
        if args[1].value in {key.partition("/")[0] for key in (*SENTENCES, *SAYING)}:
            yield from named(args[1], args[2:3], names(args[3], scope), scope)
        else:
            yield from of_yaml(call, names(args[2], scope), scope)
    elif name == "Fault" and len(args) > 1:
        yield from of_yaml(call, names(args[2], scope) if args[2:] else set(), scope)
    elif name in ("_Unreadable", "_Unbounded"):
        yield from of_yaml(call, names_of_keywords(call, scope), scope)


def of_yaml(call: ast.Call, facts: set[str], scope: ast.AST) -> Iterator[tuple[str, set[str]]]:
    """Yield the problems of a fault of YAML, which say what else is read."""
    for case in texts(call.args[1], scope):
        yield f"yaml/{case}", facts | {"read"}


def named(
    code: ast.expr, case: list[ast.expr], facts: set[str], scope: ast.AST
) -> Iterator[tuple[str, set[str]]]:
    """Yield code and case as one key."""
    for first in texts(code, scope):
        for second in texts(case[0], scope) if case else {""}:
            yield (f"{first}/{second}" if second else first), facts


def texts(node: ast.expr, scope: ast.AST) -> set[str]:
    """Return the texts that an expression may be."""
    if isinstance(node, ast.Constant):
        return {str(node.value)}
    if ast.unparse(node) == "fault.case":  # the tests of audiences and rules have each
        return {*(AUDIENCE_FAULTS if ast.unparse(scope).find("AudienceFault") > 0 else RULE_FAULTS)}
    if isinstance(node, ast.IfExp):
        return texts(node.body, scope) | texts(node.orelse, scope)
    assert isinstance(node, ast.Name), ast.unparse(node)
    if isinstance(scope, ast.FunctionDef):
        for each in (*scope.args.args, *scope.args.kwonlyargs):
            if each.arg == node.id and each.annotation:
                words = set(re.findall(r"'([\w-]+)'", ast.unparse(each.annotation)))
                return words or SORTS
    return set().union(*(texts(each, scope) for each in assigned(node.id, scope)))


def names_of_keywords(call: ast.Call, scope: ast.AST) -> set[str]:
    """Return the names of facts that a call gives by keyword."""
    found = set()
    for each in call.keywords:
        if each.arg:
            found.add(each.arg)
        else:
            assert isinstance(each.value, ast.Name)
            (facts,) = assigned(each.value.id, scope)
            assert isinstance(facts, ast.Dict)
            found |= {str(key.value) for key in facts.keys if isinstance(key, ast.Constant)}
    return found


def names(node: ast.expr, scope: ast.AST) -> set[str]:
    """Return the names in pairs of name and fact."""
    if isinstance(node, ast.Call):
        function = FUNCTIONS[ast.unparse(node.func).rpartition(".")[2]]
        return set().union(
            *(
                names(n.value, function)
                for n in ast.walk(function)
                if isinstance(n, ast.Return) and n.value
            )
        )
    if isinstance(node, ast.Name):
        return set().union(*(names(each, scope) for each in assigned(node.id, scope)))
    if isinstance(node, ast.Starred):
        return names(node.value, scope)
    assert isinstance(node, ast.Tuple), ast.unparse(node)
    if node.elts and isinstance(node.elts[0], ast.Constant):
        return {str(node.elts[0].value)}
    return set().union(*(names(each, scope) for each in node.elts))


def assigned(name: str, scope: ast.AST) -> list[ast.expr]:
    """Return what a variable is set to."""
    return [
        node.value
        for node in ast.walk(scope)
        if isinstance(node, ast.Assign | ast.AnnAssign) and node.value
        if name
        in (ast.unparse(each) for each in getattr(node, "targets", [getattr(node, "target", node)]))
    ]


_WORD = re.compile(r"[A-Za-z][a-z']*")
_TELLING = frozenset(
    re.findall("[a-z']+", "are can't does doesn't has have is needs that there this was would")
)
SENTENCES_OF_THE_CORE = {
    "core/calendar/days.py": "the error of a day that there is not",
    "core/drafts/filling.py": "the errors of a user's own template",
    "core/editing/verify.py": "the errors of a note that is never written",
    "core/editing/log_edits.py": "the error of a task that recurs",
    "core/language/cadence.py": "the error of a cadence without a next date",
    "core/language/en.py": "words that people write",
    "core/merging/merge_properties.py": "the remark about a conflict, beside its marks in the note",
    "core/merging/verify_merge.py": "the errors of a merge that loses something",
    "core/people/recruiter_titles.py": "words that people write",
}
"""Modules of the core that hold English text, and what it is."""


def test_the_core_makes_no_sentence() -> None:
    """Its facts are worded in `text`; the errors that it raises have their sentence with them."""
    found = [
        f"{name}:{node.lineno}: {node.value!r}"
        for name, tree in TREES.items()
        if name.startswith("core/") and not name.startswith(tuple(SENTENCES_OF_THE_CORE))
        for node in texts_in(tree)
        if len(words := _WORD.findall(str(node.value))) > 2 and not _TELLING.isdisjoint(words)
    ]
    assert found == []


def texts_in(tree: ast.AST) -> Iterator[ast.Constant]:
    """Yield the texts of a module, without docstrings and what is raised."""
    for child in ast.iter_child_nodes(tree):
        if isinstance(child, ast.Expr) and isinstance(child.value, ast.Constant):
            continue
        if isinstance(child, ast.Raise) or (
            isinstance(child, ast.Assign) and ast.unparse(child.targets[0]) in ("message", "why")
        ):
            continue
        if isinstance(child, ast.Constant) and isinstance(child.value, str):
            yield child
        yield from texts_in(child)


def test_an_error_has_its_problem_in_words() -> None:
    """Once, and before what else the error says."""
    problem = Problem.of("x.md", 3, "trust", words="9")
    error = word(WriteRefused("x.md", 3, Wording("It is so: "), problem=problem))
    assert str(word(error)) == "x.md:3: It is so: `9` is no trust from 1 to 5. Nothing was written."
    assert error.why == "It is so: `9` is no trust from 1 to 5"
    assert (
        str(word(UsageError(Wording("trust: "), problem=problem)))
        == "trust: `9` is no trust from 1 to 5."
    )
