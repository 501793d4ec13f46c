"""ASP.NET-like route templates, tried in the order given: the first match wins, however broad."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Generic, TypeVar

T = TypeVar("T")
Test = Callable[[str], bool]

_PLACE = re.compile(r"\{(?P<all>\*{0,2})(?P<name>\w+)(?P<tests>(?::[^{}:?]+)*)(?P<optional>\??)\}")
_TEST = re.compile(r"(?P<name>\w+)(?:\((?P<argument>.*)\))?")
_GUID = re.compile(r"\{?[0-9a-f]{8}(-?)[0-9a-f]{4}\1[0-9a-f]{4}\1[0-9a-f]{4}\1[0-9a-f]{12}\}?", re.IGNORECASE)


class RouteError(Exception):
    """A template that cannot be read; the message says which part."""


@dataclass(frozen=True, slots=True)
class _Place:
    name: str
    tests: tuple[Test, ...]


class Template:
    """One route template: `a/{x}`, `{x:int}`, `{x:maxlength(3)?}`, `{*rest}`; literals ignore case."""

    def __init__(self, text: str) -> None:
        self._places: list[_Place] = []
        segments = text.strip("/").split("/") if text.strip("/") else []
        pattern = "".join(
            self._segment(segment, first=index == 0, last=index == len(segments) - 1)
            for index, segment in enumerate(segments)
        )
        self._pattern = re.compile(pattern, re.IGNORECASE | re.DOTALL)

    def match(self, path: str) -> dict[str, str] | None:
        """The parameters in `path` (no slash at its ends), or None; an absent optional one is left out."""
        found = self._pattern.fullmatch(path)
        if found is None:
            return None
        values: dict[str, str] = {}
        for place, value in zip(self._places, found.groups(), strict=True):
            if not value:
                continue
            if not all(test(value) for test in place.tests):
                return None
            values[place.name] = value
        return values

    def _segment(self, segment: str, *, first: bool, last: bool) -> str:
        slash = "" if first else "/"
        whole = _PLACE.fullmatch(segment)
        if whole and (whole["all"] or whole["optional"]):
            if not last:
                raise RouteError(f"'{segment}' is only allowed as the last segment")
            self._add(whole)
            return f"(?:{slash}({'.*' if whole['all'] else '[^/]+'}))?"
        return slash + self._mixed(segment)

    def _mixed(self, segment: str) -> str:
        pattern, end = "", 0
        for found in _PLACE.finditer(segment):
            pattern += re.escape(_literal(segment[end : found.start()])) + "([^/]+)"
            self._add(found)
            end = found.end()
        return pattern + re.escape(_literal(segment[end:]))

    def _add(self, found: re.Match[str]) -> None:
        if any(place.name.lower() == found["name"].lower() for place in self._places):
            raise RouteError(f"the route parameter name '{found['name']}' appears more than one time")
        tests = tuple(_test(text) for text in found["tests"].split(":") if text)
        self._places.append(_Place(found["name"], tests))


class Router(Generic[T]):
    """Finds what answers a method and a path; a route of another method counts as no match."""

    def __init__(self, routes: Iterable[tuple[str, frozenset[str] | None, T]]) -> None:
        self._routes = [(Template(text), methods, target) for text, methods, target in routes]

    def match(self, method: str, path: str) -> tuple[T, dict[str, str]] | None:
        """`path` is decoded; one slash at either end is ignored. Methods None means all of them."""
        path = path.removeprefix("/").removesuffix("/")
        for template, methods, target in self._routes:
            if (methods is None or method in methods) and (values := template.match(path)) is not None:
                return target, values
        return None


def _literal(text: str) -> str:
    if "{" in text or "}" in text or "*" in text:
        raise RouteError(f"'{text}' is not a literal and not a parameter the local host understands")
    return text


def _is_int(value: str, *, bits: int) -> bool:
    if not re.fullmatch(r"[+-]?\d+", value, re.ASCII):
        return False
    return -(1 << (bits - 1)) <= int(value) < 1 << (bits - 1)


def _test(text: str) -> Test:
    found = _TEST.fullmatch(text)
    name = found["name"] if found else text
    argument = (found["argument"] if found else None) or ""
    simple: dict[str, Test] = {
        "int": lambda value: _is_int(value, bits=32),
        "long": lambda value: _is_int(value, bits=64),
        "guid": lambda value: _GUID.fullmatch(value) is not None,
        "alpha": lambda value: value.isascii() and value.isalpha(),
        "bool": lambda value: value.lower() in ("true", "false"),
    }
    if name in simple and not argument:
        return simple[name]
    sized: dict[str, Callable[[int, int], bool]] = {
        "maxlength": lambda length, size: length <= size,
        "minlength": lambda length, size: length >= size,
        "length": lambda length, size: length == size,
    }
    if name in sized and argument.isdigit():
        return lambda value: sized[name](len(value), int(argument))
    raise RouteError(f"the constraint '{text}' is not one the local host understands")
