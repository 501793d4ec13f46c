"""The words that mean something whatever else is open, told by the whole message alone; pure.

The grammar is `lgpd-and-etiquette` §3: accents, case, punctuation and emoji aside, and nothing within a sentence.
"""

import re
import unicodedata
from enum import StrEnum

# A longer message is no bare word.
_LONGEST = 200
_DROPPED = ("M", "Cf")  # accents, emoji modifiers, invisible joiners: they part no word
_SAIR = frozenset(
    {
        *("sair", "pare", "parar", "stop", "descadastrar", "remover", "unsubscribe"),
        *("nao envie mais", "nao quero mais receber", "cancelar envio", "cancelar inscricao"),
    }
)
_VOLTAR = frozenset({"voltar", "entrar", "start"})
_CANCELAR = "cancelar"
_GREETING = r"(?:(?:oi|ola|opa|bom dia|boa tarde|boa noite|desculpe|desculpa|acho que|creio que) )*"
_THANKS = r"(?: (?:desculpe|desculpa|obrigado|obrigada|por favor|viu))*"
_ADDRESS = r"(?:numero|telefone|celular|contato|whatsapp|zap)"
_YOU = r"(?:voce|vc|voces|vcs)"
_NUMERO_ERRADO = re.compile(
    _GREETING
    + "(?:"
    + "|".join(
        (
            rf"(?:aqui )?(?:e )?(?:o |um )?{_ADDRESS} errado",
            rf"(?:esse|este|o) {_ADDRESS} (?:esta|ta|e) errado",
            rf"{_YOU} (?:esta|ta|estao|tao) com (?:o )?{_ADDRESS} errado",
            rf"{_YOU} (?:mandou|mandaram|enviou|enviaram|ligou|ligaram) (?:para|pra|pro|no) "
            rf"(?:a |o )?(?:pessoa errada|{_ADDRESS} errado)",
            r"(?:e )?(?:a )?pessoa errada",
            r"(?:eu )?nao sou (?:essa|esta) pessoa",
            r"(?:eu )?nao conheco (?:essa|esta) pessoa",
            rf"(?:esse|este) {_ADDRESS} nao e (?:mais )?(?:dessa|desta|da) pessoa",
        )
    )
    + ")"
    + _THANKS
)
_NUMERO = re.compile(r"(?:(?:opcao|numero|resposta) )?(\d{1,2})")


# Alone they answer whatever was asked, so that of two questions neither is meant for sure.
_SIM = {
    "sim",
    "s",
    "ss",
    "sim sim",
    "ok",
    "okay",
    "certo",
    "isso",
    "isso mesmo",
    "claro",
    "com certeza",
    "positivo",
}
_NAO = {"nao", "n", "nn", "nao nao", "ainda nao", "negativo"}
_COURTESY = re.compile(r" (?:obrigad[oa]|por favor|valeu)$")


class Palavra(StrEnum):
    """`cancelar` alone is ambiguous: the appointment, or the messages?"""

    SAIR = "sair"
    VOLTAR = "voltar"
    CANCELAR = "cancelar"
    NUMERO_ERRADO = "numero_errado"


def bare(text: str) -> str:
    """The words of `text`: lower case, no accents, one space for whatever is neither letter nor digit."""
    decomposed = unicodedata.normalize("NFKD", text).casefold()
    kept = (_kept(char) for char in decomposed)
    return " ".join("".join(kept).split())


def _kept(char: str) -> str:
    category = unicodedata.category(char)
    if category.startswith(_DROPPED):
        return ""
    return char if category[0] in "LN" else " "


def read_palavra(text: str) -> Palavra | None:
    """The word that the whole message is; None for everything else, a sentence that holds it included."""
    if len(text) > _LONGEST:
        return None
    words = bare(text)
    if words in _SAIR:
        return Palavra.SAIR
    if words in _VOLTAR:
        return Palavra.VOLTAR
    if words == _CANCELAR:
        return Palavra.CANCELAR
    return Palavra.NUMERO_ERRADO if _NUMERO_ERRADO.fullmatch(words) else None


def read_numero(text: str) -> int | None:
    """The option that is typed: "1", "1.", "opção 2"; None for everything else."""
    if len(text) > _LONGEST:
        return None
    found = _NUMERO.fullmatch(bare(text))
    return int(found[1]) if found else None


def read_sim_ou_nao(text: str) -> bool | None:
    """Whether the whole message is a yes or a no to whatever was asked; None for everything else."""
    words = _COURTESY.sub("", bare(text[:_LONGEST]))
    return True if words in _SIM else False if words in _NAO else None
