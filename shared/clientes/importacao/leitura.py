"""A file of clientes as lines, read as it is asked for: nothing is parsed twice, one line at a time is held."""

import io
from collections.abc import Callable, Iterator

from shared.clientes.importacao.errors import NoKnownColumn, TooManyLines, UnreadableFile
from shared.clientes.importacao.leitura_csv import read_csv
from shared.clientes.importacao.leitura_json import read_json, read_ndjson
from shared.clientes.importacao.linhas import NOTHING_KNOWN, Abrir, Colunas, Linha

# What is taken in and queued within one request, and told by one header.
MAX_LINES = 100_000
# Objects of JSON over many lines and blank rows count here; no file of clientes under 20 MB has more.
_MAX_BREAKS = 2_500_000
_NO_LINES = "O arquivo não tem nenhuma linha de dados."
_READERS: dict[str, Callable[[Abrir, Colunas], Iterator[Linha]]] = {
    "text/csv": read_csv,
    "application/json": read_json,
    "application/x-ndjson": read_ndjson,
}


def read_lines(raw: bytes, media_type: str, colunas: Colunas) -> Iterator[Linha]:
    """The lines of the file.

    Raises `UnreadableFile`, maybe after the first lines; then nothing of it is to be kept.
    """
    if max(raw.count(b"\n"), raw.count(b"\r")) > _MAX_BREAKS:
        raise TooManyLines
    is_useful = False
    first: Linha | None = None
    for count, line in enumerate(read_file(lambda: io.BytesIO(raw), media_type, colunas), start=1):
        if count > MAX_LINES:
            raise TooManyLines
        first = first or line
        is_useful = is_useful or line.motivo is None
        yield line
    if not is_useful:
        raise _useless(first)


def read_file(abrir: Abrir, media_type: str, colunas: Colunas) -> Iterator[Linha]:
    """The lines of a file of any length, even if there are none. Raises `UnreadableFile`."""
    return _READERS.get(media_type, read_json)(abrir, colunas)


def _useless(first: Linha | None) -> UnreadableFile:
    """Why a file gave nothing at all: it has no line, or none that could be read, such as the first."""
    if first is None:
        return UnreadableFile(_NO_LINES)
    if first.motivo == NOTHING_KNOWN:
        return NoKnownColumn()
    return UnreadableFile(f"Nenhuma linha do arquivo pôde ser lida: na linha {first.numero}, {first.motivo}.")
