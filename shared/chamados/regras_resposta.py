"""Whether an approved answer may close a text of this intention, whoever found the intention.

Apart because it is never believed from outside: a model's or a text's own word for it counts nothing.
"""

from shared.chamados.classe import Intencao, Prioridade
from shared.chamados.indicios import Indicios
from shared.chamados.regras_prioridade import health_alarm
from shared.chamados.rotulos import AUTOMATICAS

_AUTO = "resposta_automatica"
# What an approved answer cannot give, and requests told beside the one that it could close, by intention.
_NEEDS_A_PERSON = {
    Intencao.SEGUNDA_VIA_BOLETO: (
        *("boleto_errado", "golpe", "estorno", "cobrado_errado", "negociar", "juridico", "nota_fiscal"),
        *("cancelar", "cancelar_contrato", "plano_dados", "documento", "ja_paguei", "boleto_outro"),
    ),
    Intencao.INFORMACAO: (
        *(
            "documento",
            "status",
            "proprio_caso",
            "obrigacao",
            "orcamento",
            "cobrado_errado",
            "cancelar_contrato",
        ),
        *("remarcar", "marcar", "plano_dados", "curriculo", "fornecedor", "imprensa", "lgpd", "spam"),
    ),
    # Thanks with a "but", like thanks with a request, are more than thanks.
    Intencao.ELOGIO_AGRADECIMENTO: (
        *("porem", "continua", "sem_servico", "sarcasmo", "queixa", "estorno", "nota_fiscal", "cancelar"),
        *("plano_pausar", "engano", "retorno_vago", "spam"),
    ),
}
_LEAST_SURE = 0.4
_CLINICAL = 0.4


def is_clinica(indicios: Indicios, intencao: Intencao) -> bool:
    """The text asks about somebody's health: an alarm, or a question that is pressing only for that."""
    if indicios.is_empty:
        return False
    if health_alarm(indicios):
        return True
    if intencao is not Intencao.INFORMACAO:
        return False
    among = (Prioridade.BAIXA, Prioridade.MEDIA)
    return indicios.pontos.given(intencao, "prioridade", among)[Prioridade.MEDIA] >= _CLINICAL


def is_automatica(
    indicios: Indicios, intencao: Intencao, prioridade: Prioridade, *, sure: float | None = None
) -> bool:
    """`sure` is how certain the intention is, the rules' own certainty unless it is given."""
    among = AUTOMATICAS.get(intencao)
    if not among or prioridade is Prioridade.CRITICA or is_clinica(indicios, intencao):
        return False
    if indicios.has(*_NEEDS_A_PERSON[intencao]):
        return False
    certain = indicios.pontos.chances("intencao")[intencao] if sure is None else sure
    return certain * indicios.pontos.given(intencao, _AUTO, among)["true"] >= _LEAST_SURE
