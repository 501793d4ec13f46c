"""What a conta decided about appointments: when people are asked and reminded, in which words, who works when."""

from enum import StrEnum
from typing import Annotated

from pydantic import Field

from shared.contas.mensageria import Curto, Faixa
from shared.kit.models import Document

Horas = Annotated[int, Field(ge=1, le=720)]
Preparo = Annotated[str, Field(min_length=1, max_length=600)]


class Autocancelar(StrEnum):
    """What becomes of an appointment that nobody confirmed (CEM requirement F002.2)."""

    NUNCA = "nunca"
    AVISAR_EQUIPE = "avisar_equipe"
    CANCELAR = "cancelar"


class Profissional(Document):
    """Somebody whose hours are offered. `grade` is by weekday, Monday 0; an appointment lasts `duracao_min`."""

    nome: Annotated[str, Field(min_length=1, max_length=120)]
    especialidade: Curto = ""
    duracao_min: Annotated[int, Field(ge=5, le=480)] = 30
    grade: Annotated[
        dict[Annotated[int, Field(ge=0, le=6)], Annotated[tuple[Faixa, ...], Field(max_length=4)]],
        Field(max_length=7),
    ] = Field(default_factory=dict)


class PoliticaAtendimentos(Document):
    """Design §9: the first message `antecedencia_h` before (or at once with `confirmar_ao_criar`), a second after
    `silencio_h` hours without an answer, a last notice `ultimo_aviso_h` before. `mostrar_profissional` lets messages
    name who treats and the specialty, which is health data. `preparos` are words by procedure, such as a fast.
    `reserva_min` is how long a proposed hour is held.
    """

    confirmar_ao_criar: bool = False
    antecedencia_h: Horas = 48
    silencio_h: Horas = 12
    ultimo_aviso_h: Horas = 12
    autocancelar: Autocancelar = Autocancelar.AVISAR_EQUIPE
    autocancelar_h: Horas = 2
    mostrar_profissional: bool = False
    local: Curto = ""
    preparos: Annotated[
        dict[Annotated[str, Field(min_length=1, max_length=120)], Preparo], Field(max_length=100)
    ] = Field(default_factory=dict)
    profissionais: Annotated[tuple[Profissional, ...], Field(max_length=100)] = ()
    reserva_min: Annotated[int, Field(ge=5, le=1_440)] = 120
