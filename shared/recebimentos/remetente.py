"""Who wrote: everybody behind the address, and of several the one whom the message most surely is from."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from shared.clientes.models import Cliente, Pessoa
from shared.contas.models import Conta
from shared.kit.errors import NotFound, TransientError
from shared.kit.nomes import name_words, share_first_name
from shared.recebimentos.conversa import Conversa, payload_of, pessoa_of
from shared.recebimentos.models import Recebimento
from shared.recebimentos.ports import Acompanhamentos, Clientes, Enviados, Perguntas, Remetentes


@dataclass(frozen=True)
class Reconhecimento:
    remetentes: Remetentes
    clientes: Clientes
    perguntas: Perguntas
    acompanhamentos: Acompanhamentos
    open_enviados: Callable[[str], Enviados]

    async def recognise(self, conta: Conta, recebimento: Recebimento) -> Conversa:
        """Who was recognised once stays so. A stranger becomes a cliente, once for the recebimento.

        Raises `TransientError` when somebody is made or merged at this moment.
        """
        pessoa = pessoa_of(recebimento)
        todos = await self.remetentes.senders(conta.id, pessoa)
        if not todos:
            await self.clientes.identify(conta.id, pessoa, chave=recebimento.id)
            todos = await self.remetentes.senders(conta.id, pessoa)
        if not todos:
            raise TransientError
        quem = next((one for one in todos if one.id == recebimento.cliente_id), None)
        if quem is None:
            quem = todos[0] if len(todos) == 1 else await self._choose(conta.id, recebimento, todos)
        if pessoa.endereco is not None:
            await self._learn(conta.id, todos, pessoa)
        return Conversa(conta, recebimento, quem, tuple(todos))

    async def _learn(self, conta: str, todos: Sequence[Cliente], pessoa: Pessoa) -> None:
        """The account leads to all of them, as its phone does: next time no phone may come with it."""
        for cliente in todos:
            if pessoa.endereco in cliente.enderecos:
                continue
            try:
                await self.remetentes.learn(conta, cliente.id, pessoa)
            except NotFound:
                raise TransientError from None

    async def _choose(self, conta: str, recebimento: Recebimento, todos: Sequence[Cliente]) -> Cliente:
        """Whom we wrote to, if the message answers that; else who is waited for, by name, the newest."""
        spoken_to = await self._spoken_to(conta, recebimento)
        for cliente in todos:
            if cliente.id == spoken_to:
                return cliente
        ids = [cliente.id for cliente in todos]
        waiting: list[str | None] = [one.cliente_id for one in await self.perguntas.open_for(conta, ids)]
        if not waiting:
            waiting = [one.cliente_id for one in await self.acompanhamentos.spoken_of(conta, ids)]
        waited = [cliente for cliente in todos if cliente.id in waiting] or todos
        named = [cliente for cliente in waited if _is_named(cliente, recebimento.nome)]
        return (named or waited)[0]

    async def _spoken_to(self, conta: str, recebimento: Recebimento) -> str | None:
        if payload := payload_of(recebimento):
            pergunta = await self.perguntas.find(conta, payload.pergunta_id)
            return pergunta.cliente_id if pergunta else None
        if not recebimento.em_resposta_a:
            return None
        enviados = self.open_enviados(conta)
        envio = await enviados.by_provedor_id(recebimento.provedor, recebimento.em_resposta_a)
        return envio.cliente_id if envio else None


def _is_named(cliente: Cliente, nome: str | None) -> bool:
    """Whether both have a name, and it begins alike: a profile's is rarely whole."""
    return bool(name_words(cliente.nome) and name_words(nome)) and share_first_name(cliente.nome, nome)
