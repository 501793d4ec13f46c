"""The literal excerpts behind a reading: the words that spoke loudest for it."""

import re

from shared.chamados.classe import Intencao, Prioridade
from shared.chamados.indicios import Indicios
from shared.chamados.regras_prioridade import alarm_of

_PEDIDO = {
    Intencao.SEGUNDA_VIA_BOLETO: ("boleto_pedir", "boleto"),
    Intencao.PAGAMENTO: (
        "estorno",
        "cobrado_errado",
        "nota_fiscal",
        "comprovante",
        "negociar",
        "vencimento",
        "cartao",
        "negativado",
        "golpe",
        "ja_paguei",
        "pagamento_geral",
    ),
    Intencao.ORCAMENTO: ("preco", "orcamento", "contratar", "desconto"),
    Intencao.AGENDAMENTO: (
        "remarcar",
        "desmarcar",
        "cancelar_compromisso",
        "visita_tecnica",
        "demonstracao",
        "marcar",
        "minha_consulta",
        "peca_quebrada",
        "dor_aguda",
        "sangrando",
        "compromisso",
    ),
    Intencao.PROBLEMA_TECNICO: ("sem_servico", "falha", "parado", "todos_sem", "preso", "objeto_tecnico"),
    Intencao.GERENCIAMENTO_PLANO: ("plano_mudar", "plano_pessoas", "plano_dados", "plano_pausar", "plano"),
    Intencao.CANCELAMENTO: ("cancelar_contrato", "cancelar", "nao_quero_mais", "multa_saida", "cancelado"),
    Intencao.RECLAMACAO: ("forte", "sarcasmo", "queixa", "reincidente", "continua", "juridico"),
    Intencao.ELOGIO_AGRADECIMENTO: ("elogio", "agradecimento", "resolvido"),
    Intencao.INFORMACAO: (
        "status",
        "documento",
        "clinica_duvida",
        "faq_hora",
        "faq_lugar",
        "faq_aceita",
        "faq_faz",
        "faq_leva",
        "faq_pagamento",
    ),
    Intencao.OUTRO: (
        "lgpd",
        "curriculo",
        "fornecedor",
        "imprensa",
        "sugestao",
        "engano",
        "spam",
        "retorno_vago",
        "saudacao",
    ),
}
_PRESSA = (
    "bloqueado",
    "sem_servico",
    "parado",
    "todos_sem",
    "vital",
    "peca_quebrada",
    "forte",
    "reincidente",
    "hoje",
    "amanha",
)
_SENTENCE = re.compile(r"(?<= )[^.!?]+")


def read_evidencias(indicios: Indicios, intencao: Intencao, prioridade: Prioridade) -> dict[str, str]:
    """By field; a field that nothing in particular speaks for has none."""
    found = {"intencao": _of_intencao(indicios, intencao), "prioridade": _of_prioridade(indicios, prioridade)}
    return {campo: trecho for campo, trecho in found.items() if trecho}


def _of_intencao(indicios: Indicios, intencao: Intencao) -> str:
    sinal = indicios.first(*_PEDIDO[intencao])
    if sinal:
        return indicios.lido.evidencia(sinal.inicio, sinal.fim)
    if indicios.is_empty:
        return ""
    sentence = max(_SENTENCE.finditer(indicios.lido.norma), key=lambda found: len(found[0]), default=None)
    return indicios.lido.evidencia(sentence.start(), sentence.end()) if sentence else ""


def _of_prioridade(indicios: Indicios, prioridade: Prioridade) -> str:
    if prioridade in (Prioridade.BAIXA, Prioridade.MEDIA):
        return ""
    sinal = alarm_of(indicios) if prioridade is Prioridade.CRITICA else None
    sinal = sinal or indicios.first(*_PRESSA)
    return indicios.lido.evidencia(sinal.inicio, sinal.fim) if sinal else ""
