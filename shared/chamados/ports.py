"""What chamados need from outside: the conta, who somebody is, an answer that may be given, the way out."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from shared.chamados.classe import Classificacao, Setor
from shared.chamados.models import Fonte
from shared.clientes.models import Cliente, Versao
from shared.contas.models import Conta
from shared.envios.models import Envio, NovoEnvio
from shared.limites.models import Cota
from shared.perguntas.models import NovaPergunta, Pergunta
from shared.recebimentos.models import Recebimento
from shared.tarefas.models import Tarefa


class Contas(Protocol):
    async def load(self, conta: str) -> Conta:
        """The conta, made with the defaults when it does not exist yet."""


class Clientes(Protocol):
    async def get(self, conta: str, cliente_id: str) -> Versao:
        """Raises `NotFound`. A merged id gives the one that stays."""

    async def names(self, conta: str, cliente_ids: Sequence[str]) -> dict[str, str]:
        """The names of those that are known."""


class Saida(Protocol):
    async def request(self, conta_id: str, novo: NovoEnvio, *, sujeito: str, traceparent: str = "") -> Envio:
        """Hand a message to the gate, once for its `chave`. Raises `DomainError` for what no gate would take."""


class Envios(Protocol):
    async def find(self, conta: str, chave: str) -> Envio | None:
        """The envio of this `chave`."""


class Perguntas(Protocol):
    async def ask(self, conta: str, nova: NovaPergunta) -> Pergunta:
        """Open a pergunta; the same `chave` is the same pergunta."""

    async def cancel(self, conta: str, pergunta_id: str) -> Pergunta:
        """What it asked about is settled. Raises `NotFound`."""


class Tarefas(Protocol):
    async def open(self, tarefa: Tarefa) -> Tarefa:
        """The tarefa of this id, made once."""

    async def dismiss(self, tarefa_id: str, now: datetime) -> None:
        """Let it go where it is still open; one that is not there, or was done, is none."""


@dataclass(frozen=True, slots=True)
class Questao:
    """What is to be answered: the cliente's last unanswered words, and how they were read."""

    texto: str
    classificacao: Classificacao
    cliente: Cliente


@dataclass(frozen=True, slots=True)
class RespostaPronta:
    """An answer that may be given now, its variables filled in, and what it cites."""

    texto: str
    fonte: Fonte


class Respondedor(Protocol):
    async def answer(self, conta: Conta, questao: Questao) -> RespostaPronta | None:
        """The approved answer that surely fits; None where a person must answer.

        Raises `TransientError` only where nothing can be read at all.
        """


@dataclass(frozen=True, slots=True)
class Licao:
    """A question that a person answered, for the memory: `chave` makes it one. `validada` is a person's approval."""

    chave: str
    cliente_id: str
    setor: Setor
    pergunta: str
    resposta: str
    por: str
    validada: bool = False


class Memoria(Protocol):
    async def learn(self, conta: str, licao: Licao) -> str:
        """Keep it as a mensagem, as a suggestion where it is not validated; its id. Repeatable."""


class Formularios(Protocol):
    async def conta_of(self, chave: str) -> str:
        """The conta of a form's key. Raises `Unauthorized`."""


class Recebidos(Protocol):
    async def find(self, conta: str, recebimento_id: str) -> Recebimento | None: ...


class Tentativas(Protocol):
    async def count(self, *cotas: Cota) -> None:
        """Raises `TooManyRequests` at the first that is used up."""


class Usuarios(Protocol):
    async def names(self, conta: str, usuario_ids: Sequence[str]) -> dict[str, str]:
        """The usernames of those that exist and are active."""
