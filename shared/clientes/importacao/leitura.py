"""A file of clientes as lines, read as it is asked for: nothing is parsed twice, one line at a time is held."""

from collections.abc import Callable, Iterator

from shared.clientes.importacao.errors import NoKnownColumn, UnreadableFile
from shared.clientes.importacao.leitura_csv import read_csv
from shared.clientes.importacao.leitura_json import read_json, read_ndjson
from shared.clientes.importacao.linhas import Colunas, Linha

_NO_LINES = "O arquivo não tem nenhuma linha de dados."
_READERS: dict[str, Callable[[bytes, Colunas], Iterator[Linha]]] = {
    "text/csv": read_csv,
    "application/json": read_json,
    "application/x-ndjson": read_ndjson,
}


def read_lines(raw: bytes, media_type: str, colunas: Colunas) -> Iterator[Linha]:
    """The lines of the file.

    Raises `UnreadableFile`, maybe after the first lines; then nothing of it is to be kept.
    """
    count = useful = 0
    for line in _READERS.get(media_type, read_json)(raw, colunas):
        count += 1
        useful += line.motivo is None
        yield line
    if not count:
        raise UnreadableFile(_NO_LINES)
    if not useful:
        raise NoKnownColumn
