"""The one formula of all profiles: pure arithmetic on whole numbers, so that no sum is a hair above a border."""

from bisect import bisect_left
from collections.abc import Mapping
from dataclasses import dataclass

from shared.saude.classe import Categoria, Pilar
from shared.saude.medidas import NUNCA, Medidas
from shared.saude.perfil_models import INTEIRO, Desconto, Perfil, PesoPilar, SinalOpcional

# Hundredths up to which, this one included, each category reaches.
_CORTES = (30, 60, 80)
_CATEGORIAS = tuple(Categoria)
_ZEROS: dict[Pilar, float] = dict.fromkeys(Pilar, 0.0)


@dataclass(frozen=True, slots=True)
class Resultado:
    """`score` has two decimals, rounded half up; `bruto` and `pilares` four: `bruto` is before caps and deductions.

    `pontos` are what each rule earned, in hundredths, in the order of the profile's rules; None where it had no data.
    `descontos` are the hundredths taken off, in the profile's order. `sem_dados`: nothing was ever told.
    """

    score: float
    bruto: float
    categoria: Categoria
    pilares: Mapping[Pilar, float]
    pontos: tuple[int | None, ...]
    descontos: tuple[int, ...]
    sem_dados: bool


@dataclass(slots=True)
class _Soma:
    """`numerador / denominador` is Σ weight x pillar; what the pillars of `peso` earned."""

    numerador: int = 0
    bruto: int = 0
    denominador: int = 1
    peso: int = 0

    def add(self, peso: int, earned: int, full: int, *, limita: bool) -> None:
        """Takes in a pillar that earned `earned` where `full` is 1."""
        held = full if limita and earned > full else earned
        self.numerador = self.numerador * full + peso * held * self.denominador
        self.bruto = self.bruto * full + peso * earned * self.denominador
        self.denominador *= full
        self.peso += peso


def score(medidas: Medidas, perfil: Perfil) -> Resultado:
    """What `perfil` makes of `medidas`; the same to the last digit wherever and whenever it is made.

    Where the profile redistributes and nothing at all has data, the score is 0, and `sem_dados` says why.
    """
    valores = values_of(medidas)
    pontos: list[int | None] = []
    pilares = _ZEROS.copy()
    soma = _Soma()
    for parte in perfil.pilares:
        earned, weight = _earned(parte, valores, pontos, redistribui=perfil.redistribui)
        if not weight:
            continue
        full = weight * INTEIRO
        if perfil.arredonda_pilares:
            earned, full = half_up(earned * INTEIRO, full), INTEIRO
        soma.add(parte.peso, earned, full, limita=perfil.limita_pilares)
        held = full if perfil.limita_pilares and earned > full else earned
        pilares[parte.pilar] = half_up(held * 10_000, full) / 10_000
    descontos = deductions(medidas, perfil.descontos) if perfil.descontos else ()
    return _result(soma, perfil, pilares, (tuple(pontos), descontos), is_silent(medidas, valores))


def _earned(
    parte: PesoPilar, valores: list[int | None], pontos: list[int | None], *, redistribui: bool
) -> tuple[int, int]:
    """Points x weights of the pillar's rules, and the weights that count; notes each rule's points."""
    earned = weight = 0
    for regra in parte.regras:
        valor = valores[regra.indice]
        if valor is None:
            pontos.append(None)
            weight += 0 if redistribui else regra.peso
            continue
        ponto = regra.pontos[bisect_left(regra.limites, valor)]
        pontos.append(ponto)
        earned += ponto * regra.peso
        weight += regra.peso
    return earned, weight


def _result(
    soma: _Soma,
    perfil: Perfil,
    pilares: dict[Pilar, float],
    partes: tuple[tuple[int | None, ...], tuple[int, ...]],
    sem_dados: bool,
) -> Resultado:
    full = soma.denominador * (soma.peso or 1)
    # In hundredths, over `full`.
    exact = max(min(soma.numerador, full) * INTEIRO - sum(partes[1]) * full, 0)
    rounded = half_up(exact, full)
    # Rounded up, what exceeds a border by anything is above it.
    judged = -(-exact // full) if perfil.categoria_exata else rounded
    grau = bisect_left(_CORTES, judged)
    return Resultado(
        rounded / INTEIRO,
        half_up(soma.bruto * 10_000, full) / 10_000,
        _CATEGORIAS[grau],
        pilares,
        *partes,
        sem_dados,
    )


def half_up(numerador: int, denominador: int) -> int:
    """The nearest whole number, the greater of two as near; of numbers that are not negative."""
    return (2 * numerador + denominador) // (2 * denominador)


def deductions(medidas: Medidas, descontos: tuple[Desconto, ...]) -> tuple[int, ...]:
    """Hundredths taken off for each; a signal that nobody counted takes nothing."""
    return tuple(min((count_of(medidas, um.sinal) or 0) * um.por_unidade, um.maximo) for um in descontos)


def count_of(medidas: Medidas, sinal: SinalOpcional) -> int | None:
    return medidas.faltas if sinal is SinalOpcional.FALTAS else medidas.chamados_abertos


def is_silent(medidas: Medidas, valores: list[int | None]) -> bool:
    """Whether nothing was ever told of any activity."""
    return medidas.econversa_uso.sem_dados and all(valor is None for valor in valores)


def values_of(medidas: Medidas) -> list[int | None]:
    """The measures in the order of `Medida`; None is without data."""
    acessos, entradas, saidas, leads = medidas.acessos, medidas.entradas, medidas.saidas, medidas.leads
    econversa, uso = medidas.econversa, medidas.integrador_uso
    return [
        *((None, None) if acessos.sem_dados else (acessos.quantidade, acessos.dias)),
        *((None, None) if entradas.sem_dados else (entradas.quantidade, entradas.dias)),
        *((None, None) if saidas.sem_dados else (saidas.quantidade, saidas.dias)),
        *((None, None) if leads.sem_dados else (leads.quantidade, leads.dias)),
        None if econversa is None else int(econversa),
        medidas.integradores,
        None if econversa is None else (medidas.econversa_uso.dias if econversa else NUNCA),
        None if uso.sem_dados else uso.dias,
        None,
        None,
    ]
