"""JSON of clientes: a list of objects, S4's object by client_id, or one object a line; read one cliente at a time."""

import io
import json
import math
import re
from collections.abc import Iterator, Mapping
from typing import Any, TextIO

from shared.clientes.importacao.errors import UnreadableFile
from shared.clientes.importacao.linhas import Abrir, Colunas, Linha

_WINDOW = 256 * 1024
_MAX_ELEMENT = 1024 * 1024
_EXACT = 2**53
_SPACE = re.compile(r"[ \t\r\n]*")
_NOT_OBJECT = "deveria ser um objeto JSON com os campos do cliente"
_NOT_JSON = "a linha não é um JSON válido"
_SHAPE = "Envie uma lista de objetos, ou um objeto de clientes por client_id."


def read_json(abrir: Abrir, colunas: Colunas) -> Iterator[Linha]:
    """Raises `UnreadableFile` from the first place on that is no JSON: what follows it cannot be told apart."""
    with io.TextIOWrapper(abrir(), encoding="utf-8-sig", newline="") as text:
        yield from _elements(_Window(text), colunas)


def _elements(window: "_Window", colunas: Colunas) -> Iterator[Linha]:
    opening = window.peek()
    if opening not in ("[", "{"):
        raise UnreadableFile(_SHAPE)
    window.take(opening)
    closing = "]" if opening == "[" else "}"
    number = 0
    while window.peek() != closing:
        key = _key(window) if opening == "{" else None
        window.peek()
        # What a row makes is named after its number: several on one line are counted on from it.
        number, element = max(window.line, number + 1), window.value()
        if key is not None and not isinstance(element, dict):
            raise UnreadableFile(_SHAPE)
        yield _line(number, element, key, colunas)
        if window.peek() != ",":
            break
        window.take(",")
    window.take(closing)
    if window.peek():
        raise window.refusal()


def read_ndjson(abrir: Abrir, colunas: Colunas) -> Iterator[Linha]:
    """A line that is no JSON is one bad line; the others stand."""
    with abrir() as raw:
        for number, line in enumerate(raw, start=1):
            try:
                text = line.decode("utf-8-sig" if number == 1 else "utf-8").strip()
                element = _DECODER.decode(text) if text else None
            except (ValueError, RecursionError):
                yield Linha(number, {}, _NOT_JSON)
                continue
            if text:
                yield _line(number, element, None, colunas)


def _line(number: int, element: Any, key: str | None, colunas: Colunas) -> Linha:
    if not isinstance(element, dict):
        return Linha(number, {}, _NOT_OBJECT)
    if key is not None and "client_id" not in element and "tenant_id" not in element:
        element = element | {"client_id": key}
    return colunas.line(number, _flat(element))


def _flat(element: Mapping[str, Any]) -> dict[str, Any]:
    """Nested values as a mark of their kind only: no field takes one, and they may be of any depth."""
    return {name: [] if isinstance(cell, list | dict) else cell for name, cell in element.items()}


def _key(window: "_Window") -> str:
    key = window.value()
    if not isinstance(key, str):
        raise window.refusal()
    window.take(":")
    return key


def _int(text: str) -> int | str:
    """A number that every store keeps as it is; a longer one stays the text it was."""
    number = int(text) if len(text) < 20 else _EXACT
    return number if abs(number) < _EXACT else text


def _float(text: str) -> float | str:
    number = float(text)
    return number if math.isfinite(number) else text


_DECODER = json.JSONDecoder(parse_int=_int, parse_float=_float, parse_constant=str)


class _Window:
    """The text of the file, decoded as it is needed, and the place in it."""

    def __init__(self, text: TextIO) -> None:
        self._stream = text
        self._text = ""
        self._at = 0
        self.line = 1

    def peek(self) -> str:
        """The next character that is no white space, "" at the end; the place moves on to it."""
        while True:
            space = _SPACE.match(self._text, self._at)
            self._move(space.end() if space else self._at)
            if self._at < len(self._text) or not self._more():
                return self._text[self._at : self._at + 1]

    def take(self, expected: str) -> None:
        if self.peek() != expected:
            raise self.refusal()
        self._move(self._at + 1)

    def value(self) -> Any:
        """The JSON value at the place, which moves behind it."""
        self.peek()
        while True:
            try:
                value, end = _DECODER.raw_decode(self._text, self._at)
            except (ValueError, RecursionError):
                end = len(self._text)
            else:
                # A number at the edge may go on beyond it.
                if end < len(self._text):
                    self._move(end)
                    return value
            if len(self._text) - self._at > _MAX_ELEMENT or not self._more():
                raise self.refusal()

    def refusal(self) -> UnreadableFile:
        return UnreadableFile(f"O JSON deixa de ser válido na linha {self.line}.")

    def _more(self) -> bool:
        try:
            read = self._stream.read(_WINDOW)
        except UnicodeDecodeError:
            raise UnreadableFile("O JSON precisa estar em UTF-8.") from None
        self._text, self._at = self._text[self._at :] + read, 0
        return bool(read)

    def _move(self, to: int) -> None:
        self.line += self._text.count("\n", self._at, to)
        self._at = to
