"""What S3's status of the scheduler shows, and what it did not know of itself."""

from shared.kit.models import Document, Instant


class Trabalho(Document):
    """One timer, in S3's words; `last_run` None: it has not run since this was first deployed. `late`: it should have
    run by now."""

    id: str
    name: str
    next_run: Instant
    last_run: Instant | None
    late: bool


class FluxosEmEspera(Document):
    """Of the conta: how many wait for their moment, how many are past it by over ten minutes, when the next is due."""

    esperando: int
    atrasados: int
    proximo_em: Instant | None


class StatusAgendador(Document):
    running: bool = True
    jobs: tuple[Trabalho, ...]
    confirmacoes: FluxosEmEspera
    acompanhamentos: FluxosEmEspera
