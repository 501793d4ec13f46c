"""What the code logs, read from its text: each event and the fields that stand beside it.

Apart from the tests that ask for it because it is a small reader of Python of its own.
"""

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from tests.contract.fresh import ROOT

Function = ast.FunctionDef | ast.AsyncFunctionDef
_LEVELS = {"debug", "info", "warning", "error", "exception"}
_EVERY = {"evento", "origem", "trace_id"}  # what the formatter adds


@cache
def logged() -> dict[str, set[str]]:
    """By event, every field that one of its places in `shared` and `functions` gives it."""
    makers: dict[str, set[str]] = {}
    logging: list[Function] = []
    for path in _sources():
        text = path.read_text(encoding="utf-8")
        if "_log." not in text and "    return {" not in text:
            continue  # most of the time goes into parsing
        functions = [node for node in ast.walk(ast.parse(text)) if isinstance(node, Function)]
        logging += functions if "_log." in text else []
        for function in functions:
            makers.setdefault(function.name, set()).update(_returned(function))
    found: dict[str, set[str]] = {}
    for function in logging:
        for event, extra in _calls(function):
            found.setdefault(event, set(_EVERY)).update(_names(extra, function, makers))
    return found


def _sources() -> Iterator[Path]:
    for folder in ("shared", "functions"):
        yield from sorted((ROOT / folder).rglob("*.py"))


def _calls(function: Function) -> Iterator[tuple[str, ast.expr | None]]:
    """The events logged within; one whose name is not a literal is none that a query could name."""
    for node in ast.walk(function):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in _LEVELS:
            first = node.args[0] if node.args else None
            if isinstance(first, ast.Constant) and isinstance(first.value, str):
                extra = next((word.value for word in node.keywords if word.arg == "extra"), None)
                yield first.value, extra


def _returned(function: Function) -> set[str]:
    """The keys of the dict that the function is there to make."""
    returned = (node.value for node in function.body if isinstance(node, ast.Return))
    return {name for value in returned if isinstance(value, ast.Dict) for name in _keys(value)}


def _keys(dictionary: ast.Dict) -> set[str]:
    return {str(key.value) for key in dictionary.keys if isinstance(key, ast.Constant)}


def _names(extra: ast.expr | None, function: Function, makers: dict[str, set[str]]) -> set[str]:
    """The fields of a literal, of what it is joined with, of a name given in the function, of a maker of dicts."""
    match extra:
        case ast.Dict():
            spread = [value for key, value in zip(extra.keys, extra.values, strict=True) if key is None]
            return _keys(extra).union(*(_names(one, function, makers) for one in spread))
        case ast.BinOp(left=left, right=right):
            return _names(left, function, makers) | _names(right, function, makers)
        case ast.IfExp(body=body, orelse=orelse):
            return _names(body, function, makers) | _names(orelse, function, makers)
        case ast.Call(func=ast.Name(id=name) | ast.Attribute(attr=name)):
            return makers.get(name, set())
        case ast.Name(id=name):
            return set().union(*(_names(one, function, makers) for one in _given(function, name)))
    return set()


def _given(function: Function, name: str) -> Iterator[ast.expr]:
    for node in ast.walk(function):
        if isinstance(node, ast.Assign):
            for target in node.targets:
                if isinstance(target, ast.Name) and target.id == name:
                    yield node.value
                elif isinstance(target, ast.Tuple) and isinstance(node.value, ast.Tuple):
                    pairs = zip(target.elts, node.value.elts, strict=True)
                    yield from (value for one, value in pairs if isinstance(one, ast.Name) and one.id == name)
