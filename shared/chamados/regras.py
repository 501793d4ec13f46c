"""Chamados read without a model from outside: rules and a small model of our own, the same on every machine.

The local default and the last resort everywhere: it never fails and takes time that grows with the text alone.
"""

from dataclasses import dataclass

from shared.chamados.classe import Classificacao, Intencao, Leitura, Setor
from shared.chamados.indicios import Indicios, read_indicios
from shared.chamados.modelo import Modelo, load_modelo
from shared.chamados.regras_intencao import read_intencoes
from shared.chamados.regras_prioridade import read_prioridade

ORIGEM = "regras:1"
_SETORES = {
    Intencao.SEGUNDA_VIA_BOLETO: (Setor.FINANCEIRO,),
    Intencao.PAGAMENTO: (Setor.FINANCEIRO,),
    Intencao.ORCAMENTO: (Setor.VENDAS,),
    Intencao.AGENDAMENTO: (Setor.GERAL, Setor.SUPORTE, Setor.VENDAS),
    Intencao.PROBLEMA_TECNICO: (Setor.SUPORTE,),
    Intencao.GERENCIAMENTO_PLANO: (Setor.VENDAS, Setor.ADMIN),
    Intencao.CANCELAMENTO: (Setor.ADMIN,),
    Intencao.RECLAMACAO: (Setor.ADMIN, Setor.SUPORTE),
    Intencao.ELOGIO_AGRADECIMENTO: (Setor.GERAL,),
    Intencao.INFORMACAO: (Setor.GERAL, Setor.ADMIN),
    Intencao.OUTRO: (Setor.GERAL, Setor.ADMIN),
}
_FAQ = (Intencao.SEGUNDA_VIA_BOLETO, Intencao.INFORMACAO, Intencao.ELOGIO_AGRADECIMENTO)


@dataclass(frozen=True)
class RegrasClassificador:
    """The port of the classification without a model from outside."""

    async def classify(self, leitura: Leitura) -> Classificacao:
        return read_chamado(leitura.texto)


def read_chamado(texto: str, modelo: Modelo | None = None) -> Classificacao:
    """How the rules understand a text; `modelo` is the shipped one unless another is being tried."""
    indicios = read_indicios(texto, modelo or load_modelo())
    intencoes = read_intencoes(indicios)
    intencao = intencoes[0]
    return Classificacao(
        intencao=intencao,
        setor=_setor(indicios, intencao),
        prioridade=read_prioridade(indicios, intencao),
        resposta_automatica=intencao in _FAQ and indicios.chances["resposta_automatica"]["true"] >= 0.5,
        intencoes=intencoes,
        continua=indicios.has("continua"),
        origem=ORIGEM,
    )


def _setor(indicios: Indicios, intencao: Intencao) -> Setor:
    chances = indicios.chances["setor"]
    return Setor.GERAL if indicios.is_empty else max(_SETORES[intencao], key=lambda setor: chances[setor])
