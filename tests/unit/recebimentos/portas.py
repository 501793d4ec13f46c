"""Ports of the routing for its stories: who listens to audio, the ledger of silence, appointments."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from shared.atendimentos.classe import Dito, Leitura
from shared.atendimentos.resposta_models import Ouvida, Retorno
from shared.clientes.consentimentos import ConsentimentoService
from shared.clientes.entradas import FimDeOptOut, NovoOptOut
from shared.clientes.models import Canal, Cliente
from shared.contas.models import Conta
from shared.kit.auth import Papel, Principal
from shared.kit.durable import Flows
from shared.kit.errors import TransientError
from shared.perguntas.models import Pergunta
from shared.recebimentos.conversa import SUJEITO
from shared.recebimentos.models import Recebimento
from shared.relatos.models import Contato, ContatoSituacao


@dataclass
class FakeOuvinte:
    says: str | None = None
    down: bool = False
    heard: list[str] = field(default_factory=list)

    async def hear(self, conta: Conta, recebimento: Recebimento) -> str | None:
        if self.down:
            raise TransientError
        self.heard.append(recebimento.midia or "")
        return self.says


@dataclass
class Ledger:
    """The port on the real consents, as the wiring has it."""

    service: ConsentimentoService

    async def silence(
        self, conta: str, cliente_id: str, *, canal: Canal, evidencia: str, em: datetime
    ) -> Cliente:
        asked = NovoOptOut(canal=canal, evidencia=evidencia)
        return (await self.service.silence(routing_principal(conta), cliente_id, asked, em=em)).cliente

    async def end_silence(self, conta: str, cliente_id: str, *, canal: Canal, evidencia: str) -> Cliente:
        fim = FimDeOptOut(canal=canal, evidencia=evidencia)
        return (await self.service.end_opt_out(routing_principal(conta), cliente_id, fim)).cliente


def routing_principal(conta: str) -> Principal:
    return Principal(conta=conta, sujeito=SUJEITO, papel=Papel.INTEGRACAO)


@dataclass
class FakeAtendimentos:
    """Says of each text what `leituras` says, and writes down what it is told."""

    leituras: dict[str, Leitura] = field(default_factory=dict)
    heard: list[tuple[str, str | None, Ouvida]] = field(default_factory=list)
    asked: list[Sequence[str]] = field(default_factory=list)
    chosen: list[str] = field(default_factory=list)

    async def read(self, conta: Conta, cliente_ids: Sequence[str], dito: Dito) -> Leitura | None:
        self.asked.append(cliente_ids)
        return self.leituras.get(dito.texto)

    async def hear(self, conta_id: str, atendimento_id: str, ouvida: Ouvida, flows: Flows) -> Retorno:
        if all(one.recebimento_id != ouvida.recebimento_id for _, _, one in self.heard):
            self.heard.append((atendimento_id, ouvida.opcao, ouvida))
        return Retorno()

    async def choose(self, conta_id: str, pergunta: Pergunta, ouvida: Ouvida, flows: Flows) -> Retorno:
        self.chosen.append(ouvida.opcao or "")
        return Retorno()


def make_contato(numero: int, due: datetime, situacao: ContatoSituacao) -> Contato:
    day: date = due.date()
    return Contato(
        numero=numero,
        motivo="cadencia",
        data_nominal=day,
        data_ajustada=day,
        devido_em=due,
        situacao=situacao,
        texto=f"Texto {numero}",
    )
