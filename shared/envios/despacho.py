"""The worker of envios: decides, takes the place, asks once more, calls the provider, writes down what became of it.

Each step is saved before the next, so a redelivery goes on where it stopped; what a dead worker had in its hands
may have left and is never sent again.
"""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from shared.clientes.models import Canal
from shared.contas.models import Conta
from shared.envios import estados
from shared.envios.contexto import Leitor, Lido
from shared.envios.decisao import Contexto, decide, is_answer
from shared.envios.errors import EnvioNotFound, Moved
from shared.envios.models import Acao, Decisao, Envio, EnvioStatus, Motivo
from shared.envios.ports import Contas
from shared.envios.ritmos import RitmoStore
from shared.envios.saida import Unfilled, saida_of
from shared.envios.store import EnvioStore, Versao
from shared.kit.canais import Aceite, FalhaDeEnvio, Incerto, Provedor, Recusado, Saida
from shared.kit.clock import Now
from shared.kit.errors import NotFound, TransientError
from shared.kit.logging import get_logger

# Each provider may fail once, and others may be quicker in between.
_TURNS = 16
LEASE = timedelta(minutes=10)
SWEEP_PAGE = 500
_WRITES = 3
_PAUSE_S = 0.2
_CERTAINLY_NOT_SENT = (EnvioStatus.RECUSADO, EnvioStatus.CANCELADO, EnvioStatus.FALHOU)
_WITHOUT_WORDS: dict[str, Any] = {"texto": "", "texto_enviado": None, "assunto": None, "variaveis": {}}
_CANAIS = {Provedor.EMAIL: Canal.EMAIL, Provedor.TELEGRAM: Canal.TELEGRAM}
_log = get_logger(__name__)


