"""What a conta decided about its morning brief: whether it is sent, at what hour, to whom of its people.

Who gets it is a cliente of the conta whose ledger says that they are of its team (finalidade `equipe`). So a person of
the team has what every person has at the gate: an authorisation that can be taken back, SAIR, hours of rest, one
ledger of what was sent, their own export and erasure. A list of phones or of log-ins would have none of these.
"""

from datetime import time
from typing import Annotated

from pydantic import Field

from shared.contas.mensageria import Hora
from shared.kit.models import Document

# What the morning is over at: later nobody needs to hear how to begin.
MEIO_DIA = time(12)


class PoliticaPauta(Document):
    """Sent on working days at `hora`, or once the conta's people work (`chamados.expediente`), if that is later;
    `destinatarios` are ids of clientes."""

    ativa: bool = False
    hora: Hora = time(8)
    destinatarios: Annotated[tuple[str, ...], Field(max_length=20)] = ()
