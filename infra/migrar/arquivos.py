"""The files of an export in their folder: which there are, in which format, read line by line at any length."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO

from infra.migrar.celulas import column_key
from shared.clientes.importacao.errors import NoKnownColumn, UnreadableFile
from shared.clientes.importacao.leitura import read_file
from shared.clientes.importacao.linhas import Colunas, Linha

_NDJSON = "application/x-ndjson"
_FORMATS = {".csv": "text/csv", ".json": "application/json", ".ndjson": _NDJSON, ".jsonl": _NDJSON}
_FIRST_LINE = 1024 * 1024


class Inutilizavel(Exception):
    """The command cannot do its work with what it was given; the message says what to change."""


@dataclass(frozen=True)
class Arquivo:
    caminho: Path
    colunas: Colunas = field(default_factory=Colunas)

    @property
    def nome(self) -> str:
        return self.caminho.name

    def linhas(self) -> Iterator[Linha]:
        """Raises `Inutilizavel`, maybe after the first lines."""
        try:
            yield from read_file(self._open, self._format(), self.colunas)
        except NoKnownColumn:
            raise Inutilizavel(f"{self.nome}: não reconhecemos nenhuma coluna desta tabela.") from None
        except UnreadableFile as error:
            raise Inutilizavel(f"{self.nome}: {error.detail}") from None

    def _open(self) -> BinaryIO:
        return self.caminho.open("rb")

    def _format(self) -> str:
        media_type = _FORMATS[self.caminho.suffix.lower()]
        return _NDJSON if media_type == "application/json" and self._has_one_a_line() else media_type

    def _has_one_a_line(self) -> bool:
        """Whether it is what `row_to_json` writes: an object of our columns in the first line, if there is any row."""
        with self._open() as raw:
            first = next(
                (line for line in iter(lambda: raw.readline(_FIRST_LINE), b"") if line.strip()), b"{}"
            )
        try:
            row = json.loads(first.decode("utf-8-sig"))
        except ValueError:
            return False
        return isinstance(row, dict) and (not row or any(self.colunas.known_as(name) for name in row))


def find(pasta: Path, nomes: Sequence[str], colunas: Mapping[str, str]) -> Arquivo | None:
    """The one file of this table, by any of its `nomes`. Raises `Inutilizavel` where there are several."""
    found = [
        path
        for path in sorted(pasta.iterdir())
        if path.is_file() and path.stem.lower() in nomes and path.suffix.lower() in _FORMATS
    ]
    if len(found) > 1:
        names = ", ".join(path.name for path in found)
        raise Inutilizavel(f"Há mais de um arquivo da mesma tabela: {names}. Deixe um só na pasta.")
    if not found:
        return None
    return Arquivo(found[0], Colunas(known_as=lambda name: colunas.get(column_key(name))))
