"""What becomes of an inbound message: who it is from, which words it holds, which question it answers."""

from functools import cache
from typing import TYPE_CHECKING

from shared.kit import clock
from shared.kit.auth import Papel, Principal
from shared.wiring.base import documents, queues
from shared.wiring.clientes import open_cadastro
from shared.wiring.contas import auditoria_service, conta_store

if TYPE_CHECKING:
    from datetime import datetime

    from shared.clientes.models import Canal, Cliente
    from shared.clientes.remetentes import RemetenteService
    from shared.envios.desistencias import DesistenciaService
    from shared.perguntas.service import PerguntaService
    from shared.perguntas.store import PerguntaStore
    from shared.recebimentos.service import RoutingService


def open_perguntas(conta: str) -> "PerguntaStore":
    from shared.perguntas.store import PerguntaStore

    return PerguntaStore(documents().open("perguntas", conta))


@cache
def pergunta_service() -> "PerguntaService":
    from shared.perguntas.service import PerguntaService

    return PerguntaService(open_perguntas=open_perguntas, now=clock.now)


@cache
def remetente_service() -> "RemetenteService":
    from shared.clientes.remetentes import RemetenteService
    from shared.wiring.titulares import supressao_service

    return RemetenteService(open_cadastro=open_cadastro, supressoes=supressao_service(), now=clock.now)


@cache
def desistencia_service() -> "DesistenciaService":
    from shared.envios.desistencias import DesistenciaService
    from shared.wiring.envios import open_envios

    return DesistenciaService(open_envios=open_envios, queues=queues(), now=clock.now)


async def end_contacts(conta: str, silenced: "Cliente") -> None:
    """Let go what waits for somebody who fell silent elsewhere than in a message: envios and acompanhamentos."""
    from shared.wiring.relatos import desfecho_service

    mensageria = (await conta_store().load(conta)).mensageria
    is_total = silenced.opt_out is not None and silenced.opt_out.total
    avisos = mensageria.avisos_apos_sair and not is_total
    await desistencia_service().cancel_for(conta, cliente_id=silenced.id, keeps_notices=avisos)
    await desfecho_service().silence(conta, silenced.id, flows=None)


@cache
def routing_service() -> "RoutingService":
    from shared.recebimentos.equipe import Equipe
    from shared.recebimentos.remetente import Reconhecimento
    from shared.recebimentos.respostas import Respostas
    from shared.recebimentos.service import RoutingService
    from shared.recebimentos.silencio import Silencio
    from shared.recebimentos.situacao import Observacao
    from shared.wiring.atendimentos import resposta_service
    from shared.wiring.canais import escuta
    from shared.wiring.chamados import chamado_service
    from shared.wiring.clientes import cliente_service
    from shared.wiring.envios import envio_service, open_envios
    from shared.wiring.recebimentos import open_recebimentos
    from shared.wiring.relatos import desfecho_service, open_tarefas

    equipe = Equipe(open_tarefas=open_tarefas, now=clock.now)
    return RoutingService(
        open_recebimentos=open_recebimentos,
        contas=conta_store(),
        ouvinte=escuta(),
        reconhecimento=Reconhecimento(
            remetentes=remetente_service(),
            clientes=cliente_service(),
            perguntas=pergunta_service(),
            acompanhamentos=desfecho_service(),
            open_enviados=open_envios,
        ),
        observacao=Observacao(
            open_enviados=open_envios,
            perguntas=pergunta_service(),
            acompanhamentos=desfecho_service(),
            chamados=chamado_service(),
            atendimentos=resposta_service(),
            now=clock.now,
        ),
        silencio=Silencio(
            ledger=_Ledger(),
            clientes=cliente_service(),
            remetentes=remetente_service(),
            acompanhamentos=desfecho_service(),
            desistencias=desistencia_service(),
            equipe=equipe,
            auditor=auditoria_service(),
        ),
        respostas=Respostas(
            perguntas=pergunta_service(),
            chamados=chamado_service(),
            atendimentos=resposta_service(),
            open_recebimentos=open_recebimentos,
            equipe=equipe,
            now=clock.now,
        ),
        acompanhamentos=desfecho_service(),
        chamados=chamado_service(),
        equipe=equipe,
        saida=envio_service(),
        now=clock.now,
    )


class _Ledger:
    """The port `Ledger` of recebimentos on the consents of clientes."""

    async def silence(
        self, conta: str, cliente_id: str, *, canal: "Canal", evidencia: str, em: "datetime"
    ) -> "Cliente":
        from shared.clientes.entradas import NovoOptOut
        from shared.wiring.clientes import consentimento_service

        asked = NovoOptOut(canal=canal, evidencia=evidencia)
        return (await consentimento_service().silence(_routing(conta), cliente_id, asked, em=em)).cliente

    async def end_silence(self, conta: str, cliente_id: str, *, canal: "Canal", evidencia: str) -> "Cliente":
        from shared.clientes.entradas import FimDeOptOut
        from shared.wiring.clientes import consentimento_service

        fim = FimDeOptOut(canal=canal, evidencia=evidencia)
        return (await consentimento_service().end_opt_out(_routing(conta), cliente_id, fim)).cliente


def _routing(conta: str) -> Principal:
    from shared.recebimentos.conversa import SUJEITO

    return Principal(conta=conta, sujeito=SUJEITO, papel=Papel.INTEGRACAO)
