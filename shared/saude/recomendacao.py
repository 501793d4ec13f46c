"""What to do about a score: S4's action of its category, and the pillar and the rule in which most is to be gained."""

from bisect import bisect_left
from dataclasses import dataclass
from decimal import Decimal

from shared.kit.models import Document
from shared.saude import frases
from shared.saude.acoes import acao_for
from shared.saude.alteracao import altered
from shared.saude.classe import Categoria, Pilar
from shared.saude.medidas import Medidas
from shared.saude.perfil_models import Medida, Perfil, PesoPilar, Regra
from shared.saude.score import Resultado, score, values_of

_CONSELHOS = {
    Medida.ACESSOS: "Mostre à equipe do cliente o que ela pode fazer no sistema todos os dias",
    Medida.ULTIMO_ACESSO: "Ligue, pergunte o que afastou a equipe e ajude no próximo acesso",
    Medida.ENTRADAS: "Ajude a registrar no sistema tudo o que entra no estoque",
    Medida.ULTIMA_ENTRADA: "Confira com o cliente se há entradas de estoque ainda sem registro",
    Medida.SAIDAS: "Ajude a dar baixa no sistema de tudo o que sai do estoque",
    Medida.ULTIMA_SAIDA: "Confira com o cliente se há vendas ou saídas ainda sem baixa",
    Medida.LEADS: "Mostre como cadastrar cada contato novo no CRM, ou ligue uma fonte de leads",
    Medida.ULTIMO_LEAD: "Veja com o cliente por que não chegam leads novos ao CRM",
    Medida.ECONVERSA: "Apresente o eConversa e ajude a ligá-lo",
    Medida.INTEGRADORES: "Ajude a conectar mais um integrador",
    Medida.ULTIMA_CONVERSA: "Ligue o eConversa e responda uma primeira conversa junto com a equipe",
    Medida.ULTIMA_INTEGRACAO: "Confira se os integradores conectados estão publicando",
}

# As S4's document words them.
_ACOES_S4 = {
    Categoria.CAMPEAO: "Manter engajamento, buscar upsell",
    Categoria.SAUDAVEL: "Monitorar, incentivar uso de features",
    Categoria.NORMAL: "Reunião de alinhamento, treinar time",
    Categoria.CRITICO: "Ação imediata, risco de churn",
}


class Dica(Document):
    """`ganho` is what the score would rise by if the measure reached its next better band."""

    pilar: Pilar
    medida: Medida
    ganho: float
    texto: str


class Recomendacao(Document):
    """`acao` and `prioridade` are of the category, the hint of the weakest pillar; None where nothing is to gain."""

    acao: str
    prioridade: str
    descricao: str
    dica: Dica | None = None


def recommend(medidas: Medidas, resultado: Resultado, perfil: Perfil) -> Recomendacao:
    acao = acao_for(resultado.categoria, sem_dados=resultado.sem_dados)
    dica = None if resultado.sem_dados else hint(medidas, resultado, perfil)
    titulo = acao.titulo if resultado.sem_dados else _ACOES_S4[resultado.categoria]
    return Recomendacao(acao=titulo, prioridade=acao.prioridade, descricao=acao.descricao, dica=dica)


@dataclass(frozen=True, slots=True)
class _Passo:
    """A rule with data, the value at which its next better band begins, and what that is worth in its pillar."""

    regra: Regra
    alvo: int
    ganho: int


def hint(medidas: Medidas, resultado: Resultado, perfil: Perfil) -> Dica | None:
    """Of the pillar that costs the score most, the rule whose next band earns most."""
    valores = values_of(medidas)
    by_loss = sorted(perfil.pilares, key=lambda parte: (resultado.pilares[parte.pilar] - 1) * parte.peso)
    for parte in by_loss:
        if resultado.pilares[parte.pilar] >= 1:
            continue
        if step := _best_step(parte, valores):
            return _worth(parte.pilar, step, score(_at(medidas, step), perfil).score - resultado.score)
        if not perfil.redistribui and (regra := _unseen(parte, valores)):
            return _silent(parte.pilar, regra)
    return None


def _best_step(parte: PesoPilar, valores: list[int | None]) -> _Passo | None:
    steps = [
        step
        for regra in parte.regras
        if (valor := valores[regra.indice]) is not None and (step := _better(regra, valor))
    ]
    return max(steps, key=lambda step: step.ganho, default=None)


def _better(regra: Regra, valor: int) -> _Passo | None:
    """The nearest band that earns more; of days, today's: whatever happens next happens on some today."""
    faixa = bisect_left(regra.limites, valor)
    is_recency = regra.medida.is_recency
    for way in (0,) if is_recency else range(faixa + 1, len(regra.pontos)):
        if (more := regra.pontos[way] - regra.pontos[faixa]) > 0:
            return _Passo(regra, 0 if is_recency else regra.limites[way - 1] + 1, more * regra.peso)
    return None


def _at(medidas: Medidas, step: _Passo) -> Medidas:
    valores = {step.regra.medida: step.alvo}
    if step.regra.medida is Medida.ULTIMA_CONVERSA:
        valores[Medida.ECONVERSA] = 1
    return altered(medidas, valores)


def _worth(pilar: Pilar, step: _Passo, ganho: float) -> Dica:
    exact = round(Decimal(str(ganho)), 2)
    rise = f"o score subiria {frases.number(exact)}" if exact else "o score subiria menos de 0,01"
    medida = step.regra.medida
    texto = f"{_CONSELHOS[medida]}: {frases.goal(medida, step.alvo)}, {rise}."
    return Dica(pilar=pilar, medida=medida, ganho=float(exact), texto=texto)


def _unseen(parte: PesoPilar, valores: list[int | None]) -> Regra | None:
    """A rule that could be measured, of a pillar of which nothing was."""
    regras = (regra for regra in parte.regras if regra.medida.is_measured and valores[regra.indice] is None)
    return next(regras, None)


def _silent(pilar: Pilar, regra: Regra) -> Dica:
    nome = frases.NOMES_PILARES[pilar]
    texto = f"Do pilar {nome} ainda faltam dados: confira se a integração os está enviando."
    return Dica(pilar=pilar, medida=regra.medida, ganho=0, texto=texto)
