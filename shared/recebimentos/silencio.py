"""What the opt-out words do: silence, its end, and a number that is somebody else's. Each may be done again."""

from collections.abc import Sequence
from dataclasses import dataclass

from shared.clientes.models import Cliente, Origem
from shared.kit.auditing import Auditor, Nota
from shared.kit.durable import Flows
from shared.kit.errors import NotFound, TransientError
from shared.perguntas.models import Pergunta
from shared.recebimentos import textos
from shared.recebimentos.conversa import SUJEITO, Conversa, canal_of, pessoa_of
from shared.recebimentos.equipe import Equipe
from shared.recebimentos.ports import Acompanhamentos, Clientes, Desistencias, Ledger, Remetentes


@dataclass(frozen=True, slots=True)
class Efeito:
    """What was done: where the message went, and the one thing to say about it, to whom; "" for nothing.

    `acuse` marks the only message that may follow an opt-out; `pergunta` is what is asked back with it.
    """

    alvo: str | None = None
    texto: str = ""
    cliente_id: str | None = None
    acuse: bool = False
    pergunta: Pergunta | None = None


@dataclass(frozen=True)
class Silencio:
    """Who shares an address shares its silence: whoever of them asked, it is the address that is written to."""

    ledger: Ledger
    clientes: Clientes
    remetentes: Remetentes
    acompanhamentos: Acompanhamentos
    desistencias: Desistencias
    equipe: Equipe
    auditor: Auditor

    async def leave(self, conversa: Conversa, flows: Flows) -> Efeito:
        """Silence for all, from this moment. Said once more it stops even notices, and is not answered again."""
        silenced = [await self._silence(conversa, cliente, flows) for cliente in conversa.todos]
        evidencia = conversa.recebimento.id
        is_first = any(one.opt_out is not None and one.opt_out.evidencia == evidencia for one in silenced)
        if not is_first:
            return Efeito()
        avisos = conversa.conta.mensageria.avisos_apos_sair
        return Efeito(texto=textos.SAIU_COM_AVISOS if avisos else textos.SAIU, acuse=True)

    async def _silence(self, conversa: Conversa, cliente: Cliente, flows: Flows) -> Cliente:
        conta = conversa.conta.id
        await self._note(conversa, cliente, "cliente.silenced")
        recebimento = conversa.recebimento
        try:
            silenced = await self.ledger.silence(
                conta,
                cliente.id,
                canal=canal_of(recebimento.provedor),
                evidencia=recebimento.id,
                em=recebimento.recebido_em,
            )
        except NotFound:  # erased since it was read: nobody is left to write to
            return cliente
        avisos = conversa.conta.mensageria.avisos_apos_sair and not _is_total(silenced)
        await self.desistencias.cancel_for(conta, cliente_id=silenced.id, keeps_notices=avisos)
        await self.acompanhamentos.silence(conta, silenced.id, flows=flows)
        return silenced

    async def come_back(self, conversa: Conversa) -> Efeito:
        """Ends what this address asked for; what somebody else of the family told us otherwise stays."""
        recebimento = conversa.recebimento
        for cliente in with_silence_to_end(conversa.quem, conversa.todos):
            await self._note(conversa, cliente, "cliente.silence_ended")
            try:
                await self.ledger.end_silence(
                    conversa.conta.id,
                    cliente.id,
                    canal=canal_of(recebimento.provedor),
                    evidencia=recebimento.id,
                )
            except NotFound:
                continue
        return Efeito(texto=textos.VOLTOU)

    async def unlink(self, conversa: Conversa, flows: Flows) -> Efeito:
        """Whoever holds the number is nobody of them: it leads to none of them any more, and is written to no more.

        The staff hears of it before the number is gone, so that a crash in between loses nothing.
        """
        conta, recebimento = conversa.conta.id, conversa.recebimento
        pessoa = pessoa_of(recebimento)
        for cliente in conversa.todos:
            if _is_stranger(cliente, conversa):
                continue
            await self.equipe.mend_address(conta, recebimento, cliente)
            await self.desistencias.cancel_for(conta, cliente_id=cliente.id)
            await self._note(conversa, cliente, "cliente.address_unlinked")
            try:
                await self.remetentes.unlink(conta, cliente.id, pessoa)
            except NotFound:
                continue
        await self.clientes.identify(conta, pessoa, chave=recebimento.id)
        left = await self.remetentes.senders(conta, pessoa)
        if not left:
            raise TransientError  # somebody else takes this address at this very moment
        for stranger in left:
            await self._silence(conversa, stranger, flows)
        return Efeito(texto=textos.NUMERO_ERRADO, cliente_id=left[0].id, acuse=True)

    async def _note(self, conversa: Conversa, cliente: Cliente, acao: str) -> None:
        detalhe = {"recebimento_id": conversa.recebimento.id}
        nota = Nota(conversa.conta.id, SUJEITO, acao, f"/clientes/{cliente.id}", detalhe)
        await self.auditor.note(nota)


def with_silence_to_end(quem: Cliente, todos: Sequence[Cliente]) -> list[Cliente]:
    """Whom "voltar" lets hear of us again: who wrote it, and those who fell silent by a message of this address."""
    return [
        cliente
        for cliente in todos
        if cliente.opt_out and (cliente.id == quem.id or cliente.opt_out.registrado_por == SUJEITO)
    ]


def _is_total(cliente: Cliente) -> bool:
    return cliente.opt_out is not None and cliente.opt_out.total


def _is_stranger(cliente: Cliente, conversa: Conversa) -> bool:
    """Whether the cliente was only made of this very message, or since."""
    return cliente.origem is Origem.CANAL and cliente.criado_em >= conversa.recebimento.recebido_em
