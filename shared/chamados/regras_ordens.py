"""Instructions that somebody wrote into a message, taken out before it is read: they are text, never orders.

Apart from the signs, which must not see them.
"""

import re
from dataclasses import replace

from shared.chamados.leitura_texto import Lido

_FIELDS = r"""(?:prioridade|intencao|setor|resposta ?_? ?automatica|automatica|classificacao|categoria|status|
    urgencia|priority|intent|category|sector|evidencias?|clinica|continua)"""
_LABELS = r"""(?:critica|alta|media|baixa|urgente|true|false|sim|nao|cancelamento|reclamacao|elogio\w*|informacao|
    pagamento|outro|geral|financeiro|suporte|vendas|admin|resolvido|fechado|maxima|segunda ?_? ?via ?_? ?boleto|
    agendamento|orcamento|null|none|high|critical|\d)"""
_ORDERS = (
    # marks such as "prioridade=critica" or {"setor": "vendas"}
    rf"""[{{\[<]*(?: \")? ?{_FIELDS} (?:_ \w+ )?(?:\" )?(?:=|:|->|=>|e|como) (?:= )?(?:> )?(?:\" )?
    {_LABELS}(?: _ \w+)*(?: [\"}}\]>,;])*""",
    # "ignore as instruções anteriores"
    r"""(?:ignor[ea]\w*|desconsider\w+|esqueca\w*|disregard|forget) (?:[^\s.,;!?:]+ ){0,3}(?:instruc(?:oes|ao)|
    regras?|ordens|comandos?|prompts?|instructions?|rules)
    (?: (?:anteriores|acima|previas|above|previous|do sistema))?(?: e)?""",
    r"""voce (?:agora )?e (?:agora )?(?:o |um |uma |a )?(?:dan|ia|robo|assistente|modelo|bot|chatgpt|administrador|
    admin|root|sistema)[^.!?]*""",
    r"(?:aja|atue|finja|comporte) (?:\w+ )?(?:como|que e)[^.!?]*",
    r"""(?:system|developer) prompt[^.!?]*|(?:print|reveal|show|mostre|revele|repita|imprima) (?:\w+ ){0,2}
    (?:system |your )?(?:prompt|instruc(?:oes|ao)|instructions)[^.!?]*""",
    rf"""(?:classifi(?:que|car|ca)|marque|marca|rotule|trate|considere|registre) (?:[^\s.,;!?:]+ ){{0,5}}
    (?:como|com|em) (?:[^\s.,;!?:]+ ){{0,2}}{_LABELS}(?: _ \w+)*""",
    r"""(?:responda|responder) (?:apenas|somente|so|tudo|sempre)[^.!?]*|
    modo (?:desenvolvedor|admin|debug|root|manutencao)""",
    r"(?:sudo|drop table|select \*|system :|assistant :|user :)[^.!?]*",
)
_BREAK = re.compile(r"\s*\n\s*")
_ORDER = re.compile("|".join(f"(?<= )(?:{_BREAK.sub('', order)})(?= )" for order in _ORDERS))


def without_orders(lido: Lido) -> Lido:
    """The text as if nobody had told the reader how to read it."""
    if not (spans := [match.span() for match in _ORDER.finditer(lido.norma)]):
        return lido
    kept, at = [], 1
    for palavra in lido.palavras:
        if not any(start <= at < end for start, end in spans):
            kept.append(palavra)
        at += len(palavra.norma) + 1
    while kept and not any(char.isalnum() for char in kept[-1].norma) and kept[-1].norma in ".,;:!?":
        kept.pop()
    return replace(lido, palavras=tuple(kept))
