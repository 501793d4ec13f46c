"""What an answer may be about beside an appointment, told by its words alone; pure, and apart from whoever reads what
it says of one: a bill that is cancelled, a word to the person of the team who asked last.
"""

import re

from shared.kit.texto import key_of

_OTHER = re.compile(
    r"\b(?:planos?|convenios?|boletos?|cobrancas?|pagamentos?|pag(?:o|a|ar|amos|uei|arei|ando)|pix|cart(?:ao|oes)|"
    r"assinaturas?|mensalidades?|faturas?|parcelas?|notas? fisca(?:l|is)|contratos?|pedidos?|compras?|reuni(?:ao|oes)|"
    r"orcamentos?|reembolsos?|senhas?|aplicativo|app|outra pessoa)\b"
)
_APPOINTMENT = re.compile(
    r"\b(?:consultas?|horarios?|atendimentos?|agendamentos?|presenca|exames?|comparec\w+|desmarc\w+|"
    r"(?:nao |sim )?(?:vou|irei|vamos|iremos)(?! (?:pagar|quer\w*|cancelar|mudar|trocar))|estarei|estaremos)\b"
)
_NAMED = re.compile(r"\b(?:confirm|cancel|remarc|reagend|adi)\w*")
_ALONE = 3


def is_about_other(texto: str) -> bool:
    """Whether it speaks of a bill, a contract or somebody else, and of no appointment."""
    words = key_of(texto)
    return bool(_OTHER.search(words)) and not _APPOINTMENT.search(words)


def is_bare(texto: str) -> bool:
    """Whether it only agrees or refuses, so that it answers whatever was said last."""
    words = key_of(texto)
    is_named = _APPOINTMENT.search(words) or _NAMED.search(words)
    return not is_named and len(words.split()) <= _ALONE and not any(char.isdigit() for char in words)
