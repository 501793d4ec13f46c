"""What atendimentos need from outside: the conta, who somebody is, the way out, an open question, the team."""

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from shared.atendimentos.models import Atendimento
from shared.atendimentos.resposta_models import Ouvida, Retorno
from shared.clientes.models import Pessoa, Versao
from shared.contas.models import Conta
from shared.envios.models import Envio, NovoEnvio
from shared.kit.durable import Flows
from shared.perguntas.models import NovaPergunta, Pergunta
from shared.tarefas.models import Tarefa


class Contas(Protocol):
    async def load(self, conta: str) -> Conta:
        """The conta, made with the defaults when it does not exist yet."""


class Clientes(Protocol):
    async def get(self, conta: str, cliente_id: str) -> Versao:
        """Raises `NotFound`. A merged id gives the one that stays."""

    async def identify(self, conta: str, pessoa: Pessoa, *, chave: str) -> str | None:
        """The cliente behind a phone or e-mail, made when there is none; None where nobody can be told."""

    async def is_known(self, conta: str, *, telefone: str | None, email: str | None) -> bool:
        """Whether any cliente has this phone or e-mail."""


class Guardas(Protocol):
    async def held(self, conta: str, cliente_ids: Sequence[str]) -> frozenset[str]:
        """Those of these clientes whose data the law keeps from being erased today."""


class Saida(Protocol):
    async def request(self, conta_id: str, novo: NovoEnvio, *, sujeito: str, traceparent: str = "") -> Envio:
        """Hand a message to the gate, once for its `chave`. Raises `DomainError` for what no gate would take."""


class Envios(Saida, Protocol):
    async def find(self, conta_id: str, chave: str) -> Envio | None:
        """The envio of this `chave`."""


class Entradas(Protocol):
    async def last_at(self, conta: str, cliente_id: str) -> datetime | None:
        """When this person last wrote to us, by whatever channel and about whatever."""


class Desistencias(Protocol):
    async def cancel_for_atendimento(
        self, conta: str, atendimento_id: str, *, keeps: str | None = None
    ) -> int:
        """Let go the notices about it that still wait, but of those whose `chave` begins with `keeps`. Repeatable."""


class Perguntas(Protocol):
    async def ask(self, conta: str, nova: NovaPergunta) -> Pergunta:
        """Open a pergunta; the same `chave` is the same pergunta."""

    async def find(self, conta: str, pergunta_id: str) -> Pergunta | None: ...

    async def cancel(self, conta: str, pergunta_id: str) -> Pergunta:
        """What it asked about is settled. Raises `NotFound`."""

    async def expire(self, conta: str, pergunta_id: str) -> Pergunta:
        """Its time is over. Raises `NotFound`."""


class Tarefas(Protocol):
    async def open(self, tarefa: Tarefa) -> Tarefa:
        """The tarefa of this id, made once."""

    async def dismiss(self, tarefa_id: str, now: datetime) -> None:
        """Let it go where it is still open."""

    async def dismiss_vaga(self, horario_id: str, now: datetime) -> None:
        """Let go what was told of this hour when it fell free: it is somebody's again."""

    async def dismiss_past(self, now: datetime) -> None:
        """Let go what was told of hours that are over. Repeatable."""


class Liberadas(Protocol):
    async def freed(self, conta: str, atendimento: Atendimento) -> None:
        """Its hour is nobody's any more: tell the team who wanted an earlier one. Repeatable."""


class Vagas(Liberadas, Protocol):
    """Free hours of whoever treats: proposed, chosen, and told of when one falls free."""

    async def propose(self, conta: Conta, atendimento: Atendimento, *, chave: str) -> Retorno | None:
        """Some hours to choose from, the same for the same `chave`; None where none are known."""

    async def choose(self, conta: Conta, pergunta: Pergunta, ouvida: Ouvida, flows: Flows) -> Retorno:
        """Take the hour that was chosen, or propose others. Repeatable by the recebimento. Raises `NotFound`."""


class Assinantes(Protocol):
    async def subscribe(self, conta: str, telefone: str, nome: str) -> str:
        """The conta's subscriber behind this phone, made where there is none.

        Raises `DomainError` where the conta has no such channel, or they refuse to be contacted; `TransientError`.
        """
