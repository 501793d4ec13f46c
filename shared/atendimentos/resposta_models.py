"""What is handed over when somebody answers about an appointment, and what they are answered."""

from dataclasses import dataclass
from datetime import datetime

from shared.atendimentos.classe import RespostaLida
from shared.perguntas.models import Pergunta


@dataclass(frozen=True, slots=True)
class Ouvida:
    """One answer. `lida` None: it is read here, from `texto`. `pergunta_id`: the question it was bound to, by its
    button, its number, or by choice; `opcao` is what was chosen there."""

    recebimento_id: str
    texto: str
    em: datetime
    lida: RespostaLida | None = None
    pergunta_id: str | None = None
    opcao: str | None = None


@dataclass(frozen=True, slots=True)
class Retorno:
    """What the person is answered; `pergunta` is what is asked back with it. Without words somebody answers."""

    texto: str = ""
    pergunta: Pergunta | None = None
