"""What a score is made of: numbers of one cliente on one local day. Apart and without pydantic: a daily run makes a
hundred thousand of them."""

from dataclasses import dataclass

# Nothing was ever seen of it: S4's number for "never".
NUNCA = 9_999


@dataclass(frozen=True, slots=True)
class Sinal:
    """How often in the last 30 local days, today included, and whole local days since the last time (0 is today).

    `sem_dados`: no activity of this type was ever told of this cliente; then `quantidade` is 0 and `dias` `NUNCA`.
    """

    quantidade: int = 0
    dias: int = NUNCA
    sem_dados: bool = True


@dataclass(frozen=True, slots=True)
class Medidas:
    """`econversa` and `integradores` (how many are on) are None where nobody ever said.

    `econversa_uso` and `integrador_uso` are the occurrences of these two types. `chamados_abertos` and `faltas`
    (no-shows of 30 days) are None unless the conta counts them. `futuras` counts types whose last instant lies after
    the day: an error of the data, which scores as no activity rather than as the best.
    """

    acessos: Sinal = Sinal()
    entradas: Sinal = Sinal()
    saidas: Sinal = Sinal()
    leads: Sinal = Sinal()
    econversa: bool | None = None
    integradores: int | None = None
    econversa_uso: Sinal = Sinal()
    integrador_uso: Sinal = Sinal()
    chamados_abertos: int | None = None
    faltas: int | None = None
    futuras: int = 0
