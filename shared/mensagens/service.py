"""What S2's clients do with mensagens: keep, read, answer, validate, delete and list them."""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass

from shared.contas.models import Conta
from shared.kit.auth import Principal
from shared.kit.clock import Now
from shared.kit.errors import Conflict
from shared.kit.etags import Precondition
from shared.kit.ids import digest_id
from shared.kit.logging import get_logger
from shared.kit.store import Condition, Where
from shared.kit.titulares import Eliminados
from shared.mensagens.entradas import MudancaMensagem, NovaMensagem, PaginaS2
from shared.mensagens.errors import ClienteEliminado, KeyReused
from shared.mensagens.indexacao import Indexador, to_index
from shared.mensagens.models import Mensagem, Validacao
from shared.mensagens.ports import Clientes, Contas
from shared.mensagens.quem import current_client, is_of_s2
from shared.mensagens.store import MensagemStore, Versao
from shared.mensagens.validade import approval
from shared.mensagens.views import Lida, MensagemS2, MensagensPagina, as_s2

_log = get_logger(__name__)


@dataclass(frozen=True)
class MensagemService:
    open_mensagens: Callable[[str], MensagemStore]
    contas: Contas
    clientes: Clientes
    eliminados: Eliminados
    indexador: Indexador
    now: Now
    new_id: Callable[[], str]

    async def create(
        self, principal: Principal, nova: NovaMensagem, *, chave: str | None = None, traceparent: str = ""
    ) -> Lida:
        """Keep it, then queue its id for search.

        The same key with the same body gives the same mensagem; with another body it raises `KeyReused`. Raises
        `ClienteEliminado`.
        """
        conta = principal.conta
        client_id = await current_client(self.clientes, conta, nova.client_id)
        if not is_of_s2(client_id) and await self.eliminados.holds_id(conta, client_id):
            raise ClienteEliminado
        store = self.open_mensagens(conta)
        mensagem = self._born(principal, nova, client_id=client_id, chave=chave)
        try:
            read = await store.add(mensagem)
        except Conflict:
            read = await _same(store, mensagem)
        await self.indexador.enqueue(conta, read.mensagem.id, traceparent)
        _log.info("mensagem.received", extra={"mensagem_id": read.mensagem.id, "conta": conta})
        return self._lida(read)

    def _born(
        self, principal: Principal, nova: NovaMensagem, *, client_id: str, chave: str | None
    ) -> Mensagem:
        now = self.now()
        return Mensagem(
            id=digest_id(principal.conta, Mensagem.CONTAINER, chave) if chave else self.new_id(),
            client_id=client_id,
            sector=nova.sector,
            tag=nova.tag,
            message=nova.message,
            created_at=now,
            updated_at=now,
            atualizado_por=principal.sujeito,
            # Defaults are left out: a field that a later version adds must not change the digest of an old body.
            conteudo=hashlib.sha256(nova.model_dump_json(exclude_defaults=True).encode()).hexdigest(),
        )

    async def get(self, conta: str, mensagem_id: str) -> Lida:
        """Raises `MensagemNotFound`."""
        return self._lida(await self.open_mensagens(conta).get(mensagem_id))

    async def update(
        self, principal: Principal, mensagem_id: str, *, mudanca: MudancaMensagem, lido: Precondition
    ) -> Lida:
        """Answer or validate it. A person's word for an answer falls with that answer.

        Raises `MensagemNotFound`, and `PreconditionFailed` when `lido` names another version than the newest.
        """
        conta = await self.contas.load(principal.conta)

        def change(mensagem: Mensagem) -> Mensagem:
            changes = self._changes(conta, mensagem, mudanca)
            if not changes:
                return mensagem
            return to_index(mensagem, mensagem.updated(self.now(), principal.sujeito, **changes))

        read = await self.open_mensagens(conta.id).update(mensagem_id, change, lido)
        if read.mensagem.indexada_em is None:
            await self.indexador.enqueue(conta.id, mensagem_id)
        return self._lida(read)

    def _changes(self, conta: Conta, mensagem: Mensagem, mudanca: MudancaMensagem) -> dict[str, object]:
        changes = mudanca.given
        if mudanca.validated_by is Validacao.HUMAN:
            return changes | approval(conta, self.now())
        is_new_answer = mudanca.answer not in (None, mensagem.answer)
        if mudanca.validated_by or (is_new_answer and mensagem.validated_by is Validacao.HUMAN):
            return {"validated_by": Validacao.PENDING} | changes | {"vale_ate": None}
        return changes

    async def delete(self, conta: str, mensagem_id: str) -> None:
        """Raises `MensagemNotFound`."""
        await self.indexador.forget(conta, mensagem_id)

    async def of_client(self, conta: str, client_id: str, pagina: PaginaS2) -> MensagensPagina:
        current = await current_client(self.clientes, conta, client_id)
        return await self._page(conta, Where("client_id", "=", current), pagina)

    async def of_sector(self, conta: str, sector: str, pagina: PaginaS2) -> MensagensPagina:
        return await self._page(conta, Where("sector", "=", sector), pagina)

    async def _page(self, conta: str, chosen: Condition, pagina: PaginaS2) -> MensagensPagina:
        store = self.open_mensagens(conta)
        where = (chosen, Where("tag", "=", pagina.tag)) if pagina.tag else (chosen,)
        total = await store.count(where)
        found = await store.newest(where, skip=pagina.skip, limit=pagina.per_page) if total else []
        now = self.now()
        return MensagensPagina(
            messages=tuple(as_s2(mensagem, now) for mensagem in found),
            total=total,
            page=pagina.page,
            per_page=pagina.per_page,
            has_next=pagina.skip + pagina.per_page < total,
            has_prev=pagina.page > 1,
        )

    async def recent(self, conta: str, limit: int) -> list[MensagemS2]:
        """Newest first."""
        found = await self.open_mensagens(conta).newest((), skip=0, limit=limit)
        now = self.now()
        return [as_s2(mensagem, now) for mensagem in found]

    async def relink(self, conta_id: str, old: str, new: str) -> int:
        """Hand the mensagens of a merged cliente to the one that stays; how many it was. Repeatable."""
        store = self.open_mensagens(conta_id)
        moved = 0

        def change(mensagem: Mensagem) -> Mensagem:
            return to_index(mensagem, mensagem.model_copy(update={"client_id": new}))

        while page := await store.of_client(old):
            for mensagem_id in page:
                await store.update(mensagem_id, change)
                await self.indexador.enqueue(conta_id, mensagem_id)
            moved += len(page)
        return moved

    def _lida(self, read: Versao) -> Lida:
        return Lida(as_s2(read.mensagem, self.now()), read.etag)


async def _same(store: MensagemStore, mensagem: Mensagem) -> Versao:
    read = await store.get(mensagem.id)
    if read.mensagem.conteudo != mensagem.conteudo:
        raise KeyReused
    return read
