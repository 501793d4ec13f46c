"""What the brief is made of, read in so many bounded queries however much a conta holds; nothing is written.

Of each source the newest-due are read, `MOST` of them; how many there are in all is counted where that is not all.
"""

import asyncio
from collections.abc import Awaitable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any, Generic, TypeVar

from shared.atendimentos.models import ASKING, Atendimento
from shared.chamados.models import Chamado, ChamadoStatus
from shared.clientes.models import Cliente
from shared.kit.clock import instant
from shared.kit.models import Document
from shared.kit.store import Condition, Documents, DocumentStore, Query, Stored, Where, read_many
from shared.pauta.palavras import Hoje
from shared.relatos.models import Relato, RelatoStatus
from shared.saude.models import Saude
from shared.tarefas.models import Tarefa, TarefaStatus, TipoTarefa

MOST = 200
# While it is in one of these, a deadline of ours runs.
RUNNING = (ChamadoStatus.ABERTO, ChamadoStatus.ENCAMINHADO, ChamadoStatus.EM_ATENDIMENTO)
# Tarefas that are worth doing before their hour: an appointment of the next working day, a cliente who slips away.
_AHEAD = (TipoTarefa.ATENDIMENTO, TipoTarefa.VAGA)
_SAUDE_AHEAD = timedelta(days=7)
D = TypeVar("D", bound=Document)


@dataclass(frozen=True, slots=True)
class Lidos(Generic[D]):
    """What was read of a source, and how many more there are."""

    itens: tuple[D, ...] = ()
    a_mais: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Fontes:
    """`tarefas` by type; the others by id, with those that a tarefa speaks of. `nomes` are of clientes and usuarios."""

    tarefas: Mapping[TipoTarefa, Lidos[Tarefa]]
    relatos: Mapping[str, Relato] = field(default_factory=dict)
    chamados: Mapping[str, Chamado] = field(default_factory=dict)
    atendimentos: Mapping[str, Atendimento] = field(default_factory=dict)
    saude: Mapping[str, Saude] = field(default_factory=dict)
    nomes: Mapping[str, str] = field(default_factory=dict)
    relatos_a_mais: int = 0
    chamados_a_mais: int = 0
    atendimentos_a_mais: int = 0


