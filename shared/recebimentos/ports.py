"""What recebimentos need from outside: who somebody is, what is open with them, what answers them."""

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from shared.atendimentos.classe import Dito, Leitura
from shared.atendimentos.models import Atendimento
from shared.atendimentos.resposta_models import Ouvida, Retorno
from shared.chamados.fala_models import FalaRecebida
from shared.chamados.models import Chamado
from shared.clientes.models import Canal, Cliente, Pessoa
from shared.contas.models import Acesso, Conta, TipoAcesso
from shared.envios.models import Envio, NovoEnvio
from shared.kit.canais import Preferencia, Provedor, Recibo
from shared.kit.durable import Flows
from shared.limites.models import Cota
from shared.perguntas.models import NovaPergunta, Pergunta, RespostaDada
from shared.recebimentos.models import Recebimento
from shared.relatos.models import Relato, Resposta
from shared.tarefas.models import Tarefa


class Clientes(Protocol):
    async def identify(self, conta: str, pessoa: Pessoa, *, chave: str) -> str | None:
        """The cliente behind a phone or e-mail, made when there is none; None where nobody can be told."""


class Remetentes(Protocol):
    async def senders(self, conta: str, pessoa: Pessoa) -> list[Cliente]:
        """Everybody who is reached at this address, the newest first."""

    async def learn(self, conta: str, cliente_id: str, pessoa: Pessoa) -> None:
        """Remember the account of a channel that the cliente wrote from. Repeatable. Raises `NotFound`."""

    async def unlink(self, conta: str, cliente_id: str, pessoa: Pessoa) -> None:
        """Take the address off the cliente. Repeatable. Raises `NotFound`."""


class Ledger(Protocol):
    """Who asked for silence; each evidence counts once. All of it raises `NotFound` and `TransientError`."""

    async def silence(
        self, conta: str, cliente_id: str, *, canal: Canal, evidencia: str, em: datetime
    ) -> Cliente: ...

    async def end_silence(self, conta: str, cliente_id: str, *, canal: Canal, evidencia: str) -> Cliente: ...


class Perguntas(Protocol):
    async def ask(self, conta: str, nova: NovaPergunta) -> Pergunta:
        """Open a pergunta; the same `chave` is the same pergunta."""

    async def find(self, conta: str, pergunta_id: str) -> Pergunta | None: ...

    async def open_for(self, conta: str, cliente_ids: Sequence[str]) -> list[Pergunta]:
        """The open questions to these people, the newest first."""

    async def answer(self, conta: str, pergunta_id: str, resposta: RespostaDada, flows: Flows) -> bool:
        """Record the answer once and wake the flow; False when it was answered before, or is over."""


class Acompanhamentos(Protocol):
    async def spoken_of(self, conta: str, cliente_ids: Sequence[str]) -> list[Relato]:
        """What a message of one of these people may answer, the one that was contacted last first."""

    async def hear(self, conta: str, relato_id: str, resposta: Resposta, *, flows: Flows) -> Relato:
        """The cliente answered, which ends the acompanhamento. Repeatable. Raises `NotFound`."""

    async def silence(self, conta: str, cliente_id: str, *, flows: Flows | None) -> int:
        """End every acompanhamento of a cliente who wants silence. Repeatable."""


class Chamados(Protocol):
    async def open_with(self, conta_id: str, cliente_id: str) -> Chamado | None:
        """The chamado that is still being talked about with this cliente; None where none is open."""

    async def hear(self, conta_id: str, fala: FalaRecebida, traceparent: str) -> Chamado:
        """Write down what a cliente said where it belongs, and have it read. Repeatable by the id of `fala`.

        Raises `NotFound` for a cliente who was erased.
        """

    async def confirm(self, conta_id: str, chamado_id: str, *, resolveu: bool, fala_id: str) -> Chamado:
        """The cliente said by a button whether the answer helped. Repeatable by `fala_id`. Raises `NotFound`."""


class Atendimentos(Protocol):
    async def read(self, conta: Conta, cliente_ids: Sequence[str], dito: Dito) -> Leitura | None:
        """What it says of the appointments that these people were asked about; None where it is about none."""

    async def hear(self, conta_id: str, atendimento_id: str, ouvida: Ouvida, flows: Flows) -> Retorno:
        """The person answered about it. Repeatable by the id of the recebimento. Raises `NotFound`."""

    async def choose(self, conta_id: str, pergunta: Pergunta, ouvida: Ouvida, flows: Flows) -> Retorno:
        """The person chose one of the hours that were proposed, or none. Repeatable. Raises `NotFound`."""


class Atendidos(Protocol):
    async def find(self, conta_id: str, atendimento_id: str) -> Atendimento | None:
        """As it stands now; None of an unknown one."""


class Rotas(Protocol):
    async def process(self, conta_id: str, recebimento_id: str, flows: Flows) -> Recebimento:
        """Bring a message to where it belongs. Repeatable. Raises `NotFound`, `TransientError`."""


class Tarefas(Protocol):
    async def open(self, tarefa: Tarefa) -> Tarefa:
        """The tarefa of this id, made once."""


class Saida(Protocol):
    async def request(self, conta_id: str, novo: NovoEnvio, *, sujeito: str, traceparent: str = "") -> Envio:
        """Hand a message to the gate, once for its `chave`. Raises `DomainError` for what no gate would take."""


class Desistencias(Protocol):
    async def cancel_for(
        self, conta: str, *, cliente_id: str | None = None, keeps_notices: bool = False
    ) -> int:
        """Let go the proactive messages that still wait; replies stay, and notices where asked. Repeatable."""


class Enviados(Protocol):
    async def by_provedor_id(self, provedor: Provedor, provedor_id: str) -> Envio | None:
        """Our message that the provider knows by this id."""


class Ouvinte(Protocol):
    async def hear(self, conta: Conta, recebimento: Recebimento) -> str | None:
        """What an audio says; None where nobody can listen to it here. Nothing of it is kept.

        Raises `TransientError` on an outage.
        """


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
