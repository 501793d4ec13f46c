"""The document of a daily run and what is shown of it."""

from datetime import date
from enum import StrEnum
from typing import Any

from pydantic import Field

from shared.kit.models import Document, Instant
from shared.saude.classe import Categoria

PREFIXO = "rodada:"


class RodadaStatus(StrEnum):
    """`interrompida`: its day was over before it was; the next day's makes up for it."""

    EM_ANDAMENTO = "em_andamento"
    CONCLUIDA = "concluida"
    INTERROMPIDA = "interrompida"
    FALHOU = "falhou"


class Fase(StrEnum):
    """First all clientes are scored, then those that have a score no more lose it."""

    CLIENTES = "clientes"
    LIMPEZA = "limpeza"


class Contagens(Document):
    """What pages did, added up. `ilegiveis` are clientes whose documents could not be read."""

    paginas: int = 0
    clientes: int = 0
    sem_dados: int = 0
    ilegiveis: int = 0
    quedas: int = 0
    retirados: int = 0
    por_categoria: dict[Categoria, int] = Field(default_factory=dict)

    def plus(self, other: "Contagens") -> "Contagens":
        mine, theirs = self.model_dump(), other.model_dump()
        sums: dict[str, Any] = {name: mine[name] + theirs[name] for name in mine if name != "por_categoria"}
        both = [one for one in Categoria if one in self.por_categoria or one in other.por_categoria]
        sums["por_categoria"] = {
            one: self.por_categoria.get(one, 0) + other.por_categoria.get(one, 0) for one in both
        }
        return Contagens(**sums)


class Rodada(Document):
    """The run of one local day; its id is `rodada:AAAA-MM-DD`.

    `proxima` is the number of the page that is to be done, which only grows, in a second run of the day too;
    `cursor` is the id of the last cliente of the page before.
    """

    id: str
    v: int = 1
    dia: date
    vez: int = 1
    status: RodadaStatus = RodadaStatus.EM_ANDAMENTO
    fase: Fase = Fase.CLIENTES
    proxima: int = 0
    cursor: str = ""
    feito: Contagens = Contagens()
    pedida_por: str
    traceparent: str = ""
    iniciada_em: Instant
    atualizada_em: Instant
    concluida_em: Instant | None = None


class RodadaView(Contagens):
    """A run as it is shown: how far it is, and what it found until now."""

    dia: date
    vez: int
    status: RodadaStatus
    iniciada_em: Instant
    atualizada_em: Instant
    concluida_em: Instant | None

    @classmethod
    def of(cls, rodada: Rodada) -> "RodadaView":
        shown = rodada.model_dump(include=set(cls.model_fields) - set(Contagens.model_fields))
        return cls(**shown, **rodada.feito.model_dump())
