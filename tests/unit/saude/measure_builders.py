"""Measures for tests of scores: what a test does not care about has never been told."""

from shared.saude.alteracao import altered
from shared.saude.medidas import NUNCA, Medidas, Sinal
from shared.saude.perfil_models import Medida, Perfil
from shared.saude.score import Resultado, score


def told(quantidade: int, dias: int = NUNCA) -> Sinal:
    return Sinal(quantidade, dias, sem_dados=False)


# S4's worked example: 1.0, 1.0, 0.9 and 1.0 make 0.98.
EXEMPLO = Medidas(
    acessos=told(45, 2),
    entradas=told(120, 1),
    saidas=told(110, 1),
    leads=told(25, 3),
    econversa=True,
    integradores=2,
)
# Everything in the highest band there is.
MELHOR = Medidas(
    acessos=told(76, 0),
    entradas=told(51, 0),
    saidas=told(51, 0),
    leads=told(76, 0),
    econversa=True,
    integradores=2,
    econversa_uso=told(10, 0),
    integrador_uso=told(10, 0),
)


def points(perfil: Perfil, medida: Medida, valor: int) -> float:
    """What the rule about `medida` earns where nothing else is known."""
    return earned(score(altered(Medidas(econversa=True), {medida: valor}), perfil), perfil)[medida] or 0.0


def earned(resultado: Resultado, perfil: Perfil) -> dict[Medida, float | None]:
    """Each rule's points, None where it had no data."""
    regras = (regra.medida for parte in perfil.pilares for regra in parte.regras)
    pairs = zip(regras, resultado.pontos, strict=True)
    return {medida: None if pontos is None else pontos / 100 for medida, pontos in pairs}


def plain(texto: str) -> str:
    """With the minus that keyboards have."""
    return texto.replace("\N{MINUS SIGN}", "-")
