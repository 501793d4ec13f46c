"""Ports of the routing for its stories: who listens to audio, and the ledger of silence on the real consents."""

from dataclasses import dataclass, field
from datetime import datetime

from shared.clientes.consentimentos import ConsentimentoService
from shared.clientes.entradas import FimDeOptOut, NovoOptOut
from shared.clientes.models import Canal, Cliente
from shared.contas.models import Conta
from shared.kit.auth import Papel, Principal
from shared.kit.errors import TransientError
from shared.recebimentos.conversa import SUJEITO
from shared.recebimentos.models import Recebimento


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
