"""What people do with approved answers: write, read, change, renew, delete and list them; and what reads them."""

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import timedelta

from shared.chamados.classe import Intencao
from shared.contas.models import Conta
from shared.kit.auth import Principal
from shared.kit.clock import Now
from shared.kit.errors import Conflict, TransientError
from shared.kit.etags import Precondition
from shared.kit.ids import digest_id
from shared.kit.logging import get_logger
from shared.respostas.errors import KeyReused, RespostaNotFound
from shared.respostas.indexacao import Indexador
from shared.respostas.models import FiltroRespostas, NovaResposta, Resposta, Situacao
from shared.respostas.ports import Contas
from shared.respostas.redacao import check_wording, unknown_variables
from shared.respostas.store import RespostaStore
from shared.respostas.views import RespostaDetalhe, RespostaItem, RespostaLista

_log = get_logger(__name__)


@dataclass(frozen=True)
class RespostaService:
    open_respostas: Callable[[str], RespostaStore]
    contas: Contas
    indexador: Indexador
    now: Now
    new_id: Callable[[], str]

    async def create(
        self, principal: Principal, nova: NovaResposta, *, chave: str | None = None, traceparent: str = ""
    ) -> RespostaDetalhe:
        """Store it, then queue its id for search. A resposta holds from now on for the conta's `validade_dias`.

        The same key with the same body gives the same resposta; with another body it raises `KeyReused`.
        """
        conta = await self.contas.load(principal.conta)
        check_wording(conta, nova)
        resposta = self._born(principal, nova, conta=conta, chave=chave)
        try:
            await self.open_respostas(conta.id).add(resposta)
        except Conflict:
            resposta = await self._same(resposta, conta.id)
        await self.indexador.enqueue(conta.id, resposta.id, traceparent)
        _log.info("resposta.approved", extra={"resposta_id": resposta.id, "conta": conta.id})
        return self._shown(conta, resposta)

    def _born(self, principal: Principal, nova: NovaResposta, *, conta: Conta, chave: str | None) -> Resposta:
        now = self.now()
        return Resposta(
            id=digest_id(conta.id, Resposta.CONTAINER, chave) if chave else self.new_id(),
            **nova.model_dump(),
            vale_ate=now + timedelta(days=conta.chamados.validade_dias),
            criada_em=now,
            criada_por=principal.sujeito,
            atualizada_em=now,
            atualizada_por=principal.sujeito,
            # Defaults are left out: a field that a later version adds must not change the digest of an old body.
            conteudo=hashlib.sha256(nova.model_dump_json(exclude_defaults=True).encode()).hexdigest(),
        )

    async def _same(self, resposta: Resposta, conta_id: str) -> Resposta:
        stored = (await self.open_respostas(conta_id).get(resposta.id)).resposta
        if stored.conteudo != resposta.conteudo:
            raise KeyReused
        return stored

    async def get(self, conta_id: str, resposta_id: str) -> RespostaDetalhe:
        """Raises `RespostaNotFound`."""
        conta = await self.contas.load(conta_id)
        return self._shown(conta, (await self.open_respostas(conta_id).get(resposta_id)).resposta)

    async def replace(
        self, principal: Principal, resposta_id: str, *, nova: NovaResposta, lido: Precondition
    ) -> RespostaDetalhe:
        """A new wording is a new approval: it holds from now on. Raises `RespostaNotFound`, `PreconditionFailed`."""
        conta = await self.contas.load(principal.conta)
        check_wording(conta, nova)
        return await self._change(conta, resposta_id, principal, lido=lido, **nova.model_dump())

    async def renew(self, principal: Principal, resposta_id: str) -> RespostaDetalhe:
        """It still holds, from now on. Raises `RespostaNotFound`."""
        conta = await self.contas.load(principal.conta)
        return await self._change(conta, resposta_id, principal, lido=Precondition())

    async def _change(
        self, conta: Conta, resposta_id: str, principal: Principal, *, lido: Precondition, **changes: object
    ) -> RespostaDetalhe:
        now = self.now()
        vale_ate = now + timedelta(days=conta.chamados.validade_dias)

        def change(resposta: Resposta) -> Resposta:
            lido.check(self._shown(conta, resposta).etag)
            return resposta.updated(now, principal.sujeito, vale_ate=vale_ate, **changes)

        changed = await self.open_respostas(conta.id).update(resposta_id, change)
        await self.indexador.enqueue(conta.id, resposta_id)
        return self._shown(conta, changed)

    async def delete(self, conta_id: str, resposta_id: str, *, lido: Precondition) -> None:
        """Raises `RespostaNotFound`, `PreconditionFailed`.

        What search still knows of it answers nobody, for an answer is read from the store.
        """
        conta = await self.contas.load(conta_id)

        def check(resposta: Resposta) -> None:
            lido.check(self._shown(conta, resposta).etag)

        await self.open_respostas(conta_id).delete(resposta_id, check)
        await self.indexador.enqueue(conta_id, resposta_id)

    async def search(self, conta_id: str, filtro: FiltroRespostas) -> RespostaLista:
        conta = await self.contas.load(conta_id)
        page = await self.open_respostas(conta_id).search(filtro, self.now())
        itens = tuple(RespostaItem.of(one, self._situacao(conta, one)) for one in page.itens)
        return RespostaLista(itens=itens, cursor=page.cursor)

    async def many(self, conta_id: str, ids: Sequence[str]) -> dict[str, Resposta]:
        """Those of `ids` that exist."""
        return await self.open_respostas(conta_id).many(ids)

    async def active_of(self, conta_id: str, intencao: Intencao) -> list[Resposta]:
        """Those that are on, stale ones too."""
        return await self.open_respostas(conta_id).active_of(intencao)

    async def used(self, conta_id: str, resposta_id: str) -> None:
        """Count that it was given. What is lost to an outage, or to a deletion meanwhile, is not counted."""
        now = self.now()

        def change(resposta: Resposta) -> Resposta:
            return resposta.model_copy(update={"usos": resposta.usos + 1, "usada_em": now})

        try:
            await self.open_respostas(conta_id).update(resposta_id, change)
        except (RespostaNotFound, TransientError):
            _log.warning("resposta.not_counted", extra={"resposta_id": resposta_id, "conta": conta_id})

    def _shown(self, conta: Conta, resposta: Resposta) -> RespostaDetalhe:
        return RespostaDetalhe.of(resposta, self._situacao(conta, resposta))

    def _situacao(self, conta: Conta, resposta: Resposta) -> Situacao:
        if not resposta.ativa:
            return Situacao.INATIVA
        if resposta.is_stale(self.now()):
            return Situacao.VENCIDA
        if unknown_variables(conta, resposta.texto):
            return Situacao.INCOMPLETA
        return Situacao.VIGENTE
