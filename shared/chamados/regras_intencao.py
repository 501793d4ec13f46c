"""What a text asks for: the model's vocabulary under the principles that decide whatever the words weigh."""

from collections.abc import Iterator

from shared.chamados.classe import Intencao
from shared.chamados.indicios import Indicios
from shared.chamados.regras_prioridade import health_alarm

# From the request of most consequence to the one of least.
CONSEQUENCIA = (
    Intencao.CANCELAMENTO,
    Intencao.PROBLEMA_TECNICO,
    Intencao.PAGAMENTO,
    Intencao.GERENCIAMENTO_PLANO,
    Intencao.AGENDAMENTO,
    Intencao.ORCAMENTO,
    Intencao.SEGUNDA_VIA_BOLETO,
    Intencao.RECLAMACAO,
    Intencao.INFORMACAO,
    Intencao.ELOGIO_AGRADECIMENTO,
    Intencao.OUTRO,
)
# Signs by which a request is told beside another one, however little its words weigh.
_PEDE = {
    Intencao.CANCELAMENTO: ("cancelar_contrato",),
    Intencao.PROBLEMA_TECNICO: ("sem_servico",),
    Intencao.PAGAMENTO: ("nota_fiscal", "estorno", "cobrado_errado", "negociar", "vencimento", "comprovante"),
    Intencao.GERENCIAMENTO_PLANO: ("plano_pessoas", "plano_dados", "plano_pausar"),
    Intencao.AGENDAMENTO: ("remarcar", "desmarcar", "marcar"),
    Intencao.ORCAMENTO: ("preco",),
    Intencao.SEGUNDA_VIA_BOLETO: ("boleto_pedir",),
    Intencao.INFORMACAO: ("status", "documento"),
}
# What is also named in passing: "ficou fácil marcar", "o preço é justo".
_OFTEN_NAMED = (Intencao.AGENDAMENTO, Intencao.ORCAMENTO)
_ALSO, _ALSO_IF_ASKED = 0.2, 0.03
# Signs that decide alone, and those that nearly do.
_DECIDES: dict[Intencao, tuple[str, ...]] = {
    Intencao.OUTRO: ("saudacao",),
    Intencao.SEGUNDA_VIA_BOLETO: ("boleto_so",),
    Intencao.CANCELAMENTO: ("cancelar_contrato",),
}
_SPEAKS_FOR_MONEY = (
    "vencimento",
    "cartao",
    "negativado",
    "golpe",
    "comprovante",
    "negociar",
    "cobrado_errado",
    "estorno",
)
_SPEAKS_FOR: dict[Intencao, tuple[str, ...]] = {
    Intencao.PAGAMENTO: _SPEAKS_FOR_MONEY,
    Intencao.OUTRO: ("lgpd",),
}
# Whoever speaks of these does not ask how one may pay in general.
_PAYS_SOMETHING = ("boleto", "ja_paguei", "desconto", "contratar", *_SPEAKS_FOR_MONEY)
_SURE, _LIKELY, _BESIDE_A_REQUEST = 2.0, 0.5, 0.4


def read_intencoes(indicios: Indicios) -> tuple[Intencao, ...]:
    """All requests found, the one that decides first, then those of most consequence."""
    if indicios.is_empty:
        return (Intencao.OUTRO,)
    chances = {Intencao(label): chance for label, chance in indicios.pontos.chances("intencao").items()}
    _decide(indicios, chances)
    first = max(CONSEQUENCIA, key=lambda intencao: chances[intencao])
    least = _ALSO * min(chances[first], 1.0)
    also = [
        intencao
        for intencao in CONSEQUENCIA
        if intencao is not first
        and (chances[intencao] >= least or _is_asked(indicios, intencao, chances[intencao]))
    ]
    return (first, *also)


def _is_asked(indicios: Indicios, intencao: Intencao, chance: float) -> bool:
    return chance >= _ALSO_IF_ASKED and indicios.has(*_PEDE.get(intencao, ()))


def _decide(indicios: Indicios, chances: dict[Intencao, float]) -> None:
    """What is no matter of vocabulary; raises or strikes out the chances in place."""
    _raise(indicios, chances)
    for intencao in _struck(indicios):
        chances[intencao] = 0.0
    if health_alarm(indicios):  # whoever tells it as a question must be seen, not informed
        _see(indicios, chances)
    if _asks_for_something(indicios):  # a request outweighs thanks and anger
        chances[Intencao.ELOGIO_AGRADECIMENTO] *= _BESIDE_A_REQUEST
        chances[Intencao.RECLAMACAO] *= _BESIDE_A_REQUEST


def _see(indicios: Indicios, chances: dict[Intencao, float]) -> None:
    """Somebody in danger is to be seen; what does not work without any device is a part of them."""
    of_devices = () if indicios.has("objeto_tecnico") else (Intencao.PROBLEMA_TECNICO,)
    for intencao in (Intencao.INFORMACAO, Intencao.OUTRO, *of_devices):
        chances[Intencao.AGENDAMENTO] += chances[intencao]
        chances[intencao] = 0.0


def _raise(indicios: Indicios, chances: dict[Intencao, float]) -> None:
    for by, table in ((_SURE, _DECIDES), (_LIKELY, _SPEAKS_FOR)):
        for intencao, sinais in table.items():
            if indicios.has(*sinais):
                chances[intencao] += by
    if indicios.has("faq_pagamento") and not indicios.has(*_PAYS_SOMETHING):
        chances[Intencao.INFORMACAO] += _LIKELY


def _struck(indicios: Indicios) -> Iterator[Intencao]:
    """The intentions that the text denies or cannot mean."""
    if _denies_cancelling(indicios) or _calls_off(indicios):
        yield Intencao.CANCELAMENTO
    if indicios.has("continua", "obrigacao"):  # whoever still waits, or must pay, thanks for nothing
        yield Intencao.ELOGIO_AGRADECIMENTO
    if indicios.has("nota_fiscal", "documento") and not indicios.has("boleto_nome"):
        yield Intencao.SEGUNDA_VIA_BOLETO  # a second copy of something else


def _asks_for_something(indicios: Indicios) -> bool:
    return any(indicios.has(*sinais) for intencao, sinais in _PEDE.items() if intencao not in _OFTEN_NAMED)


def _calls_off(indicios: Indicios) -> bool:
    """An appointment or a charge is to go, and nothing that one signs."""
    another = indicios.has("cancelar_compromisso", "cancelar_cobranca")
    return another and not indicios.has("cancelar_contrato", "nao_quero_mais", "multa_saida")


def _denies_cancelling(indicios: Indicios) -> bool:
    wanted = indicios.has("cancelar", "cancelar_contrato", "nao_quero_mais", "multa_saida")
    return "-cancelar" in indicios.nomes and not wanted
