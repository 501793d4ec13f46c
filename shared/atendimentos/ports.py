"""What atendimentos need from outside: the conta, who somebody is, the way out, an open question, the team."""

from typing import Protocol

from shared.clientes.models import Pessoa, Versao
from shared.contas.models import Conta
from shared.envios.models import Envio, NovoEnvio
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


class Saida(Protocol):
    async def request(self, conta_id: str, novo: NovoEnvio, *, sujeito: str, traceparent: str = "") -> Envio:
        """Hand a message to the gate, once for its `chave`. Raises `DomainError` for what no gate would take."""


class Desistencias(Protocol):
    async def cancel_for_atendimento(
        self, conta: str, atendimento_id: str, *, keeps: str | None = None
    ) -> int:
        """Let go the notices about it that still wait, but of those whose `chave` begins with `keeps`. Repeatable."""


class Perguntas(Protocol):
    async def ask(self, conta: str, nova: NovaPergunta) -> Pergunta:
        """Open a pergunta; the same `chave` is the same pergunta."""

    async def cancel(self, conta: str, pergunta_id: str) -> Pergunta:
        """What it asked about is settled. Raises `NotFound`."""


class Tarefas(Protocol):
    async def open(self, tarefa: Tarefa) -> Tarefa:
        """The tarefa of this id, made once."""
