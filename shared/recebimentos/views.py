"""What the API shows of recebimentos, and what it answers to who brings one."""

from dataclasses import dataclass

from shared.clientes.models import Identificador
from shared.kit.canais import Provedor, TipoConteudo
from shared.kit.models import Document, Instant
from shared.recebimentos.models import Destino, RecebimentoStatus


class RecebimentoDetalhe(Document):
    """No machinery, and no address of a medium: that is the worker's."""

    id: str
    status: RecebimentoStatus
    provedor: Provedor
    tipo: TipoConteudo
    endereco: str
    telefone: str | None
    nome: str | None
    assunto: str | None
    texto: str
    botao: str | None
    transcricao: str | None
    campos: dict[str, str]
    cliente_id: str | None
    destino: Destino | None
    destino_id: str | None
    enviado_em: Instant | None
    recebido_em: Instant
    atualizado_em: Instant


class RecebimentoLista(Document):
    itens: tuple[RecebimentoDetalhe, ...]
    cursor: str | None = None


class WebhookAceito(Document):
    """The same whether the message is new or came before."""

    status: str = "recebido"


@dataclass(frozen=True, slots=True)
class Desfecho:
    """What became of an answer about an appointment, in capitals as S3 had it: the state that the appointment is in,
    where the answer counted. Else `NAO_APLICADO` for an hour that is over or changed, `INDEFINIDO` where it was asked
    back or a person reads it, `OPT_OUT`, `ENCAMINHADO` for what was about something else; `RECEBIDO` waits."""

    atendimento_id: str | None = None
    status: str = "RECEBIDO"


class DadosBotconversa(Document):
    """S3's members: what came, and what became of it (`Desfecho`). `IGNORADO` is what nobody said, such as a status."""

    atendimento_id: Identificador | None = None
    status: str
    telefone: str | None = None
    subscriber_id: str | None = None
    resposta: str | None = None


class RespostaBotconversa(Document):
    """S3's success body."""

    success: bool = True
    message: str = "Webhook processado com sucesso"
    data: DadosBotconversa


class SaudeBotconversa(Document):
    status: str = "healthy"
    service: str = "webhook_botconversa"


class FormularioAceito(Document):
    """`protocolo` finds the message again when its sender asks."""

    protocolo: str
    status: str = "recebido"
