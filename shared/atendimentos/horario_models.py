"""Hours that may be offered: who works when, what is held for whom, and the bodies about them."""

from datetime import datetime
from enum import StrEnum
from typing import Annotated, ClassVar

from pydantic import Field

from shared.atendimentos.models import Curto, DataHora, Nome
from shared.kit.models import Day, Document, Instant, NewInput, QueryInput


class HorarioEstado(StrEnum):
    RESERVADO = "reservado"
    OCUPADO = "ocupado"


class Horario(Document):
    """An hour that is somebody's: held until `reserva_ate`, or taken. The id is made from who treats and when, so that
    of many who want it one gets it."""

    CONTAINER: ClassVar[str] = "horarios"

    id: str
    v: int = 1
    estado: HorarioEstado = HorarioEstado.RESERVADO
    profissional: str
    inicio: Instant
    atendimento_id: str | None = None
    reservado_por: str
    reserva_ate: Instant | None = None
    criado_em: Instant

    def is_held(self, now: datetime) -> bool:
        """Whether nobody else may have it."""
        return self.estado is HorarioEstado.OCUPADO or (
            self.reserva_ate is not None and now < self.reserva_ate
        )


class FiltroAgenda(QueryInput):
    """The query of `GET /agenda`: local days, inclusive; without any, from now on."""

    profissional: Nome
    de: Day | None = None
    ate: Day | None = None
    limite: Annotated[int, Field(ge=1, le=200)] = 50


class NovaReserva(NewInput):
    """The body of `POST /agenda/reservas`."""

    profissional: Nome
    inicio: Annotated[DataHora, Field(strict=False)]
    atendimento_id: Annotated[str, Field(min_length=1, max_length=100)] | None = None


class ConfirmacaoReserva(NewInput):
    """The body of `POST /agenda/reservas/{id}/confirmar`: whose appointment is moved to that hour."""

    atendimento_id: Annotated[str, Field(min_length=1, max_length=100)]


class Reserva(Document):
    """A held hour, as it is shown."""

    id: str
    estado: HorarioEstado
    profissional: str
    inicio: Instant
    atendimento_id: str | None
    reserva_ate: Instant | None


class HorarioLivre(Document):
    inicio: Instant
    fim: Instant
    local: Curto


class AgendaLivre(Document):
    """`fuso` is the zone of `local`, the hour in words."""

    profissional: str
    duracao_min: int
    fuso: str
    horarios: tuple[HorarioLivre, ...]
