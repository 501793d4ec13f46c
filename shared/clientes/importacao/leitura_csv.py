"""CSV as Brazilian spreadsheets write it: `;`, `,` or tab, UTF-8 or Windows-1252, line breaks within quotes."""

import codecs
import csv
import io
from collections.abc import Iterator
from typing import BinaryIO, TextIO

from shared.clientes.importacao.errors import NoKnownColumn, UnreadableFile
from shared.clientes.importacao.linhas import MAX_COLUMNS, TOO_LONG, Abrir, Colunas, Linha, checked

_DELIMITERS = (";", ",", "\t")
_SLICE = 256 * 1024
_TOO_MANY = "a linha tem mais colunas que o cabeçalho"
_BAD_QUOTES = "as aspas da linha não fecham direito"


def read_csv(abrir: Abrir, colunas: Colunas) -> Iterator[Linha]:
    """Raises `UnreadableFile` for a header without a column we know, and for quotes that swallow other lines."""
    with abrir() as raw:
        encoding = _encoding(raw)
    with abrir() as raw:
        delimiter = _delimiter(raw.read(_SLICE), encoding, colunas)
    with io.TextIOWrapper(abrir(), encoding=encoding, errors="replace", newline="") as text:
        rows = _Rows(text, delimiter)
        header = next((row.cells for row in rows if any(cell.strip() for cell in row.cells)), [])
        if len(header) > MAX_COLUMNS or not any(colunas.known_as(name) for name in header):
            raise NoKnownColumn
        for row in rows:
            if row.broken:
                yield Linha(row.number, {}, row.broken)
            elif any(cell.strip() for cell in row.cells):
                yield _line(row, header, colunas)


class _Row:
    __slots__ = ("broken", "cells", "number")

    def __init__(self, number: int, cells: list[str], *, broken: str = "") -> None:
        self.number = number
        self.cells = cells
        self.broken = broken


class _Rows:
    """The rows with the line each begins at. A bad one is told apart unless it took other lines with it."""

    def __init__(self, text: TextIO, delimiter: str) -> None:
        self._reader = csv.reader(text, delimiter=delimiter, strict=True)

    def __iter__(self) -> Iterator[_Row]:
        return self

    def __next__(self) -> _Row:
        number = self._reader.line_num + 1
        try:
            return _Row(number, next(self._reader))
        except csv.Error as error:
            if self._reader.line_num > number:
                raise UnreadableFile(f"As aspas que abrem na linha {number} não fecham direito.") from None
            return _Row(number, [], broken=TOO_LONG if "field limit" in str(error) else _BAD_QUOTES)


def _line(row: _Row, header: list[str], colunas: Colunas) -> Linha:
    if any(cell.strip() for cell in row.cells[len(header) :]):
        return Linha(row.number, {}, _TOO_MANY)
    found: dict[str, str] = {}
    for name, cell in zip(header, row.cells, strict=False):
        column = colunas.column(name)
        if column and not found.get(column, "").strip():
            found[column] = cell
    return checked(Linha(row.number, found))


def _encoding(raw: BinaryIO) -> str:
    """UTF-8 when all of it is, with or without a mark; else what Excel writes in Brazil."""
    decoder = codecs.getincrementaldecoder("utf-8")()
    try:
        while some := raw.read(_SLICE):
            decoder.decode(some)
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return "cp1252"
    return "utf-8-sig"


def _delimiter(raw: bytes, encoding: str, colunas: Colunas) -> str:
    """The one that parts the first line into the most columns that we know."""
    start = raw.decode(encoding, "replace").lstrip()
    return max(_DELIMITERS, key=lambda delimiter: _known(start, delimiter, colunas))


def _known(start: str, delimiter: str, colunas: Colunas) -> int:
    try:
        header = next(csv.reader(io.StringIO(start, newline=""), delimiter=delimiter), [])
    except csv.Error:
        return 0
    return sum(colunas.known_as(name) is not None for name in header)
