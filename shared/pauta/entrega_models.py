"""What became of a brief that was asked to leave."""

from shared.clientes.models import Identificador
from shared.kit.models import Document


class Entrega(Document):
    """`link` is the envio's route, which tells whether it left, waits or was refused, and why."""

    destinatario: Identificador
    envio_id: str | None = None
    link: str | None = None
    motivo: str | None = None


class Entregas(Document):
    itens: tuple[Entrega, ...]
