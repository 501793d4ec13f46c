"""What an answer to "do you come?" means, and the port of whoever reads one.

The label rules are those of the evaluation set's README; the grave errors are the worst this system can make.
"""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Protocol

from shared.kit.models import Document


class Classe(StrEnum):
    """`indefinido` acts on nothing: it is asked about once, then a person sees to it."""

    CONFIRMADO = "confirmado"
    CANCELADO = "cancelado"
    REAGENDAR = "reagendar"
    DUVIDA = "duvida"
    OPT_OUT = "opt_out"
    INDEFINIDO = "indefinido"


class RespostaLida(Document):
    """How an answer was read: `evidencia` is a literal excerpt of it, `origem` who read it (`botao`, `numero`,
    `regras:1`, a model). `desejo` is the other time that was asked for, in the person's words."""

    classe: Classe
    evidencia: str = ""
    desejo: str | None = None
    origem: str = ""
    prompt: str = ""


@dataclass(frozen=True, slots=True)
class Pergunta:
    """What the person answers: our words, their words, when the appointment is (local), and whether text may leave."""

    enviada: str
    texto: str
    quando: datetime | None = None
    llm_externo: bool = True


class Leitor(Protocol):
    async def read(self, pergunta: Pergunta) -> RespostaLida:
        """Never fails for a model's sake. In doubt `indefinido`."""


@dataclass(frozen=True, slots=True)
class Dito:
    """A message that may be about an appointment. `atendimento_id`: it answers our notice about that one, which was
    asked for by `aviso`; `agenda_id`: the system that it came through says which one of the hospital's it is about.
    `de_fluxo`: that system asked about the appointment in its own words, as S3's flows do. `conversa_em`: when we last
    said something about anything else to whoever wrote it."""

    texto: str
    atendimento_id: str | None = None
    aviso: str | None = None
    agenda_id: str | None = None
    de_fluxo: bool = False
    conversa_em: datetime | None = None


@dataclass(frozen=True, slots=True)
class Leitura:
    """What a message says of appointments. `atendimento_ids` are those it may be about, the next first; `lida` None: it
    decides nothing. `agenda`: another system said which one, so that it is about no other. `perguntas` are what was
    asked about them, an answered question too: who confirmed may still not come."""

    atendimento_ids: tuple[str, ...]
    lida: RespostaLida | None
    agenda: bool = False
    perguntas: tuple[str, ...] = ()
