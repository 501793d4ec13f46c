"""One line of a file of clientes, and the columns of the file; apart because each format makes them.

Files of other things are read by the same code: whoever knows their columns brings `Colunas` of their own.
"""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, BinaryIO

from shared.clientes.importacao.colunas import column_of

# No ficha is longer; what is, is another kind of file.
MAX_LINE_BYTES = 64 * 1024
# More columns than this are another kind of file too.
MAX_COLUMNS = 1_000
_MAX_IGNORED, _MAX_NAME = 50, 80
TOO_LONG = "a linha é longa demais"
_BAD_TEXT = "a linha tem caracteres que não puderam ser lidos"
NOTHING_KNOWN = "a linha não tem nenhuma coluna que conhecemos"
# Gives the file from its beginning, as often as it is asked: its encoding is found before it is read.
Abrir = Callable[[], BinaryIO]


@dataclass(frozen=True, slots=True)
class Linha:
    """One cliente of the file: `numero` is its line as a person counts, `celulas` by column; or why it is unreadable.

    `tamanho` is the bytes that it takes when it is kept.
    """

    numero: int
    celulas: Mapping[str, Any]
    motivo: str | None = None
    tamanho: int = 0


@dataclass
class Colunas:
    """The columns of one file; it remembers which names meant nothing to us. `known_as` says what a name means."""

    known_as: Callable[[str], str | None] = column_of
    ignoradas: list[str] = field(default_factory=list)
    _known: dict[str, str | None] = field(default_factory=dict)

    def column(self, name: str) -> str | None:
        if name not in self._known:
            if len(self._known) > MAX_COLUMNS:  # keys that never repeat are not columns
                return self.known_as(name[:_MAX_NAME])
            self._known[name] = self.known_as(name[:_MAX_NAME])
            if self._known[name] is None and name.strip() and len(self.ignoradas) < _MAX_IGNORED:
                self.ignoradas.append(_shown(name))
        return self._known[name]

    def line(self, numero: int, cells: Mapping[str, Any]) -> Linha:
        """The known columns of `cells`; of several with one meaning the first that is filled."""
        if len(cells) > MAX_COLUMNS:
            return Linha(numero, {}, TOO_LONG)
        found: dict[str, Any] = {}
        for name, cell in cells.items():
            column = self.column(name)
            if column and found.get(column) in (None, ""):
                found[column] = cell
        if not found:
            return Linha(numero, {}, NOTHING_KNOWN)
        return checked(Linha(numero, found))


def checked(line: Linha) -> Linha:
    """`line`, or why it cannot be kept."""
    text = json.dumps(line.celulas, ensure_ascii=False)
    if "\ufffd" in text or any(isinstance(cell, str) and "\0" in cell for cell in line.celulas.values()):
        return Linha(line.numero, {}, _BAD_TEXT)
    try:
        size = len(text.encode())
    except UnicodeEncodeError:  # half of a surrogate pair, which JSON can spell
        return Linha(line.numero, {}, _BAD_TEXT)
    return replace(line, tamanho=size) if size <= MAX_LINE_BYTES else Linha(line.numero, {}, TOO_LONG)


def _shown(name: str) -> str:
    """A column's name fit to be shown and stored."""
    return name.strip()[:_MAX_NAME].encode("utf-8", "replace").decode()
