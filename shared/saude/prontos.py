"""The profiles that a conta may start its own from, in the shape in which it sends one."""

from shared.contas.saude import FaixaPropria, NomePerfil, PilarProprio, RegraPropria
from shared.kit.models import Document
from shared.saude.classe import Pilar
from shared.saude.perfil_models import INTEIRO, PesoPilar, Regra
from shared.saude.perfis import AJUSTADO, DOCUMENTADO


class PerfilPronto(Document):
    """`redistribui` and `pilares` together are a whole `proprio` that scores as `perfil` does."""

    nome: NomePerfil
    perfil: str
    redistribui: bool
    pilares: dict[Pilar, PilarProprio]


class PerfisProntos(Document):
    """`codigo` is not among them: no own profile goes beyond 1 or rounds pillars as it does."""

    itens: tuple[PerfilPronto, ...]


def prontos() -> PerfisProntos:
    sources = {NomePerfil.AJUSTADO: AJUSTADO, NomePerfil.DOCUMENTADO: DOCUMENTADO}
    itens = (
        PerfilPronto(
            nome=nome,
            perfil=perfil.id,
            redistribui=perfil.redistribui,
            pilares={parte.pilar: _pilar(parte) for parte in perfil.pilares},
        )
        for nome, perfil in sources.items()
    )
    return PerfisProntos(itens=tuple(itens))


def _pilar(parte: PesoPilar) -> PilarProprio:
    return PilarProprio(peso=parte.peso, regras=tuple(_regra(regra) for regra in parte.regras))


def _regra(regra: Regra) -> RegraPropria:
    faixas = zip((*regra.limites, None), regra.pontos, strict=True)
    return RegraPropria(
        medida=regra.medida,
        peso=regra.peso,
        faixas=tuple(FaixaPropria(ate=ate, pontos=pontos / INTEIRO) for ate, pontos in faixas),
    )
