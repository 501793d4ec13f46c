"""How pressing a request is: alarms first, then what the model has learned of its kind."""

from shared.chamados.classe import PRIORIDADES, Intencao, Prioridade
from shared.chamados.indicios import Indicios


def read_prioridade(indicios: Indicios, intencao: Intencao) -> Prioridade:
    chances = indicios.chances["prioridade"]
    if indicios.is_empty or intencao is Intencao.ELOGIO_AGRADECIMENTO:
        return Prioridade.BAIXA
    return max(PRIORIDADES, key=lambda label: chances[label])
