"""What a person is asked to do about a message: nothing that no rule understands is lost."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from shared.clientes.models import SEM_NOME, Cliente
from shared.kit.canais import Provedor, TipoConteudo
from shared.kit.ids import digest_id
from shared.recebimentos.conversa import words_of
from shared.recebimentos.models import Recebimento
from shared.recebimentos.ports import Tarefas
from shared.recebimentos.textos import SEM_TEXTO, SEM_TRANSCRICAO
from shared.relatos.models import Relato
from shared.tarefas.models import Tarefa, TipoTarefa

RESPONDER, CANCELAR_CONSULTA = "responder_mensagem", "cancelar_consulta"
NUMERO_ERRADO = "numero_errado"
_MOST, _LINE = 4_000, 200


@dataclass(frozen=True)
class Equipe:
    """Each tarefa is made once for its recebimento and motivo, whoever it turns out to be from."""

    open_tarefas: Callable[[str], Tarefas]
    now: Callable[[], datetime]

    async def answer(
        self,
        conta: str,
        recebimento: Recebimento,
        quem: Cliente | None,
        *,
        motivo: str = RESPONDER,
        explicacao: str | None = None,
    ) -> Tarefa:
        """Somebody is to answer the message."""
        more = {
            "assunto": (recebimento.assunto or "")[:_LINE],
            "explicacao": explicacao or _unreadable(recebimento),
        }
        tarefa = self._tarefa(recebimento, quem, motivo).model_copy(update=more)
        return await self.open_tarefas(conta).open(tarefa)

    async def answer_about(
        self, conta: str, recebimento: Recebimento, quem: Cliente, *, relato: Relato
    ) -> Tarefa:
        """Who told the relato is to answer."""
        more = {
            "relato_id": relato.id,
            "atendente": relato.nome_atendente,
            "assunto": relato.resumo,
            "explicacao": _unreadable(recebimento),
        }
        tarefa = self._tarefa(recebimento, quem, RESPONDER).model_copy(update=more)
        return await self.open_tarefas(conta).open(tarefa)

    async def mend_address(self, conta: str, recebimento: Recebimento, quem: Cliente) -> Tarefa:
        """Somebody is to find out how the cliente is really reached."""
        sentence = "Quem recebeu diz que este contato não é da pessoa; ele já foi desligado do cadastro."
        more = {
            "id": digest_id(
                NUMERO_ERRADO, recebimento.id, quem.id
            ),  # the address may have been several people's
            "tipo": TipoTarefa.NUMERO_ERRADO,
            "assunto": "Contato errado",
            "explicacao": sentence,
        }
        tarefa = self._tarefa(recebimento, quem, NUMERO_ERRADO)
        return await self.open_tarefas(conta).open(tarefa.model_copy(update=more))

    def _tarefa(self, recebimento: Recebimento, quem: Cliente | None, motivo: str) -> Tarefa:
        is_email = recebimento.provedor is Provedor.EMAIL
        email = recebimento.endereco if is_email else recebimento.campos.get("email")
        return Tarefa(
            id=digest_id(motivo, recebimento.id),
            tipo=TipoTarefa.RESPONDER,
            cliente_id=quem.id if quem else recebimento.cliente_id,
            recebimento_id=recebimento.id,
            motivo=motivo,
            cliente=_name(recebimento, quem),
            telefone=recebimento.telefone,
            email=email,
            mensagem=words_of(recebimento)[:_MOST] or None,
            vence_em=recebimento.recebido_em,
            criada_em=self.now(),
        )


def _name(recebimento: Recebimento, quem: Cliente | None) -> str | None:
    return quem.nome if quem and quem.nome != SEM_NOME else recebimento.nome


def _unreadable(recebimento: Recebimento) -> str | None:
    if words_of(recebimento):
        return None
    return SEM_TRANSCRICAO if recebimento.tipo is TipoConteudo.AUDIO else SEM_TEXTO
