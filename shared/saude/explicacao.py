"""A score told line by line, in Portuguese; made when it is shown, never stored. The lines add up to the score."""

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction

from shared.saude import frases
from shared.saude.classe import Pilar
from shared.saude.medidas import Medidas
from shared.saude.perfil_models import INTEIRO, Medida, Perfil, PesoPilar, Regra
from shared.saude.score import Resultado, count_of, half_up, values_of

_PLACES = 1_000_000
_NADA = Decimal(0)


class TipoLinha(StrEnum):
    REGRA = "regra"
    ARREDONDAMENTO_PILAR = "arredondamento_pilar"
    TETO_PILAR = "teto_pilar"
    TETO = "teto"
    SINAL = "sinal"
    PISO = "piso"
    ARREDONDAMENTO = "arredondamento"
    AVISO = "aviso"


@dataclass(frozen=True, slots=True)
class Linha:
    """`pontos` is what the line adds to the score, with at most six decimals; those of all lines add up to it."""

    tipo: TipoLinha
    texto: str
    pontos: Decimal = _NADA
    pilar: Pilar | None = None
    medida: Medida | None = None
    sem_dados: bool = False


@dataclass(frozen=True, slots=True)
class _Parte:
    """A pillar, what its rules earned, and its share of the score: 0 where its weight went to the others."""

    parte: PesoPilar
    pontos: tuple[int | None, ...]
    peso: int
    share: Fraction

    def earned(self, regra: Regra, ponto: int | None) -> Fraction:
        return Fraction((ponto or 0) * regra.peso, INTEIRO * self.peso) if self.peso else Fraction(0)

    @property
    def total(self) -> Fraction:
        pairs = zip(self.parte.regras, self.pontos, strict=True)
        return sum((self.earned(regra, ponto) for regra, ponto in pairs), Fraction(0))


def explain(medidas: Medidas, resultado: Resultado, perfil: Perfil) -> tuple[Linha, ...]:
    """`resultado` is what `perfil` made of `medidas`. The last line of points rounds to two decimals."""
    valores = values_of(medidas)
    linhas: list[Linha] = []
    sums = Fraction(0)
    for parte in _parts(resultado, perfil):
        linhas += _rules(parte, valores, perfil)
        held, own = _pillar(parte, perfil)
        linhas += own
        sums += held * parte.share
    linhas += _end(medidas, sums, resultado, perfil)
    return (*linhas, *_rounding(linhas, resultado), *_warnings(medidas, resultado))


def _parts(resultado: Resultado, perfil: Perfil) -> list[_Parte]:
    counted = []
    place = 0
    for parte in perfil.pilares:
        pontos = resultado.pontos[place : place + len(parte.regras)]
        place += len(parte.regras)
        pairs = zip(parte.regras, pontos, strict=True)
        peso = sum(regra.peso for regra, ponto in pairs if ponto is not None or not perfil.redistribui)
        counted.append((parte, pontos, peso))
    whole = sum(parte.peso for parte, _, peso in counted if peso) or 1
    return [
        _Parte(parte, pontos, peso, Fraction(parte.peso if peso else 0, whole))
        for parte, pontos, peso in counted
    ]


def _rules(parte: _Parte, valores: list[int | None], perfil: Perfil) -> Iterator[Linha]:
    for regra, ponto in zip(parte.parte.regras, parte.pontos, strict=True):
        pontos = _decimal(parte.earned(regra, ponto) * parte.share)
        valor = valores[regra.indice]
        if valor is None or ponto is None:
            texto = f"{frases.missing(regra.medida)}; {_without(parte, perfil)}"
        else:
            texto = _rule_text(regra, valor, ponto, pontos)
        yield Linha(
            TipoLinha.REGRA,
            f"{frases.sentence(texto)}.",
            pontos,
            parte.parte.pilar,
            regra.medida,
            sem_dados=ponto is None,
        )


def _without(parte: _Parte, perfil: Perfil) -> str:
    if not perfil.redistribui:
        return "não soma pontos"
    if parte.peso:
        return "o peso desta regra fica com as outras do pilar"
    return "o peso deste pilar fica com os outros que têm dados"


