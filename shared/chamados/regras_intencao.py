"""What a text asks for: the model's vocabulary under the principles that decide whatever the words weigh."""

from shared.chamados.classe import Intencao
from shared.chamados.indicios import Indicios

# From the request of most consequence to the one of least; equals stand side by side.
CONSEQUENCIA = (
    Intencao.CANCELAMENTO,
    Intencao.PROBLEMA_TECNICO,
    Intencao.PAGAMENTO,
    Intencao.GERENCIAMENTO_PLANO,
    Intencao.AGENDAMENTO,
    Intencao.ORCAMENTO,
    Intencao.SEGUNDA_VIA_BOLETO,
    Intencao.INFORMACAO,
    Intencao.ELOGIO_AGRADECIMENTO,
)
_ALSO = 0.25


def read_intencoes(indicios: Indicios) -> tuple[Intencao, ...]:
    """All requests found, the one that decides first."""
    if indicios.is_empty:
        return (Intencao.OUTRO,)
    chances = dict(indicios.chances["intencao"])
    _apply(indicios, chances)
    ranked = sorted(chances, key=lambda label: -chances[label])
    also = [label for label in ranked[1:] if chances[label] >= _ALSO * chances[ranked[0]]]
    return tuple(map(Intencao, [ranked[0], *also]))


def _apply(indicios: Indicios, chances: dict[str, float]) -> None:
    if indicios.has("saudacao"):
        chances[Intencao.OUTRO] += 2
    if indicios.has("boleto_so"):
        chances[Intencao.SEGUNDA_VIA_BOLETO] += 2
