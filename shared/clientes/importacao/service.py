"""What can be done with an importação: take a file in, tell its progress, queue again what stayed behind."""

import hashlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import timedelta

from shared.clientes.importacao.arquivo import Arquivo
from shared.clientes.importacao.errors import ImportacaoNotFound, KeyReused, UnreadableFile
from shared.clientes.importacao.leitura import read_lines
from shared.clientes.importacao.linhas import Colunas, Linha
from shared.clientes.importacao.models import (
    ErroLinha,
    FiltroErros,
    FiltroImportacoes,
    Importacao,
    LinhaGuardada,
    Parte,
    TipoImportacao,
)
from shared.clientes.importacao.store import ImportacaoPage, ImportacaoStore
from shared.clientes.importacao.views import ErroLista, ImportacaoDetalhe
from shared.kit.auth import Principal
from shared.kit.clock import Now
from shared.kit.errors import Conflict, TransientError
from shared.kit.ids import digest_id
from shared.kit.logging import get_logger
from shared.kit.queues import Queues

QUEUE = "importacoes-partes"
PART_LINES, PART_BYTES = 500, 1_000_000
LEFT_BEHIND_AFTER = timedelta(minutes=10)
_SWEEP_PAGE, _SWEEP_PARTS = 50, 500
_FIRST_ERRORS = 100
# What a row's number and field names add to it in a part.
_ROW_BYTES = 64
_log = get_logger(__name__)


@dataclass(frozen=True)
class ImportacaoService:
    open_importacoes: Callable[[str], ImportacaoStore]
    formatos: Mapping[TipoImportacao, Callable[[str], str | None]]
    queues: Queues
    now: Now
    new_id: Callable[[], str]

    async def receive(self, principal: Principal, arquivo: Arquivo) -> Importacao:
        """Store the parts, then the header, then queue a message for each part.

        A crash before the header leaves parts that nobody names and that expire; one after it is healed by the sweep.
        The same key with the same file gives the same importação; with another file it raises `KeyReused`. Raises
        `UnreadableFile`, and then nothing of the file is kept.
        """
        importacao = self._born(principal, arquivo)
        store = self.open_importacoes(principal.conta)
        known = await self._known(store, importacao) if arquivo.chave else None
        if known is None:
            known = await self._take_in(store, importacao, arquivo)
        await self._hand_over(principal.conta, known, known.missing)
        return known

    def _born(self, principal: Principal, arquivo: Arquivo) -> Importacao:
        chave, now = arquivo.chave, self.now()
        return Importacao(
            id=digest_id(principal.conta, *_named(arquivo), chave) if chave else self.new_id(),
            tipo=TipoImportacao(arquivo.tipo),
            nome_arquivo=arquivo.nome or None,
            linhas=0,
            partes=0,
            conteudo=_digest(arquivo),
            traceparent=arquivo.traceparent,
            criada_por=principal.sujeito,
            criada_em=now,
            atualizada_em=now,
        )

    async def _known(self, store: ImportacaoStore, importacao: Importacao) -> Importacao | None:
        try:
            stored = await store.get(importacao.id)
        except ImportacaoNotFound:
            return None
        if stored.conteudo != importacao.conteudo:
            raise KeyReused
        return stored

    async def _take_in(self, store: ImportacaoStore, importacao: Importacao, arquivo: Arquivo) -> Importacao:
        colunas = Colunas(self.formatos[importacao.tipo])
        partes = linhas = 0
        try:
            for lines in _parts(read_lines(arquivo.conteudo, arquivo.media_type, colunas)):
                partes, linhas = partes + 1, linhas + len(lines)
                await store.add_part(importacao.lote, Parte(numero=partes, linhas=_kept(lines)))
        except UnreadableFile:
            await store.drop_parts(importacao.lote, range(1, partes + 1))
            raise
        told = {"partes": partes, "linhas": linhas, "colunas_ignoradas": tuple(colunas.ignoradas)}
        importacao = importacao.model_copy(update=told)
        try:
            await store.add(importacao)
        except Conflict:
            return await self._lost_race(store, importacao)
        _log.info("importacao.received", extra={"importacao_id": importacao.id, "linhas": linhas})
        return importacao

    async def _lost_race(self, store: ImportacaoStore, importacao: Importacao) -> Importacao:
        """The same key came twice at once: the other's header stands, and its parts are ours if the file is."""
        stored = await store.get(importacao.id)
        if stored.conteudo != importacao.conteudo:
            await store.drop_parts(importacao.lote, range(1, importacao.partes + 1))
            raise KeyReused
        return stored

    async def _hand_over(self, conta: str, importacao: Importacao, numeros: list[int]) -> None:
        """Send the hints. A queue that does not take them costs ten minutes: the sweep heals it."""
        for numero in numeros:
            message: dict[str, str | int] = {
                "v": 1,
                "conta": conta,
                "importacao_id": importacao.id,
                "parte": numero,
                "traceparent": importacao.traceparent,
            }
            try:
                await self.queues.send(QUEUE, message)
            except TransientError:
                _log.warning("importacao.not_queued", extra={"importacao_id": importacao.id, "parte": numero})
                return

    async def sweep(self, conta: str) -> int:
        """Queue again the missing parts of what stayed behind for ten minutes; how many importações it was."""
        left = await self.open_importacoes(conta).left_behind(
            self.now() - LEFT_BEHIND_AFTER, limit=_SWEEP_PAGE
        )
        for importacao in left:
            await self._hand_over(conta, importacao, importacao.missing[:_SWEEP_PARTS])
        return len(left)

    async def detail(self, conta: str, importacao_id: str) -> ImportacaoDetalhe:
        """Raises `ImportacaoNotFound`."""
        store = self.open_importacoes(conta)
        importacao = await store.get(importacao_id)
        erros = await _errors(store, importacao, FiltroErros(limite=_FIRST_ERRORS))
        shown = {
            name: getattr(importacao, name) for name in ImportacaoDetalhe.model_fields if name != "erros"
        }
        return ImportacaoDetalhe(**shown, erros=tuple(erros.itens))

    async def errors(self, conta: str, importacao_id: str, filtro: FiltroErros) -> ErroLista:
        """By line. While it runs, lines of parts that end later may come before the cursor. Raises as `detail`."""
        store = self.open_importacoes(conta)
        return await _errors(store, await store.get(importacao_id), filtro)

    async def search(self, conta: str, filtro: FiltroImportacoes) -> ImportacaoPage:
        return await self.open_importacoes(conta).search(limit=filtro.limite, cursor=filtro.cursor)


