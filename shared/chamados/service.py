"""What can be done with a chamado: open it, hear what is said in it, read and answer it, find it, heal it."""

import asyncio
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial

from shared.chamados import textos
from shared.chamados.atendimento import Atendimento, undelivered, unread
from shared.chamados.classe import Classificador
from shared.chamados.entrada import Entrada
from shared.chamados.errors import ChamadoNotFound, ClienteNotFound
from shared.chamados.estados import routed
from shared.chamados.models import Chamado, FiltroChamados
from shared.chamados.store import ATTEMPTS, ChamadoPage, ChamadoStore, Versao
from shared.contas.models import Conta
from shared.envios.models import Envio, EnvioStatus
from shared.kit.errors import PreconditionFailed, TransientError
from shared.kit.logging import get_logger

LEFT_BEHIND_AFTER = timedelta(minutes=10)
SWEEP_PAGE = 200
_NEVER_LEAVES = (EnvioStatus.RECUSADO, EnvioStatus.FALHOU, EnvioStatus.CANCELADO)
_log = get_logger(__name__)
_Reading = Callable[..., Awaitable[Chamado]]


@dataclass(frozen=True)
class ChamadoService(Entrada):
    """With what it takes to come in, what it takes to answer. `reserva` reads when `classificador` takes too long."""

    atendimento: Atendimento
    classificador: Classificador
    reserva: Classificador

    async def process(self, conta_id: str, chamado_id: str) -> Chamado:
        """Read what is unread, answer it or hand it to a person, let the answer leave. Safe to run twice and at once.

        Raises `ChamadoNotFound`; `TransientError`, and then the queue goes on.
        """
        return await self._work(conta_id, chamado_id, self._reading(self.classificador, na_hora=False))

    async def finish(self, conta_id: str, chamado_id: str, *, within_s: int) -> Chamado | None:
        """Do the worker's work now, for who waits for it: by the quick reader where the time is up; None in an
        outage: the queue goes on."""
        try:
            try:
                async with asyncio.timeout(within_s):
                    reading = self._reading(self.classificador, na_hora=True)
                    return await self._work(conta_id, chamado_id, reading)
            except TimeoutError:
                return await self._work(conta_id, chamado_id, self._reading(self.reserva, na_hora=True))
        except TransientError:
            return None

    def _reading(self, classificador: Classificador, *, na_hora: bool) -> _Reading:
        return partial(self.atendimento.consider, classificador=classificador, na_hora=na_hora)

    async def _work(self, conta_id: str, chamado_id: str, reading: _Reading) -> Chamado:
        store, conta = self.open_chamados(conta_id), await self.contas.load(conta_id)
        for _ in range(ATTEMPTS):
            found = await store.get(chamado_id)
            try:
                chamado = await self._steps(store, conta, found, reading)
            except PreconditionFailed:
                continue  # the cliente said more, or somebody took it: go on from where it stands now
            await self.let_go(conta_id, chamado)
            return chamado
        raise TransientError

    async def _steps(self, store: ChamadoStore, conta: Conta, found: Versao, reading: _Reading) -> Chamado:
        """Answers that were saved and did not leave go first: they are older than any new words."""
        if found.chamado.pendente:
            found = await self._send(store, conta, found)
        if found.chamado.pendente:
            started = time.perf_counter()
            chamado = await reading(found.chamado, conta=conta)
            latency_ms = round((time.perf_counter() - started) * 1000)
            found = await store.save(chamado, found.etag)
            _log.info("chamado.considered", extra=_told(conta.id, chamado) | {"latency_ms": latency_ms})
        if found.chamado.pendente:
            found = await self._send(store, conta, found)
        return found.chamado

    async def _send(self, store: ChamadoStore, conta: Conta, found: Versao) -> Versao:
        """Hand the answers over, then write down that nothing waits, unless the cliente has said more."""
        chamado = await self.atendimento.hand_over(found.chamado, conta)
        if not unread(chamado):
            chamado = chamado.updated(self.now(), pendente=False)
        return found if chamado is found.chamado else await store.save(chamado, found.etag)

    async def fail(self, conta_id: str, chamado_id: str) -> None:
        """Hand what the queue gave up on to a person, and raise the alarm. Raises `ChamadoNotFound`."""
        store, conta = self.open_chamados(conta_id), await self.contas.load(conta_id)
        stuck = (await store.get(chamado_id)).chamado
        kept_back = await self.atendimento.kept_back(stuck, conta_id)

        def change(chamado: Chamado) -> Chamado:
            if not chamado.pendente:
                return chamado
            return _given_up(chamado, stuck, kept_back, conta=conta, now=self.now())

        failed = (await store.update(chamado_id, change)).chamado
        _log.error("chamado.failed", extra=_told(conta_id, failed))

    async def take_back(self, conta_id: str, envio: Envio) -> None:
        """Hand an answer that never leaves to a person at once, even where somebody took it for solved meanwhile. Of an
        envio of something else nothing changes."""
        if envio.chamado_id is None or envio.status not in _NEVER_LEAVES:
            return
        conta = await self.contas.load(conta_id)

        def change(chamado: Chamado) -> Chamado:
            if not any(fala.id == envio.chave and fala.enviada for fala in chamado.falas):
                return chamado
            return undelivered(chamado, [envio.chave], conta=conta, now=self.now())

        try:
            chamado = (await self.open_chamados(conta_id).update(envio.chamado_id, change)).chamado
        except ChamadoNotFound:
            return
        await self.let_go(conta_id, chamado)

    async def sweep(self, conta_id: str) -> int:
        """Queue again what stayed behind for ten minutes; how many it was. Running it twice costs hints only."""
        before = self.now() - LEFT_BEHIND_AFTER
        left = await self.open_chamados(conta_id).left_behind(before, limit=SWEEP_PAGE)
        for chamado in left:
            await self.enqueue(conta_id, chamado)
        return len(left)

    async def relink(self, conta_id: str, old: str, new: str) -> int:
        """Hand the chamados of a merged cliente to the one that stays; how many it was. Repeatable."""
        store = self.open_chamados(conta_id)
        moved = 0
        while page := await store.of_cliente(old):
            for chamado_id in page:
                await store.update(chamado_id, lambda one: one.model_copy(update={"cliente_id": new}))
            moved += len(page)
        return moved

    async def get(self, conta_id: str, chamado_id: str) -> Versao:
        """Raises `ChamadoNotFound`."""
        return await self.open_chamados(conta_id).get(chamado_id)

    async def by_protocolo(self, conta_id: str, protocolo: str) -> Chamado:
        """Raises `ChamadoNotFound`."""
        return await self.open_chamados(conta_id).by_protocolo(protocolo)

    async def search(self, conta_id: str, filtro: FiltroChamados) -> ChamadoPage:
        """Newest first; a cliente by the id that stays after a merge."""
        conta = await self.contas.load(conta_id)
        if filtro.cliente_id is not None:
            try:
                known = await self._canonical(conta_id, filtro.cliente_id)
            except ClienteNotFound:
                return ChamadoPage([], None)
            filtro = filtro.model_copy(update={"cliente_id": known})
        return await self.open_chamados(conta_id).search(filtro, conta.fuso)


def _given_up(
    chamado: Chamado, stuck: Chamado, kept_back: list[str], *, conta: Conta, now: datetime
) -> Chamado:
    """What was written since it got `stuck` has a hint of its own."""
    newer = tuple(chave for chave in chamado.por_sair if chave not in stuck.por_sair)
    lost = [chave for chave in chamado.por_sair if chave in kept_back]
    given_up = chamado.updated(now, pendente=bool(newer), por_sair=newer, falhas=chamado.falhas + 1)
    if lost:
        return undelivered(given_up, lost, conta=conta, now=now)
    if not unread(chamado):
        return given_up
    return routed(given_up, conta=conta, now=now, motivo=textos.NAO_PROCESSADO)


def _told(conta: str, chamado: Chamado) -> dict[str, object]:
    leitor = chamado.classificacao.origem if chamado.classificacao else None
    return {
        "chamado_id": chamado.id,
        "conta": conta,
        "status": chamado.status,
        "setor": chamado.setor,
        "prioridade": chamado.prioridade,
        "leitor": leitor,
        "traceparent": chamado.traceparent,
    }