@dataclass(frozen=True)
class Despacho:
    """`now` is business time, which decides; `real_now` the clock of leases."""

    open_envios: Callable[[str], EnvioStore]
    open_ritmos: Callable[[str], RitmoStore]
    contas: Contas
    leitor: Leitor
    now: Now
    real_now: Now

    async def process(self, conta_id: str, envio_id: str) -> Envio:
        """Bring the envio as far as it may go now. Safe to run twice and at once.

        Raises `EnvioNotFound`; `TransientError`, and then the queue or the sweep goes on.
        """
        store = self.open_envios(conta_id)
        conta = await self.contas.load(conta_id)
        for _ in range(_TURNS):
            read = await store.get(envio_id)
            if read.envio.status is not EnvioStatus.AGENDADO:
                await self._hand_over(conta_id, read.envio)
                return read.envio
            if read.envio.decisao and read.envio.nao_antes_de > self.now():
                return read.envio  # a first look is taken early: a reminder may have to be brought forward
            try:
                await self._take_turn(conta, store, read)
            except Moved:
                await asyncio.sleep(0)  # somebody was quicker: decide anew from where it stands
        raise TransientError

    async def _take_turn(self, conta: Conta, store: EnvioStore, read: Versao) -> None:
        envio, now = read.envio, self.now()
        try:
            lido = await self.leitor.read(conta, envio, now)
        except NotFound:
            wordless = envio.model_copy(update=_WITHOUT_WORDS)  # nobody may keep what was to be said to them
            await store.save(estados.refused(wordless, _gone(envio, now=self.now), now), read.etag)
            return
        decisao = decide(envio, lido.contexto)
        judged = {"acao": decisao.acao, "motivo": decisao.motivo or ""}
        _log.info("envio.decided", extra=_extra(conta, envio) | judged)
        if not goes(decisao):
            await self._hold(conta, store, read, decisao)
            return
        try:
            saida = saida_of(envio, decisao, lido.contexto)
        except Unfilled:
            await self._hold(conta, store, read, _unfilled(envio, decisao))
            return
        if not is_answer(envio, lido.contexto):
            await self._reserve(conta, envio, lido, saida)
        taken = estados.taken(envio, decisao, now, real_now=self.real_now())
        await self._leave(conta, store, await store.save(taken, read.etag), lido=lido, saida=saida)

    async def _hold(self, conta: Conta, store: EnvioStore, read: Versao, decisao: Decisao) -> Versao:
        saved = await store.save(estados.held(read.envio, decisao, self.now()), read.etag)
        _log.info("envio.held", extra=_extra(conta, saved.envio) | {"motivo": decisao.motivo or ""})
        if saved.envio.status is EnvioStatus.FALHOU:
            _log.error("envio.failed", extra=_extra(conta, saved.envio))
        return saved

    async def _reserve(self, conta: Conta, envio: Envio, lido: Lido, saida: Saida) -> None:
        """Raises `Moved` when another envio took a place of this person since they were read."""
        store = self.open_ritmos(conta.id)
        mine = {store.id_of_cliente(lido.contexto.cliente.id), store.id_of(saida.endereco)}
        await store.take(lido.ritmos, mine & lido.ritmos.keys(), store.lugar(envio, self.now()))

    async def _leave(
        self, conta: Conta, store: EnvioStore, taken: Versao, *, lido: Lido, saida: Saida
    ) -> None:
        """The last look, then the provider. What is saved from here on depends on nobody else's etag but this."""
        if not await self._still_goes(conta, store, taken, lido):
            return
        envio = taken.envio
        assert envio.provedor is not None
        carteiro = await self.leitor.carteiros.of(conta, envio.provedor)
        try:
            if carteiro is None:
                raise Recusado(codigo="canal_desligado")
            aceite = await carteiro.send(saida)
        except FalhaDeEnvio as falha:
            await self._write_failure(conta, store, envio, falha)
        else:
            await self._write_accepted(conta, store, envio, aceite=aceite, texto=saida.texto)

    async def _still_goes(self, conta: Conta, store: EnvioStore, taken: Versao, lido: Lido) -> bool:
        """Whether a SAIR or an erasure came in between.

        Raises `Moved` for new addresses, and when somebody else saved the envio since: to be decided anew.
        """
        envio = taken.envio
        try:
            contexto = await self._again(lido)
            newest = await store.get(envio.id)
            moved_on = contexto and _addresses(contexto) != _addresses(lido.contexto)
            if moved_on or newest.etag != taken.etag:
                raise Moved  # what is in hand would go to where the person is no more, or for no reason
        except TransientError:
            now = self.now()
            await _insist(store, envio.id, lambda read: estados.given_back(read, now))
            raise
        decisao = decide(envio, contexto) if contexto else _gone(envio, now=self.now)
        if goes(decisao):
            return True
        saved = await self._hold(conta, store, taken, decisao)
        await self._release(conta.id, saved.envio)
        return False

    async def _again(self, lido: Lido) -> Contexto | None:
        try:
            return await self.leitor.again(lido, self.now())
        except NotFound:
            return None

    async def _write_accepted(
        self, conta: Conta, store: EnvioStore, envio: Envio, *, aceite: Aceite, texto: str
    ) -> None:
        now = self.now()
        await _insist(store, envio.id, lambda read: estados.accepted(read, aceite, texto, now))
        _log.info("envio.accepted", extra=_extra(conta, envio))

    async def _write_failure(
        self, conta: Conta, store: EnvioStore, envio: Envio, falha: FalhaDeEnvio
    ) -> None:
        now, extra = self.now(), _extra(conta, envio) | {"codigo": falha.codigo, "falha": falha.slug}

        def change(read: Envio) -> Envio:
            return estados.after_failure(read, falha, now) if read.status is EnvioStatus.ENVIANDO else read

        if isinstance(falha, Incerto):
            _log.error("envio.uncertain", extra=extra)
        else:
            _log.warning("envio.not_sent", extra=extra)
        await _insist(store, envio.id, change)
        if not isinstance(falha, Incerto):
            await self._release(conta.id, envio)

    async def _hand_over(self, conta_id: str, envio: Envio) -> None:
        """What follows from an end without a delivery; done again, it changes nothing."""
        if envio.status in _CERTAINLY_NOT_SENT:
            await self._release(conta_id, envio)
        if estados.is_refused_by_person(envio):
            await self.mirror_opt_out(conta_id, envio)

    async def mirror_opt_out(self, conta_id: str, envio: Envio) -> None:
        """Write into our ledger what the person told the provider."""
        canal = _CANAIS.get(envio.provedor, Canal.WHATSAPP) if envio.provedor else Canal.WHATSAPP
        try:
            await self.leitor.clientes.opt_out(
                conta_id, envio.cliente_id, canal=canal, evidencia=f"envio:{envio.id}"
            )
        except NotFound:
            return

    async def _release(self, conta_id: str, envio: Envio) -> None:
        store = self.open_ritmos(conta_id)
        try:
            cliente = (await self.leitor.clientes.get(conta_id, envio.cliente_id)).cliente
        except NotFound:
            return
        await store.release(store.ids_of(cliente), envio.id)


def _addresses(contexto: Contexto) -> tuple[tuple[str, ...], ...]:
    cliente = contexto.cliente
    return cliente.telefones, cliente.emails


def goes(decisao: Decisao) -> bool:
    return decisao.acao in (Acao.ENVIAR, Acao.USAR_MODELO)


async def _insist(store: EnvioStore, envio_id: str, change: Callable[[Envio], Envio]) -> None:
    """Save what a provider said, over a short outage too: nobody could tell it again. Erased meanwhile is well."""
    for turn in range(_WRITES):
        try:
            await store.update(envio_id, change)
        except EnvioNotFound:
            return
        except TransientError:
            if turn == _WRITES - 1:
                raise
            await asyncio.sleep(_PAUSE_S * 2**turn)
        else:
            return


def _gone(envio: Envio, *, now: Now) -> Decisao:
    sentence = "O cadastro desta pessoa não existe mais ou está bloqueado."
    return estados.refusal(envio, Motivo.SUPRIMIDO, "cliente", sentence, em=now())


def _unfilled(envio: Envio, decisao: Decisao) -> Decisao:
    sentence = "Fora da janela de 24 horas, e faltam valores para o modelo aprovado."
    return estados.refusal(
        envio.model_copy(update={"decisao": decisao}), Motivo.SEM_MODELO, "modelo", sentence, em=decisao.em
    )


def _extra(conta: Conta, envio: Envio) -> dict[str, str]:
    return {
        "envio_id": envio.id,
        "conta": conta.id,
        "provedor": envio.provedor or "",
        "traceparent": envio.traceparent,
    }
