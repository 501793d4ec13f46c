"""What recebimentos need from outside: who somebody is, what is open with them, what answers them."""

from typing import Protocol

from shared.clientes.models import Pessoa
from shared.kit.durable import Flows
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
