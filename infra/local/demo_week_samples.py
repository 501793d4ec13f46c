"""The appointments of the demonstration's week: who comes when, what they write, and how each must end.

Apart from what tells them, because these are words and expectations, and telling is work.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

MEDICA = "Dra. Paula Reis"
JEJUM = "Venha em jejum de 8 horas; água pode."
# What the clinic decided before the week begins.
POLITICA: Mapping[str, Any] = {
    "local": "Rua das Palmeiras, 100, 2º andar",
    "preparos": {"Exame de sangue": JEJUM},
    "profissionais": [
        {
            "nome": MEDICA,
            "duracao_min": 30,
            "grade": {str(day): [{"inicio": "08:00", "fim": "12:00"}] for day in range(5)},
        }
    ],
}


@dataclass(frozen=True, slots=True)
class Fala:
    """What somebody does at an hour of a day of the week, Monday 0: writes, or presses the button `botao`."""

    dia: int
    hora: int
    texto: str
    botao: bool = False


@dataclass(frozen=True, slots=True)
class Consulta:
    """`marca` is when it is booked; `fim` the state that it must end in, `avisos` how many messages of its own it
    takes. `depois` is what the team notes once its hour is over."""

    key: str
    historia: str
    nome: str
    telefone: str
    dia: int
    hora: str
    fim: str
    avisos: int
    procedimento: str = "Consulta"
    marca: tuple[int, int] = (0, 8)
    falas: tuple[Fala, ...] = ()
    depois: str = ""
    quer_antes: bool = False


@dataclass(frozen=True, slots=True)
class Marcada:
    """A consulta and the id that it has here; `cliente_id` is who is written to."""

    consulta: Consulta
    atendimento_id: str
    cliente_id: str


CONSULTAS = (
    Consulta(
        key="confirma",
        historia="confirma por botão",
        nome="Helena Prado",
        telefone="(62) 90000-0021",
        dia=2,
        hora="09:00",
        procedimento="Exame de sangue",
        falas=(Fala(0, 11, "Confirmar", botao=True),),
        depois="realizado",
        fim="realizado",
        avisos=2,
    ),
    Consulta(
        key="cancela",
        historia="escreve que não vem",
        nome="Ivo Tavares",
        telefone="(62) 90000-0022",
        dia=2,
        hora="10:00",
        falas=(Fala(0, 11, "Oi, surgiu um imprevisto e não vou poder ir"),),
        fim="cancelado",
        avisos=1,
    ),
    Consulta(
        key="remarca",
        historia="escolhe outro horário",
        nome="Júlia Campos",
        telefone="(62) 90000-0023",
        dia=2,
        hora="11:00",
        falas=(Fala(0, 14, "Preciso remarcar, pode ser outro dia?"), Fala(0, 15, "3")),
        depois="realizado",
        fim="realizado",
        avisos=2,
    ),
    Consulta(
        key="silencia",
        historia="não responde",
        nome="Caio Bastos",
        telefone="(62) 90000-0024",
        dia=3,
        hora="11:00",
        depois="faltou",
        fim="faltou",
        avisos=3,
    ),
    Consulta(
        key="mae",
        historia="família: “1” e depois qual",
        nome="Rita Nogueira",
        telefone="(62) 90000-0025",
        dia=3,
        hora="08:30",
        falas=(Fala(1, 10, "1"), Fala(1, 11, "2")),
        depois="realizado",
        fim="realizado",
        avisos=2,
    ),
    Consulta(
        key="filho",
        historia="família: o outro, por botão",
        nome="Bento Nogueira",
        telefone="(62) 90000-0025",
        dia=3,
        hora="09:00",
        falas=(Fala(1, 14, "Confirmar", botao=True),),
        depois="realizado",
        fim="realizado",
        avisos=2,
    ),
    Consulta(
        key="espera",
        historia="queria vir antes",
        nome="Nina Duarte",
        telefone="(62) 90000-0026",
        dia=4,
        hora="10:00",
        falas=(Fala(2, 12, "sim, confirmo"),),
        quer_antes=True,
        depois="realizado",
        fim="realizado",
        avisos=2,
    ),
    Consulta(
        key="encaixe",
        historia="marcada em cima da hora",
        nome="Otávio Lins",
        telefone="(62) 90000-0027",
        dia=3,
        hora="16:00",
        marca=(3, 9),
        falas=(Fala(3, 10, "👍"),),
        depois="realizado",
        fim="realizado",
        avisos=1,
    ),
)
