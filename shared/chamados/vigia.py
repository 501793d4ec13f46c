"""What time does to chamados: deadlines that draw near or pass, silence that settles, solved ones that close."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from shared.chamados import textos
from shared.chamados.errors import ChamadoNotFound
from shared.chamados.estados import RETORNO, SILENCIO, closed, routed, settled, signalled
from shared.chamados.licoes import Ensino
from shared.chamados.models import Chamado, ChamadoStatus
from shared.chamados.ports import Clientes, Contas, Envios, Tarefas, Usuarios
from shared.chamados.prazos import (
    PAUSED,
    Alerta,
    Meta,
    Sinal,
    alerts,
    closes,
    said_alerts,
    silence_ends,
    timed,
)
from shared.chamados.store import ATTEMPTS, ChamadoStore
from shared.clientes.models import Cliente
from shared.contas.models import Conta
from shared.envios.models import FORWARD, WAITING, Envio, EnvioStatus
from shared.kit.clock import Now
from shared.kit.errors import NotFound, PreconditionFailed
from shared.kit.ids import digest_id
from shared.kit.logging import get_logger
from shared.tarefas.models import Tarefa, TipoTarefa

PAGE = 200
_MOST_PAGES = 10
# When to ask again after an answer that waits for its hour.
_AGAIN_IN = timedelta(hours=1)
_LEFT = tuple(status for status in FORWARD if status is not EnvioStatus.ENVIANDO)
_DO_QUE = {Meta.PRIMEIRA_RESPOSTA: "da primeira resposta", Meta.RESOLUCAO: "da solução"}
_log = get_logger(__name__)


@dataclass(frozen=True)
class VigiaService:
    """Each thing is done before it is written down, and can be done twice: a crash between the two repeats it."""

    open_chamados: Callable[[str], ChamadoStore]
    contas: Contas
    clientes: Clientes
    envios: Envios
    open_tarefas: Callable[[str], Tarefas]
    usuarios: Usuarios
    ensino: Ensino
    now: Now

    async def tick(self, conta_id: str) -> int:
        """Look at all whose moment has come; how many it was. What is left over the next tick does."""
        conta, looked = await self.contas.load(conta_id), 0
        for _ in range(_MOST_PAGES):
            due = await self.open_chamados(conta_id).due(self.now(), limit=PAGE)
            for chamado in due:
                await self._look(conta, chamado.id)
            looked += len(due)
            if len(due) < PAGE:
                break
        return looked

    async def _look(self, conta: Conta, chamado_id: str) -> None:
        store = self.open_chamados(conta.id)
        for _ in range(ATTEMPTS):
            try:
                read = await store.get(chamado_id)
                changed = await self._moved_on(read.chamado, conta)
                if changed is not read.chamado:
                    await store.save(changed, read.etag)
            except PreconditionFailed:  # somebody did something with it: look at what stands now
                continue
            except ChamadoNotFound:  # erased meanwhile
                return
            return
        extra = {"chamado_id": chamado_id, "conta": conta.id}
        _log.warning("chamado.contended", extra=extra)  # the next tick looks again

    async def _moved_on(self, chamado: Chamado, conta: Conta) -> Chamado:
        now = self.now()
        if chamado.proximo_em is None or chamado.proximo_em > now:
            return chamado
        if chamado.status in PAUSED:
            await self._let_go(chamado, conta)
        if (moment := closes(chamado, conta)) and moment <= now:
            _log.info("chamado.closed", extra=_about(chamado, conta))
            return closed(chamado, now=now, por=RETORNO)
        if (moment := silence_ends(chamado, conta)) and moment <= now:
            return await self._silent(chamado, conta)
        if chamado.status is ChamadoStatus.RESOLVIDO:
            await self.ensino.teach(conta.id, chamado)
        due = [alerta for alerta in alerts(chamado, conta) if alerta.em <= now]
        for alerta in _loudest(due):
            await self._tell(alerta, chamado, conta)
            chamado = signalled(chamado, alerta, conta=conta, now=now)
        return chamado if due else timed(chamado, conta)

    async def _silent(self, chamado: Chamado, conta: Conta) -> Chamado:
        """Nobody contradicted the answer. It counts only if it left, and only since then."""
        now, chave = self.now(), chamado.resposta_chave
        envio = await self.envios.find(conta.id, chave) if chave else None
        if envio and envio.status in WAITING:
            return chamado.updated(now, proximo_em=now + _AGAIN_IN)
        since = _left_at(envio) if envio else None
        if chave and since is None:
            _log.warning("chamado.answer_not_sent", extra=_about(chamado, conta))
            return routed(chamado, conta=conta, now=now, motivo=textos.NAO_SAIU)
        until = (since or now) + timedelta(hours=conta.chamados.silencio_horas)
        if since and until > now:
            return chamado.updated(now, proximo_em=until)
        _log.info("chamado.settled_by_silence", extra=_about(chamado, conta))
        return settled(chamado, conta=conta, now=now, por=SILENCIO)

    async def _let_go(self, chamado: Chamado, conta: Conta) -> None:
        """What people were told to do about a deadline is done, or the cliente's to wait for."""
        store = self.open_tarefas(conta.id)
        for meta, sinal in said_alerts(chamado):
            await store.dismiss(_tarefa_id(chamado, meta, sinal), self.now())

    async def _tell(self, alerta: Alerta, chamado: Chamado, conta: Conta) -> None:
        tarefa = await self._tarefa(alerta, chamado, conta)
        await self.open_tarefas(conta.id).open(tarefa)
        event = "chamado.overdue" if alerta.sinal is Sinal.ESTOURO else "chamado.nearly_due"
        _log.warning(event, extra=_about(chamado, conta) | {"meta": alerta.meta, "tarefa_id": tarefa.id})

    async def _tarefa(self, alerta: Alerta, chamado: Chamado, conta: Conta) -> Tarefa:
        due = chamado.responder_ate if alerta.meta is Meta.PRIMEIRA_RESPOSTA else chamado.resolver_ate
        cliente = await self._cliente(chamado, conta)
        nomes = await self.usuarios.names(conta.id, [chamado.atendente] if chamado.atendente else [])
        return Tarefa(
            id=_tarefa_id(chamado, alerta.meta, alerta.sinal),
            tipo=TipoTarefa.PRAZO,
            chamado_id=chamado.id,
            cliente_id=chamado.cliente_id,
            motivo=f"{alerta.sinal}_{alerta.meta}",
            explicacao=_in_words(alerta, due or alerta.em, conta),
            cliente=cliente.nome if cliente else None,
            telefone=cliente.telefone if cliente else None,
            email=cliente.email if cliente else None,
            atendente=nomes.get(chamado.atendente or ""),
            assunto=f"Chamado {chamado.protocolo}",
            vence_em=due or alerta.em,
            criada_em=self.now(),
        )

    async def _cliente(self, chamado: Chamado, conta: Conta) -> Cliente | None:
        try:
            return (await self.clientes.get(conta.id, chamado.cliente_id)).cliente
        except NotFound:  # erased or blocked meanwhile
            return None


