"""What S3's workflow shows of itself."""

from shared.atendimentos.models import StatusConfirmacao
from shared.clientes.models import Identificador
from shared.kit.models import Document


class PassoWorkflow(Document):
    passo: str
    feito: bool
    detalhe: str


class WorkflowS3(Document):
    """`success`: the person was asked, now or before. `passos` in S3's order: subscriber, message, flow."""

    success: bool
    message: str
    atendimento_id: Identificador
    subscriber_id: Identificador | None
    status_confirmacao: StatusConfirmacao
    passos: tuple[PassoWorkflow, ...]
