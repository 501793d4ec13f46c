"""Chamados read without a model from outside: rules and a small model of our own, the same on every machine.

The local default and the last resort everywhere: it never fails and takes time that grows with the text alone.
"""

from dataclasses import dataclass

from shared.chamados.classe import Classificacao, Intencao, Leitura, Setor
from shared.chamados.indicios import Indicios, read_indicios
from shared.chamados.modelo import Modelo, load_modelo
from shared.chamados.regras_evidencias import read_evidencias
from shared.chamados.regras_intencao import read_intencoes
from shared.chamados.regras_prioridade import read_prioridade
from shared.chamados.regras_resposta import is_automatica, is_clinica
from shared.chamados.rotulos import SETORES

ORIGEM = "regras:1"


@dataclass(frozen=True)
class RegrasClassificador:
    """The port of the classification without a model from outside."""

    async def classify(self, leitura: Leitura) -> Classificacao:
        return read_chamado(leitura.texto)


def read_chamado(texto: str, modelo: Modelo | None = None) -> Classificacao:
    """How the rules understand a text; `modelo` is the shipped one unless another is being tried."""
    indicios = read_indicios(texto, modelo or load_modelo())
    return reading_of(indicios, read_intencoes(indicios))


def reading_of(indicios: Indicios, intencoes: tuple[Intencao, ...]) -> Classificacao:
    """All that follows from what a text asks for, the first of `intencoes` deciding."""
    intencao = intencoes[0]
    prioridade = read_prioridade(indicios, intencao)
    return Classificacao(
        intencao=intencao,
        setor=read_setor(indicios, intencao),
        prioridade=prioridade,
        resposta_automatica=is_automatica(indicios, intencao, prioridade),
        intencoes=intencoes,
        evidencias=read_evidencias(indicios, intencao, prioridade),
        clinica=is_clinica(indicios, intencao),
        continua=indicios.has("continua"),
        origem=ORIGEM,
    )


def read_setor(indicios: Indicios, intencao: Intencao) -> Setor:
    among = SETORES[intencao]
    if indicios.is_empty or len(among) == 1:
        return among[0]
    chances = indicios.pontos.given(intencao, "setor", among)
    return max(among, key=lambda setor: chances[setor])
