"""S3's workflow by hand: somebody of the team has a person asked now, and sees step by step what was done."""

from dataclasses import dataclass

from shared.atendimentos.avisos import AvisoService
from shared.atendimentos.dizeres import plainly
from shared.atendimentos.envelope import Pedido
from shared.atendimentos.escalada import who_hears
from shared.atendimentos.models import Atendimento
from shared.atendimentos.ports import Assinantes
from shared.atendimentos.service import AtendimentoService
from shared.atendimentos.workflow_views import PassoWorkflow, WorkflowS3
from shared.kit.durable import Flows
from shared.kit.errors import DomainError, TransientError

_SEM_TELEFONE = "O atendimento não tem telefone."
_FORA_DO_AR = "O Botconversa não respondeu agora. Ele será procurado de novo quando a mensagem sair."
_SALVO = "Subscriber {} salvo no atendimento."
_ENTREGUE = "A pergunta sobre {} está com o envio, que cuida de horários e consentimentos."
_VOLTOU = "A pergunta não saiu: confira o cadastro e os consentimentos da pessoa."
_ESPERA = (
    "Fora do horário de avisos da conta. O fluxo perguntará a seu tempo; para antes, tente no expediente."
)
_FLUXO = "O fluxo de confirmação cuida dos lembretes até o horário."


@dataclass(frozen=True)
class WorkflowService:
    atendimentos: AtendimentoService
    avisos: AvisoService
    assinantes: Assinantes

    async def run(self, pedido: Pedido, flows: Flows) -> WorkflowS3:
        """Ask now whether they come, once for each hour of it however often this is done.

        Raises `AtendimentoNotFound`, `MudancaRecusada` where nobody is to be asked any more; `TransientError`.
        """
        conta, atendimento_id = pedido.conta, pedido.atendimento_id
        await self.atendimentos.process(conta, atendimento_id, flows)
        at = await self.avisos.ask_now(conta, atendimento_id)
        assinante = await self._subscribed(pedido, at, flows)
        at = await self.atendimentos.process(conta, atendimento_id, flows)
        mensagem = _asked(at)
        return WorkflowS3(
            success=mensagem.feito,
            message="Workflow executado com sucesso" if mensagem.feito else mensagem.detalhe,
            atendimento_id=at.id,
            subscriber_id=at.subscriber_id,
            status_confirmacao=at.status_confirmacao,
            passos=(
                assinante,
                mensagem,
                PassoWorkflow(passo="fluxo", feito=at.fluxo_iniciado, detalhe=_FLUXO),
            ),
        )

    async def _subscribed(self, pedido: Pedido, at: Atendimento, flows: Flows) -> PassoWorkflow:
        """What Botconversa does not take now keeps nobody from being asked."""
        if at.telefone is None:
            return _subscriber(_SEM_TELEFONE)
        cliente = await who_hears(self.atendimentos.clientes, pedido.conta, at)
        nome = (cliente.nome if cliente else None) or at.nome_paciente
        try:
            found = await self.assinantes.subscribe(pedido.conta, at.telefone, nome)
        except DomainError as error:
            return _subscriber(error.detail)
        except TransientError:
            return _subscriber(_FORA_DO_AR)

        def change(one: Atendimento) -> Atendimento:
            return one if one.subscriber_id == found else one.updated(self.avisos.now(), subscriber_id=found)

        await self.atendimentos.apply(pedido, change, flows)
        return _subscriber(_SALVO.format(found), feito=True)


def _subscriber(detalhe: str, *, feito: bool = False) -> PassoWorkflow:
    return PassoWorkflow(passo="subscriber", feito=feito, detalhe=detalhe)


def _asked(at: Atendimento) -> PassoWorkflow:
    """By what was written down of this hour, whoever asked."""
    sent = [one for one in at.avisos if one.versao == at.versao]
    if not sent:
        return PassoWorkflow(passo="mensagem", feito=False, detalhe=_ESPERA)
    if all(one.voltou for one in sent):
        return PassoWorkflow(passo="mensagem", feito=False, detalhe=_VOLTOU)
    return PassoWorkflow(
        passo="mensagem", feito=True, detalhe=_ENTREGUE.format(plainly(at.data_consulta, at.fuso))
    )
