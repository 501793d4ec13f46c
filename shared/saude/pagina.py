"""One page of a daily run, and one cliente at once: read by four queries, calculated, written in batches."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from shared.atividades.models import Contadores
from shared.clientes.models import Cliente
from shared.clientes.pipelines import is_scored
from shared.contas.models import Conta
from shared.kit.clock import Now, local_day
from shared.kit.logging import get_logger
from shared.kit.store import AnyOf, Documents, Query, Stored, Where, read_many
from shared.saude.calculo import Calculado, Contexto, Fontes, calculate
from shared.saude.perfis import perfil_of
from shared.saude.quedas import QuedaService
from shared.saude.rodada_models import Contagens
from shared.saude.sinais import Contados, Sinais
from shared.saude.store import PAGE, SaudeStore

# Patients have neither: they are not even read.
_MAY_BE_SCORED = AnyOf((Where("pipeline", "is_defined", True), Where("tenant_id", "is_defined", True)))
_ACTIVE = Where("ativo", "=", True)
# What a document that nobody can read may raise; `ValidationError` is a `ValueError`.
_UNREADABLE = (ValueError, TypeError, KeyError, AttributeError)
_log = get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Feito:
    """What a page did. `cursor` is where the next begins, None after the last."""

    contagens: Contagens
    cursor: str | None


@dataclass(frozen=True, slots=True)
class _Lido:
    """What was read for the clientes of a page."""

    contadores: Mapping[str, Stored]
    anteriores: Mapping[str, Stored]
    guardados: Mapping[str, Mapping[str, Any]]
    sinais: Contados


@dataclass(frozen=True)
class PaginaService:
    documents: Documents = field(repr=False)
    open_saude: Callable[[str], SaudeStore]
    sinais: Sinais
    quedas: QuedaService
    now: Now

    def context(self, conta: Conta, dia: date | None = None) -> Contexto:
        em = self.now()
        return Contexto(perfil_of(conta), conta.fuso, dia or local_day(em, conta.fuso), em)

    async def score(self, conta: Conta, dia: date, after: str) -> Feito:
        """Calculate and write the next page of clientes by id. Done twice, it writes the same twice."""
        store = self.documents.open(Cliente.CONTAINER, conta.id)
        where = (_ACTIVE, _MAY_BE_SCORED, Where("id", ">", after))
        found = (await store.query(Query(where, limit=PAGE))).items
        clientes = {one.id: one.body for one in found if is_scored(one.body)}
        contexto = self.context(conta, dia)
        done = await self.calculate(conta.id, clientes, contexto)
        falls = await self.write(conta, done, contexto)
        contagens = _counted(done, unreadable=len(clientes) - len(done), falls=falls)
        return Feito(contagens, found[-1].id if len(found) == PAGE else None)

    async def calculate(
        self, conta_id: str, clientes: Mapping[str, Mapping[str, Any]], contexto: Contexto
    ) -> list[Calculado]:
        """Of these raw bodies by id; one that cannot be read is left out and told in the log. Writes nothing."""
        lido = await self._read(conta_id, tuple(clientes), contexto)
        done = []
        for cliente_id, corpo in clientes.items():
            try:
                done.append(calculate(_sources(cliente_id, corpo, lido), contexto))
            except _UNREADABLE as error:
                extra = {"conta": conta_id, "cliente_id": cliente_id, "erro": type(error).__name__}
                _log.error("saude.unreadable", extra=extra)
        return done

    async def write(self, conta: Conta, done: Sequence[Calculado], contexto: Contexto) -> int:
        """The scores, then an end to the tarefas of falls that are over; how many fell. Who did waits to be told."""
        await self.open_saude(conta.id).put([one.escrita for one in done])
        return await self.quedas.settle(conta.id, [one.mudanca for one in done if one.mudanca], contexto.em)

    async def _read(self, conta_id: str, ids: Sequence[str], contexto: Contexto) -> _Lido:
        store = self.open_saude(conta_id)
        contadores = await read_many(self.documents.open(Contadores.CONTAINER, conta_id), ids)
        anteriores = await store.many(ids)
        # The first time, and again after having left: what the months kept is not to be written over.
        new = [one for one in ids if one not in anteriores]
        return _Lido(
            contadores=contadores,
            anteriores=anteriores,
            guardados=await store.months(new, _meses(contexto.dia)) if new else {},
            sinais=await self.sinais.count(
                conta_id, ids, perfil=contexto.perfil, dia=contexto.dia, fuso=contexto.fuso
            ),
        )

    async def sweep_out(self, conta: Conta, dia: date, after: str) -> Feito:
        """Take the scores of now from who has none any more; their months stay, but for who is not known at all.

        Those whose score is older than the run though they should have one could not be read: they keep it.
        """
        store = self.open_saude(conta.id)
        outdated = await store.outdated(dia, after)
        ids = [stored.id for stored in outdated]
        known = await read_many(self.documents.open(Cliente.CONTAINER, conta.id), ids)
        gone = [one for one in ids if one not in known or not is_scored(known[one].body)]
        await self.quedas.let_go(conta.id, gone, self.now())
        for cliente_id in gone:
            if cliente_id not in known:  # erased while it was being scored
                await store.forget(cliente_id)
        await store.drop(gone)
        return Feito(Contagens(retirados=len(gone)), ids[-1] if len(ids) == PAGE else None)


def _sources(cliente_id: str, corpo: Mapping[str, Any], lido: _Lido) -> Fontes:
    contadores, anterior = lido.contadores.get(cliente_id), lido.anteriores.get(cliente_id)
    return Fontes(
        cliente_id=cliente_id,
        cliente=corpo,
        contadores=contadores.body if contadores else None,
        anterior=anterior.body if anterior else None,
        guardados=lido.guardados.get(cliente_id),
        **lido.sinais.of(cliente_id),
    )


def _counted(done: Sequence[Calculado], *, unreadable: int, falls: int) -> Contagens:
    return Contagens(
        paginas=1,
        clientes=len(done),
        sem_dados=sum(one.sem_dados for one in done),
        ilegiveis=unreadable,
        quedas=falls,
        por_categoria=dict(Counter(one.categoria for one in done)),
    )


def _meses(dia: date) -> tuple[str, str]:
    """The month of the day and the one before."""
    before = dia.replace(day=1) - timedelta(days=1)
    return before.isoformat()[:7], dia.isoformat()[:7]
