"""Which labels go together, by the label rules: the sectors, priorities and automatic answers of each intention.

Apart because the model is trained within the same bounds as it is used.
"""

from shared.chamados.classe import Intencao, Prioridade, Setor

_URGENTES = (Prioridade.MEDIA, Prioridade.ALTA, Prioridade.CRITICA)

SETORES = {
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
PRIORIDADES_DE = {
    Intencao.SEGUNDA_VIA_BOLETO: tuple(Prioridade),
    Intencao.PAGAMENTO: _URGENTES,
    Intencao.ORCAMENTO: (Prioridade.MEDIA,),
    Intencao.AGENDAMENTO: _URGENTES,
    Intencao.PROBLEMA_TECNICO: _URGENTES,
    Intencao.GERENCIAMENTO_PLANO: _URGENTES,
    Intencao.CANCELAMENTO: _URGENTES,
    Intencao.RECLAMACAO: _URGENTES,
    Intencao.ELOGIO_AGRADECIMENTO: (Prioridade.BAIXA,),
    Intencao.INFORMACAO: (Prioridade.BAIXA, Prioridade.MEDIA, Prioridade.CRITICA),
    Intencao.OUTRO: (Prioridade.BAIXA, Prioridade.MEDIA, Prioridade.CRITICA),
}
# What an approved answer may close, unless the text asks for more than the answer can give.
AUTOMATICAS = {
    Intencao.SEGUNDA_VIA_BOLETO: ("false", "true"),
    Intencao.INFORMACAO: ("false", "true"),
    Intencao.ELOGIO_AGRADECIMENTO: ("true",),
}
