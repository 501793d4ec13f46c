"""The worker of an importação: one part at a time, what became of each row told by line."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from shared.clientes.importacao.models import (
    Contagem,
    ErroLinha,
    Importacao,
    ImportacaoStatus,
    Parte,
    TipoImportacao,
)
from shared.clientes.importacao.ports import Aplicador
from shared.clientes.importacao.store import ImportacaoStore
from shared.clientes.models import Resultado
from shared.kit.auditing import Auditor, Nota
from shared.kit.clock import Now
from shared.kit.errors import PreconditionFailed, TransientError
from shared.kit.logging import get_logger
from shared.resumos.ports import Assunto, Invalidacao

# What a document can hold of 500 rows that are wrong in every field.
_ERRORS_A_LINE = 5
_GAVE_UP = "não conseguimos confirmar esta linha; envie-a de novo, pois o que já entrou não se repete"
_log = get_logger(__name__)


@dataclass(frozen=True)
class ParteService:
    open_importacoes: Callable[[str], ImportacaoStore]
    aplicadores: Mapping[TipoImportacao, Aplicador]
    auditor: Auditor
    now: Now
    invalidacao: Invalidacao

    async def process(self, conta: str, importacao_id: str, numero: int) -> None:
        """Apply the rows of a part, keep what became of them, then tell the header.

        Safe to run twice and at once: a row makes the same thing each time, a part that is done is not done again,
        and the header counts each part once. Raises `ImportacaoNotFound`; `TransientError`, and then the queue tries
        again.
        """
        store = self.open_importacoes(conta)
        importacao = await store.get(importacao_id)
        if numero in importacao.feitas or not 1 <= numero <= importacao.partes:
            return
        read = await store.part(importacao, numero)
        if read is None:
            await self._record(store, importacao, numero, Contagem(falhou=True))
            return
        parte = read.parte
        if parte.resultado is None:
            parte = await self._apply(conta, importacao, parte)
            await self._save(store, importacao, parte, read.etag)
        await self._record(store, importacao, numero, parte.resultado or Contagem())

    async def fail(self, conta: str, importacao_id: str, numero: int) -> None:
        """Give up on a part, each of its lines an error, and raise the alarm; one that is done after all is told."""
        store = self.open_importacoes(conta)
        importacao = await store.get(importacao_id)
        read = await store.part(importacao, numero)
        if numero in importacao.feitas or read is None:
            return
        parte = read.parte
        if parte.resultado is None:
            erros = tuple(ErroLinha(linha=linha.numero, motivo=_GAVE_UP) for linha in parte.linhas)
            parte = Parte(numero=numero, resultado=Contagem(erros=len(erros), falhou=True), erros=erros)
            await self._save(store, importacao, parte, read.etag)
            _log.error("importacao.part_failed", extra={"importacao_id": importacao_id, "parte": numero})
        await self._record(store, importacao, numero, parte.resultado or Contagem())

    async def _apply(self, conta: str, importacao: Importacao, parte: Parte) -> Parte:
        """One row after the other: two of them may tell of the same, and the later one is to win."""
        aplicador = self.aplicadores[importacao.tipo]
        counts = dict.fromkeys(Resultado, 0)
        erros: list[ErroLinha] = []
        bad = 0
        for linha in parte.linhas:
            done = await aplicador.apply(conta, importacao, linha)
            if isinstance(done, list):
                bad += 1
                erros += done[:_ERRORS_A_LINE]
            else:
                counts[done] += 1
        contagem = Contagem(
            novos=counts[Resultado.NOVO],
            atualizados=counts[Resultado.ATUALIZADO],
            iguais=counts[Resultado.IGUAL],
            erros=bad,
        )
        # Once for all rows, and before the part is done: a part that was cut short tells it when it is done again.
        if importacao.tipo is TipoImportacao.CLIENTES:
            await self.invalidacao.changed(conta, Assunto.CLIENTES)
        await self.auditor.note(_nota(conta, importacao, parte.numero, contagem))
        return Parte(numero=parte.numero, resultado=contagem, erros=tuple(erros))

    async def _save(self, store: ImportacaoStore, importacao: Importacao, parte: Parte, etag: str) -> None:
        try:
            await store.save_part(importacao, parte, etag)
        except PreconditionFailed:  # done twice at once: the next delivery tells what the other kept
            raise TransientError from None

    async def _record(
        self, store: ImportacaoStore, importacao: Importacao, numero: int, contagem: Contagem
    ) -> None:
        def change(newest: Importacao) -> Importacao:
            if numero in newest.feitas:
                return newest
            feitas = newest.feitas | {numero: contagem}
            done = len(feitas) == newest.partes
            status = ImportacaoStatus.CONCLUIDA if done else ImportacaoStatus.EM_ANDAMENTO
            return newest.model_copy(update={"feitas": feitas, "status": status, "atualizada_em": self.now()})

        newest = await store.update(importacao.id, change)
        if newest.status is ImportacaoStatus.CONCLUIDA:
            _log.info("importacao.concluded", extra={"importacao_id": newest.id, "linhas": newest.linhas})


def _nota(conta: str, importacao: Importacao, numero: int, contagem: Contagem) -> Nota:
    return Nota(
        conta=conta,
        sujeito=importacao.criada_por,
        acao="importacao.part_applied",
        recurso=f"/importacoes/{importacao.id}",
        detalhe={"parte": numero} | contagem.model_dump(exclude={"falhou"}),
    )
