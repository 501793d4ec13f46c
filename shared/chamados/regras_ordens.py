"""Instructions that somebody wrote into a message, taken out before it is read: they are text, never orders.

Apart from the signs, which must not see them.
"""

from dataclasses import replace

from shared.chamados.leitura_texto import Lido
from shared.chamados.padroes import words
from shared.kit.texto import Trecho, Trechos

_FIELDS = r"""(?:prioridade|intencao|setor|resposta automatica|automatica|classificacao|categoria|urgencia|priority|
    intent|category|sector)"""
_LABELS = r"""(?:critica|alta|media|baixa|urgente|true|false|sim|nao|cancelamento|reclamacao|elogio agradecimento|
    elogio|informacao|pagamento|outro|geral|financeiro|suporte|vendas|admin|resolvido|fechado|maxima|
    segunda via boleto|agendamento|orcamento|problema tecnico|gerenciamento plano|null|none|high|critical|\d)"""
_ORDERS = (
    # marks such as "prioridade=critica" or {"setor": "vendas"}
    rf"(?:[{{\[<] ){{0,2}}{_FIELDS} (?:=|:|e|como) (?:[=>:] ){{0,2}}{_LABELS}(?: [}}\]>,;])*",
    # "ignore as instruções anteriores"
    r"""(?:ignor[ea]\w*|desconsider\w+|esqueca\w*|disregard|forget) (?:[^\s.,;!?:]+ ){0,3}(?:instruc(?:oes|ao)|
    regras?|ordens|comandos?|prompts?|instructions?|rules)
    (?: (?:anteriores|acima|previas|above|previous|do sistema))?(?: e)?""",
    r"""voce (?:agora e|e agora|e o dan|e um(?:a)? (?:administrador|root))[^.,;!?]*""",
    r"(?:aja|atue|finja|comporte) (?:\w+ )?(?:como|que e)[^.,;!?]*",
    r"""(?:system|developer) prompt[^.!?]*|(?:print|reveal|show|mostre|revele|repita|imprima) (?:\w+ ){0,2}
    (?:system |your )?(?:prompt|instruc(?:oes|ao)|instructions)[^.!?]*""",
    rf"""(?:classifi(?:que|car|ca)|rotule|trate|considere|marque|defina) (?:[^\s.,;!?:]+ ){{0,5}}
    (?:como|prioridade|para) (?:[^\s.,;!?:]+ ){{0,2}}{_LABELS}""",
    r"(?:responda|responder) (?:apenas|somente|tudo|sempre)[^.,;!?]*|modo (?:desenvolvedor|admin|debug|root)",
    r"""\[ (?:system|sistema|admin|root|assistant|developer) \][^.!?]*|(?:usuario|user) (?:autenticado|
    logado|verificado) como[^.!?]*""",
    r"""(?:exporte|exiba|liste|envie|mostre|apague|delete) (?:\w+ ){0,3}(?:lista|base|banco|dados|
    tabela) d[eoa]s? (?:todos os )?(?:clientes|pacientes|usuarios|alunos)""",
    r"(?:sudo|drop table|select \*|system :|assistant :|user :)[^.!?]*",
)
_ORDER = "|".join(f"(?:{order})" for order in _ORDERS)


def without_orders(lido: Lido) -> Lido:
    """The text as if nobody had told the reader how to read it."""
    orders = Trechos(Trecho(*match.span()) for match in words(_ORDER).finditer(lido.norma))
    kept, at = [], 1
    for palavra in lido.palavras:
        end = at + len(palavra.norma)
        if not orders.touch(at, end):
            kept.append(palavra)
        at = end + 1
    return lido if len(kept) == len(lido.palavras) else replace(lido, palavras=tuple(kept))
