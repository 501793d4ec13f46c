"""What atendimentos hold of a person: who came to what and when, what was sent about it, what was answered."""

from collections.abc import AsyncIterator, Callable
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from shared.atendimentos.errors import AtendimentoNotFound
from shared.atendimentos.models import Atendimento
from shared.atendimentos.names import instance_id
from shared.atendimentos.ports import Guardas
from shared.atendimentos.store import AtendimentoStore, read_stored
from shared.kit.clock import Now
from shared.kit.durable import Flows
from shared.kit.errors import NotFound
from shared.kit.store import Stored, Where
from shared.kit.titulares import (
    About,
    Mencao,
    Titular,
    is_about,
    is_surely_about,
    matching,
    one_of,
)

_MACHINERY = {
    *("v", "conteudo", "traceparent", "fluxo_iniciado", "fluxo_encerrado", "proximo_em", "pergunta_id"),
    *("versao", "agenda_em", "proximo_ato"),
}
_UNLINKED = Where("sem_paciente", "=", True)


@dataclass(frozen=True)
class AtendimentoGuardiao:
    """An appointment is who comes' own. Who only gets its messages, as for a child, is taken out of it.

    `flows` is there for an erasure: with an atendimento its flow's history goes.
    """

    open_atendimentos: Callable[[str], AtendimentoStore]
    guardas: Guardas
    now: Now
    flows: Flows | None = None
    nome: str = "atendimentos"
    containers: tuple[str, ...] = (Atendimento.CONTAINER,)

    async def export(self, conta: str, titular: Titular) -> list[dict[str, Any]]:
        store = self.open_atendimentos(conta)
        found = {one.id: one async for one in _of(store, titular, is_surely_about)}
        for condition in one_of("cliente_id", titular.cliente_ids):
            found |= {one.id: one async for one in _matching(store, condition)}
        return [one.model_dump(mode="json", exclude=_MACHINERY, exclude_none=True) for one in found.values()]

    async def erase(self, conta: str, titular: Titular) -> int:
        """Delete; of a person whom a guarda legal holds, leave the bare record, blocked."""
        store = self.open_atendimentos(conta)
        own = [one.id async for one in _of(store, titular, is_about)]
        is_held = bool(own) and bool(await self.guardas.held(conta, titular.cliente_ids))
        done = sum([await self._erase(conta, store, one, is_held=is_held) for one in own])
        others = [
            one.id
            for condition in one_of("cliente_id", titular.cliente_ids)
            async for one in _matching(store, condition)
        ]
        return done + sum([await _change(store, one, without_recipient) for one in others])

    async def _erase(self, conta: str, store: AtendimentoStore, atendimento_id: str, *, is_held: bool) -> int:
        """The document first: a flow that wakes in between finds it gone and ends by itself."""
        if is_held:
            done = await _change(store, atendimento_id, lambda one: blocked(one, self.now))
        else:
            done = await _delete(store, atendimento_id)
        if self.flows is not None:
            await self.flows.purge(instance_id(conta, atendimento_id))
        return done


async def _of(store: AtendimentoStore, titular: Titular, about: About) -> AsyncIterator[Atendimento]:
    """Those that the titular comes to, and those linked to nobody that are `about` them."""
    for condition in one_of("paciente_id", titular.cliente_ids):
        async for one in _matching(store, condition):
            yield one
    async for stored in matching(store.documents, _UNLINKED):
        if about(titular, _mencao(stored)):
            yield read_stored(stored).atendimento


async def _matching(store: AtendimentoStore, condition: Where) -> AsyncIterator[Atendimento]:
    async for stored in matching(store.documents, condition):
        yield read_stored(stored).atendimento


async def _delete(store: AtendimentoStore, atendimento_id: str) -> int:
    with suppress(NotFound):
        await store.documents.delete(atendimento_id)
        return 1
    return 0


async def _change(
    store: AtendimentoStore, atendimento_id: str, change: Callable[[Atendimento], Atendimento]
) -> int:
    with suppress(AtendimentoNotFound):
        await store.update(atendimento_id, change)
        return 1
    return 0


def blocked(at: Atendimento, now: Now) -> Atendimento:
    """What the law makes us keep of it: who came, to whom, when, and what became of it; shown to nobody."""
    if at.bloqueado_em:
        return at
    moment = now()
    kept = without_words(without_recipient(at))
    ended = at.encerrado_em or moment
    return kept.updated(moment, avisos=(), respostas=(), bloqueado_em=moment, encerrado_em=ended)


def without_recipient(at: Atendimento) -> Atendimento:
    """Nobody is written to about it any more: the team sees to who is to be."""
    gone = dict.fromkeys(("cliente_id", "telefone", "email", "subscriber_id", "pergunta_id"))
    return _unsaid(at).model_copy(update=gone)


def without_words(at: Atendimento) -> Atendimento:
    """With what was sent when, and how an answer was read, and no word of anybody."""
    lines = tuple(line.model_copy(update={"motivo": ""}) for line in at.historico)
    return _unsaid(at).model_copy(update={"observacoes": "", "historico": lines, "traceparent": ""})


def _unsaid(at: Atendimento) -> Atendimento:
    read = [one.lida.model_copy(update={"evidencia": "", "desejo": None}) for one in at.respostas]
    respostas = tuple(
        one.model_copy(update={"texto": "", "lida": lida})
        for one, lida in zip(at.respostas, read, strict=True)
    )
    avisos = tuple(one.model_copy(update={"texto": ""}) for one in at.avisos)
    return at.model_copy(update={"avisos": avisos, "respostas": respostas})


def _mencao(stored: Stored) -> Mencao:
    """Raw fields: a document that nobody can read must not keep a person from being erased."""
    return Mencao(
        nome=stored.body.get("nome_paciente"),
        telefone=stored.body.get("telefone"),
        email=stored.body.get("email"),
        texto=stored.body.get("observacoes") or "",
    )