def _rule_text(regra: Regra, valor: int, ponto: int, pontos: Decimal) -> str:
    where = frases.band(regra, bisect_left(regra.limites, valor))
    worth = f"vale {frases.number(Decimal(ponto) / INTEIRO)}"
    band = f"faixa {where}, {worth}" if where else worth
    adds = f"soma {frases.signed(pontos)} ao score" if pontos else "não soma pontos"
    return f"{frases.measured(regra.medida, valor)}: {band}; {adds}"


def _pillar(parte: _Parte, perfil: Perfil) -> tuple[Fraction, list[Linha]]:
    """What the pillar counts for in the end, and the lines that tell why it is not the sum of its rules."""
    held = parte.total
    linhas: list[Linha] = []
    nome = frases.NOMES_PILARES[parte.parte.pilar]
    if perfil.arredonda_pilares:
        exact, held = held, Fraction(half_up(held.numerator * INTEIRO, held.denominator), INTEIRO)
        linhas += _line(
            TipoLinha.ARREDONDAMENTO_PILAR,
            f"Arredondamento do pilar {nome} para duas casas",
            (held - exact) * parte.share,
            parte.parte.pilar,
        )
    if perfil.limita_pilares and held > 1:
        linhas += _line(
            TipoLinha.TETO_PILAR,
            f"O pilar {nome} vale no máximo 1,00",
            (1 - held) * parte.share,
            parte.parte.pilar,
        )
        held = Fraction(1)
    return held, linhas


def _end(medidas: Medidas, sums: Fraction, resultado: Resultado, perfil: Perfil) -> Iterator[Linha]:
    """The cap, the deductions and the floor."""
    if sums > 1:
        yield from _line(TipoLinha.TETO, "O score vale no máximo 1,00", 1 - sums)
    left = min(sums, Fraction(1))
    for desconto, taken in zip(perfil.descontos, resultado.descontos, strict=True):
        left -= Fraction(taken, INTEIRO)
        count = count_of(medidas, desconto.sinal)
        if count is None:
            texto = f"{frases.uncounted(desconto.sinal)}: ainda não recebemos dados; nada é descontado"
            yield Linha(TipoLinha.SINAL, f"{frases.sentence(texto)}.", sem_dados=True)
            continue
        limit = f" (desconto máximo de {frases.number(Decimal(desconto.maximo) / INTEIRO)})"
        reached = limit if count * desconto.por_unidade > desconto.maximo else ""
        texto = f"{frases.sentence(frases.signal(desconto.sinal, count))}{reached}"
        yield from _line(TipoLinha.SINAL, texto, Fraction(-taken, INTEIRO), always=True)
    if left < 0:
        yield from _line(TipoLinha.PISO, "O score não fica abaixo de zero", -left)


def _rounding(linhas: list[Linha], resultado: Resultado) -> Iterator[Linha]:
    """What is left between the lines, each of six decimals, and the score of two."""
    rest = Decimal(str(resultado.score)) - sum((linha.pontos for linha in linhas), _NADA)
    if rest:
        yield Linha(
            TipoLinha.ARREDONDAMENTO, f"Arredondamento do score para duas casas: {frases.signed(rest)}.", rest
        )


def _warnings(medidas: Medidas, resultado: Resultado) -> Iterator[Linha]:
    if resultado.sem_dados:
        texto = "Ainda não recebemos nenhum dado de atividade deste cliente: o score é 0 por falta de dados."
        yield Linha(TipoLinha.AVISO, texto, sem_dados=True)
    if medidas.futuras:
        found = (
            "1 tipo de atividade traz"
            if medidas.futuras == 1
            else f"{medidas.futuras} tipos de atividade trazem"
        )
        texto = f"{found} data no futuro: é um erro dos dados, e o que ainda não aconteceu não conta."
        yield Linha(TipoLinha.AVISO, texto)


def _line(
    tipo: TipoLinha, texto: str, pontos: Fraction, pilar: Pilar | None = None, *, always: bool = False
) -> Iterator[Linha]:
    exact = _decimal(pontos)
    if exact or always:
        yield Linha(tipo, f"{texto}: {frases.signed(exact)}.", exact, pilar)


def _decimal(value: Fraction) -> Decimal:
    return Decimal(round(value * _PLACES)) / _PLACES