@dataclass(frozen=True)
class Leitor:
    documents: Documents

    async def read(self, conta: str, hoje: Hoje) -> Fontes:
        tarefas = await self._tarefas(conta, hoje)
        spoken = [one for lidos in tarefas.values() for one in lidos.itens]
        relatos, chamados, atendimentos, saude = await asyncio.gather(
            self._joined(conta, Relato, self._relatos(conta, hoje), _ids(spoken, "relato_id")),
            self._joined(conta, Chamado, self._chamados(conta, hoje), _ids(spoken, "chamado_id")),
            self._joined(conta, Atendimento, self._atendimentos(conta, hoje), _ids(spoken, "atendimento_id")),
            self._many(conta, Saude, [one.cliente_id for one in tarefas[TipoTarefa.SAUDE].itens]),
        )
        return Fontes(
            tarefas=tarefas,
            relatos=_by_id(relatos),
            chamados=_by_id(chamados),
            atendimentos=_by_id(atendimentos),
            saude={one.id: one for one in saude},
            nomes=await self._nomes(conta, chamados.itens),
            relatos_a_mais=relatos.a_mais,
            chamados_a_mais=chamados.a_mais,
            atendimentos_a_mais=atendimentos.a_mais,
        )

    async def _tarefas(self, conta: str, hoje: Hoje) -> dict[TipoTarefa, Lidos[Tarefa]]:
        """Each type by itself: a thousand of one must not hide the one of another."""
        store = self.documents.open(Tarefa.CONTAINER, conta)

        async def of(tipo: TipoTarefa) -> Lidos[Tarefa]:
            where = (
                Where("status", "=", TarefaStatus.ABERTA),
                Where("tipo", "=", tipo),
                Where("vence_em", "<", instant(_until(tipo, hoje))),
            )
            return await _newest(store, Tarefa, "vence_em", *where)

        found, dear = await asyncio.gather(asyncio.gather(*map(of, TipoTarefa)), _dearest(store))
        tarefas = dict(zip(TipoTarefa, found, strict=True))
        tarefas[TipoTarefa.SAUDE] = _both(tarefas[TipoTarefa.SAUDE], dear)
        return tarefas

    async def _relatos(self, conta: str, hoje: Hoje) -> Lidos[Relato]:
        """Those whose contato falls due today and is a person's to make."""
        return await _newest(
            self.documents.open(Relato.CONTAINER, conta),
            Relato,
            "proximo_contato_em",
            Where("status", "=", RelatoStatus.EM_ACOMPANHAMENTO),
            Where("contato_automatico", "=", False),
            Where("proximo_contato_em", "<", instant(hoje.fim)),
        )

    async def _chamados(self, conta: str, hoje: Hoje) -> Lidos[Chamado]:
        """Those whose solution or first answer is late or due today."""
        store, end = self.documents.open(Chamado.CONTAINER, conta), instant(hoje.fim)
        running = Where("status", "in", RUNNING)
        unanswered = Where("primeira_resposta_em", "=", None)
        solve, answer = await asyncio.gather(
            _newest(store, Chamado, "resolver_ate", running, Where("resolver_ate", "<", end)),
            _newest(store, Chamado, "responder_ate", running, Where("responder_ate", "<", end), unanswered),
        )
        both = {one.id: one for one in (*solve.itens, *answer.itens)}
        return Lidos(tuple(both.values()), max(solve.a_mais, answer.a_mais))

    async def _atendimentos(self, conta: str, hoje: Hoje) -> Lidos[Atendimento]:
        """Those to come, until the end of the next working day, that nobody has confirmed."""
        return await _newest(
            self.documents.open(Atendimento.CONTAINER, conta),
            Atendimento,
            "data_consulta",
            Where("status_confirmacao", "in", ASKING),
            Where("data_consulta", ">=", instant(hoje.agora)),
            Where("data_consulta", "<", instant(hoje.fim_do_proximo)),
        )

    async def _joined(
        self, conta: str, kind: type[D], lidos: Awaitable[Lidos[D]], ids: Iterable[str]
    ) -> Lidos[D]:
        """With those of `ids` that are not among what was read."""
        read = await lidos
        known = {_id(one) for one in read.itens}
        more = await self._many(conta, kind, [one for one in ids if one not in known])
        return Lidos((*read.itens, *more), read.a_mais)

    async def _many(self, conta: str, kind: type[D], ids: Iterable[str | None]) -> list[D]:
        container: str = kind.CONTAINER  # type: ignore[attr-defined]  # every kind that is read here has one
        found = await read_many(self.documents.open(container, conta), [one for one in ids if one])
        return [_read(kind, stored) for stored in found.values()]

    async def _nomes(self, conta: str, chamados: Iterable[Chamado]) -> dict[str, str]:
        """Raw fields: a cliente that was blocked or merged away is shown to nobody."""
        ids = {one.cliente_id for one in chamados}
        found = await read_many(self.documents.open(Cliente.CONTAINER, conta), ids)
        return {
            one.id: str(one.body["nome"]) for one in found.values() if one.body.get("bloqueado_em") is None
        }


def _until(tipo: TipoTarefa, hoje: Hoje) -> Any:
    if tipo is TipoTarefa.SAUDE:
        return hoje.fim + _SAUDE_AHEAD
    return hoje.fim_do_proximo if tipo in _AHEAD else hoje.fim


async def _newest(store: DocumentStore, kind: type[D], path: str, *where: Condition) -> Lidos[D]:
    page = await store.query(Query(where, order_by=path, descending=True, limit=MOST))
    itens = tuple(_read(kind, stored) for stored in page.items)
    return Lidos(itens, await store.count(*where) - len(itens) if page.cursor else 0)


async def _dearest(store: DocumentStore) -> tuple[Tarefa, ...]:
    """Of clientes that slip away those that pay most: a whole base may fall on one day."""
    where = (
        Where("status", "=", TarefaStatus.ABERTA),
        Where("tipo", "=", TipoTarefa.SAUDE),
        Where("valor", ">", 0),
    )
    page = await store.query(Query(where, order_by="valor", descending=True, limit=MOST))
    return tuple(_read(Tarefa, stored) for stored in page.items)


def _both(newest: Lidos[Tarefa], dear: tuple[Tarefa, ...]) -> Lidos[Tarefa]:
    every = {one.id: one for one in (*newest.itens, *dear)}
    return Lidos(tuple(every.values()), max(newest.a_mais + len(newest.itens) - len(every), 0))


def _read(kind: type[D], stored: Stored) -> D:
    return kind.model_validate({"id": stored.id} | stored.body)


def _id(document: Document) -> str:
    found: str = document.id  # type: ignore[attr-defined]  # every kind that is read here has one
    return found


def _by_id(lidos: Lidos[D]) -> dict[str, D]:
    return {_id(one): one for one in lidos.itens}


def _ids(tarefas: Iterable[Tarefa], name: str) -> list[str]:
    return [found for one in tarefas if (found := getattr(one, name))]
