"""The public question after a chamado: who wrote it asks with its protocolo and an address, without an account."""

from dataclasses import dataclass

from shared.chamados.errors import ChamadoNotFound, SituacaoNotFound
from shared.chamados.models import Chamado, ChamadoStatus
from shared.chamados.pedidos import ConsultaSituacao
from shared.chamados.ports import Clientes, Formularios, Recebidos, Tentativas
from shared.chamados.service import ChamadoService
from shared.chamados.views import SITUACOES, SituacaoChamado, as_situacao
from shared.kit.brasil import email_address, phone_key, phone_number
from shared.kit.canais import Provedor
from shared.kit.errors import NotFound
from shared.kit.ids import is_document_id
from shared.limites.models import Cota
from shared.recebimentos.models import Recebimento, RecebimentoStatus

# Who asks oftener is guessing; a whole conta's people may be a little busier.
_OF_ONE, _OF_ONE_S = 10, 10 * 60
_OF_ALL, _OF_ALL_S = 600, 60 * 60


@dataclass(frozen=True)
class SituacaoService:
    formularios: Formularios
    tentativas: Tentativas
    chamados: ChamadoService
    clientes: Clientes
    recebidos: Recebidos

    async def ask(self, chave: str, consulta: ConsultaSituacao, address: str) -> SituacaoChamado:
        """Where it is, and the newest answer.

        Raises `Unauthorized` for a key of no form, `TooManyRequests`, and `SituacaoNotFound` whatever was wrong.
        """
        conta = await self.formularios.conta_of(chave)
        one = Cota(f"situacao:{address}", _OF_ONE, _OF_ONE_S, conta)
        await self.tentativas.count(one, Cota("situacao", _OF_ALL, _OF_ALL_S, conta))
        chamado = await self._chamado(conta, consulta.protocolo)
        recebido = await self._recebido(conta, consulta.protocolo)
        known = await self._contacts(conta, chamado, recebido)
        if not known & _asked(consulta):
            raise SituacaoNotFound
        if chamado is not None:
            return as_situacao(chamado)
        if recebido is None:
            raise SituacaoNotFound
        return _of_form(recebido, consulta.protocolo)

    async def _chamado(self, conta: str, protocolo: str) -> Chamado | None:
        try:
            return await self.chamados.by_protocolo(conta, protocolo)
        except ChamadoNotFound:
            return None

    async def _recebido(self, conta: str, protocolo: str) -> Recebimento | None:
        """The form's message, whose protocolo is known before it becomes a chamado."""
        if not is_document_id(protocolo):
            return None
        return await self.recebidos.find(conta, f"{Provedor.FORMULARIO}:{protocolo}")

    async def _contacts(
        self, conta: str, chamado: Chamado | None, recebido: Recebimento | None
    ) -> frozenset[str]:
        """By what its sender may be known: the cliente's addresses, and those in the form."""
        found: set[str | None] = set()
        if chamado is not None:
            try:
                cliente = (await self.clientes.get(conta, chamado.cliente_id)).cliente
                found |= {*map(_phone, cliente.telefones), *map(_email, cliente.emails)}
            except NotFound:  # erased or blocked meanwhile
                pass
        if recebido is not None:
            found |= {_phone(recebido.telefone or ""), _email(recebido.campos.get("email", ""))}
            found |= {_phone(recebido.endereco), _email(recebido.endereco)}
        return frozenset(one for one in found if one)


def _asked(consulta: ConsultaSituacao) -> frozenset[str]:
    """What was typed as the cliente's addresses are compared; what can be none fits nobody."""
    typed = (_phone(consulta.telefone or ""), _email(consulta.email or ""))
    return frozenset(one for one in typed if one)


def _phone(text: str) -> str | None:
    try:
        return phone_key(phone_number(text))
    except ValueError:
        return None


def _email(text: str) -> str | None:
    try:
        return email_address(text)
    except ValueError:
        return None


def _of_form(recebido: Recebimento, protocolo: str) -> SituacaoChamado:
    """One that is no chamado yet, or that became something else."""
    is_routed = recebido.status is not RecebimentoStatus.RECEBIDO
    status = ChamadoStatus.ENCAMINHADO if is_routed else ChamadoStatus.ABERTO
    return SituacaoChamado(protocolo=protocolo, situacao=SITUACOES[status], recebido_em=recebido.recebido_em)
