"""What recebimentos need from outside: who somebody is, what is open with them, what answers them."""

from datetime import datetime
from typing import Protocol

from shared.clientes.models import Canal, Cliente, Pessoa
from shared.contas.models import Acesso, Conta, TipoAcesso
from shared.kit.canais import Preferencia, Recibo
from shared.kit.durable import Flows
from shared.limites.models import Cota
from shared.perguntas.models import Pergunta
from shared.recebimentos.models import Recebimento


class Clientes(Protocol):
    async def identify(self, conta: str, pessoa: Pessoa, *, chave: str) -> str | None:
        """The cliente behind a phone or e-mail, made when there is none; None where nobody can be told."""


class Perguntas(Protocol):
    async def open_for(self, conta: str, cliente_id: str) -> list[Pergunta]:
        """The open questions to this person, the newest first."""

    async def answer(
        self, conta: str, pergunta: Pergunta, opcao: str, recebimento: Recebimento, flows: Flows
    ) -> bool:
        """Record the answer once and wake the flow; False when it was answered before."""


class Acompanhamentos(Protocol):
    async def reply(self, conta: str, cliente_id: str, recebimento: Recebimento, flows: Flows) -> str | None:
        """End the open acompanhamento of this person, if any: the id of its relato."""


class Contas(Protocol):
    async def find(self, conta: str) -> Conta | None:
        """The conta if there is one."""

    async def load(self, conta: str) -> Conta:
        """The conta, made with the defaults when it does not exist yet."""


class Credenciais(Protocol):
    async def resolve(self, tipo: TipoAcesso, segredo: str) -> Acesso:
        """What a presented secret opens by now. Raises `Unauthorized`."""


class Envios(Protocol):
    async def status(self, conta: str, recibo: Recibo) -> None:
        """Move the envio that a provider speaks of forward; of an unknown one, or backwards, nothing changes.

        Raises `TransientError`: the provider tells us again.
        """


class Preferencias(Protocol):
    async def prefer(self, conta: str, preferencia: Preferencia) -> None:
        """Write down that a person told the provider itself to stop or to resume; repeatable.

        Raises `TransientError`: the provider tells us again.
        """


class Tentativas(Protocol):
    async def count(self, *cotas: Cota) -> None:
        """Count one of each, in order. Raises `TooManyRequests` at the first that is used up."""


class Silencios(Protocol):
    """The ledger of silence, by the people behind an address. All of it may raise `TransientError`."""

    async def senders(self, conta: str, pessoa: Pessoa) -> list[Cliente]:
        """Everybody who is reached there."""

    async def identify(self, conta: str, pessoa: Pessoa, *, chave: str) -> str | None:
        """The cliente behind a phone or e-mail, made when there is none; None where nobody can be told."""

    async def silence(
        self, conta: str, cliente_id: str, *, canal: Canal, evidencia: str, em: datetime
    ) -> None:
        """The cliente wants silence; each evidence counts once."""

    async def end_silence(self, conta: str, cliente_id: str, *, canal: Canal, evidencia: str) -> None:
        """The cliente wants to hear of us again."""