def _tarefa_id(chamado: Chamado, meta: Meta, sinal: Sinal) -> str:
    return digest_id("prazo", chamado.id, meta, sinal)


def _loudest(due: list[Alerta]) -> list[Alerta]:
    """Who hears that a deadline has passed need not hear that it was near."""
    over = {alerta.meta for alerta in due if alerta.sinal is Sinal.ESTOURO}
    return [alerta for alerta in due if alerta.sinal is Sinal.ESTOURO or alerta.meta not in over]


def _left_at(envio: Envio) -> datetime | None:
    """When a provider took it; None for what never left, or may not have."""
    if envio.status not in _LEFT:
        return None
    taken = [line.em for line in envio.historico if line.status in _LEFT]
    return min(taken, default=envio.atualizado_em)


def _in_words(alerta: Alerta, due: datetime, conta: Conta) -> str:
    verb = "passou em" if alerta.sinal is Sinal.ESTOURO else "termina em"
    return f"O prazo {_DO_QUE[alerta.meta]} {verb} {due.astimezone(ZoneInfo(conta.fuso)):%d/%m, às %H:%M}."


def _about(chamado: Chamado, conta: Conta) -> dict[str, str]:
    return {"chamado_id": chamado.id, "conta": conta.id, "status": chamado.status}