def _named(arquivo: Arquivo) -> tuple[str, ...]:
    """One key may come with a file of each kind; those of clientes were there first."""
    return ("importacoes",) if arquivo.tipo == TipoImportacao.CLIENTES else ("importacoes", arquivo.tipo)


def _digest(arquivo: Arquivo) -> str:
    """What tells one sending from another: the same bytes read as another format are other lines."""
    return hashlib.sha256(arquivo.media_type.encode() + b"\n" + arquivo.conteudo).hexdigest()


async def _errors(store: ImportacaoStore, importacao: Importacao, filtro: FiltroErros) -> ErroLista:
    first, position = map(int, filtro.cursor.split("-")) if filtro.cursor else (1, 0)
    found: list[ErroLinha] = []
    for numero in sorted(n for n, contagem in importacao.feitas.items() if contagem.erros and n >= first):
        read = await store.part(importacao, numero)
        erros = read.parte.erros if read else ()
        start = position if numero == first else 0
        end = start + filtro.limite - len(found)
        found += erros[start:end]
        if len(found) == filtro.limite:
            return ErroLista(itens=found, cursor=f"{numero}-{end}")
    return ErroLista(itens=found, cursor=None)


def _parts(lines: Iterator[Linha]) -> Iterator[list[Linha]]:
    """Lines in order, as many at a time as one document holds."""
    part: list[Linha] = []
    size = 0
    for line in lines:
        weight = line.tamanho + _ROW_BYTES
        if part and (len(part) == PART_LINES or size + weight > PART_BYTES):
            yield part
            part, size = [], 0
        part.append(line)
        size += weight
    if part:
        yield part


def _kept(lines: list[Linha]) -> tuple[LinhaGuardada, ...]:
    return tuple(
        LinhaGuardada(numero=line.numero, celulas=dict(line.celulas), motivo=line.motivo) for line in lines
    )
