"""What a conta decided about chamados: in which hours it works, by when it answers, what may be answered by itself."""

from datetime import time
from typing import Annotated

from pydantic import Field

from shared.contas.mensageria import Curto, Faixa, Horario, Nome
from shared.kit.models import Document

Minutos = Annotated[int, Field(ge=1, le=60_000)]


class Prazo(Document):
    """Minutes of working hours: until the first answer, and until it is solved."""

    primeira_resposta: Minutos
    resolucao: Minutos


class Prazos(Document):
    """By priority."""

    critica: Prazo = Prazo(primeira_resposta=15, resolucao=240)
    alta: Prazo = Prazo(primeira_resposta=60, resolucao=480)
    media: Prazo = Prazo(primeira_resposta=240, resolucao=1_440)
    baixa: Prazo = Prazo(primeira_resposta=480, resolucao=2_400)


class PoliticaChamados(Document):
    """`expediente` is when people of the conta work; a deadline does not run outside it. `variaveis` are what approved
    answers may name, such as `link_boleto`. An answer that nobody contradicts for `silencio_horas` counts as
    accepted; a chamado that was solved is opened again by a message within `reabertura_dias`. `resposta_livre` lets a
    model write an answer where none was approved; health advice is never given.
    """

    expediente: Horario = Horario(semana=Faixa(inicio=time(8), fim=time(18)))
    prazos: Prazos = Prazos()
    resposta_automatica: bool = True
    resposta_livre: bool = False
    silencio_horas: Annotated[int, Field(ge=1, le=720)] = 24
    reabertura_dias: Annotated[int, Field(ge=1, le=30)] = 7
    validade_dias: Annotated[int, Field(ge=1, le=1_095)] = 180
    variaveis: dict[Nome, Curto] = Field(default_factory=dict)
