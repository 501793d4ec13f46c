"""The words of an answer that is given by itself: filled in for one person, and fit to be said to another."""

import re
from collections.abc import Mapping

from shared.clientes.models import SEM_NOME, Cliente
from shared.contas.chamados_models import NOME
from shared.contas.mensageria import VARIAVEL, variables_of
from shared.contas.models import Conta
from shared.kit.dates import find_dates
from shared.kit.masking import mask
from shared.kit.nomes import name_words
from shared.kit.texto import fold, key_of, sentences

_CNPJ_DIGITS = 14
_NAME = re.compile(r"[A-Za-zÀ-ÿ][A-Za-zÀ-ÿ'-]{1,29}")
_PLACE = r"\{\{\s{0,3}nome\s{0,3}\}\}"
# A name that nobody knows goes with the comma, the courtesy or the preposition that led to it.
_NAMELESS = (
    (
        re.compile(
            rf"[\s,]{{1,3}}(?:sr|sra|dr|dra|dona|seu|de|do|da|para|pra|a|com)\b\.?[\s,]{{0,3}}{_PLACE}", re.I
        ),
        "",
    ),
    (re.compile(rf"(^|[!.?:])\s{{0,3}}{_PLACE}(?:\s?[,!.:;-])?"), r"\1"),
    (re.compile(rf"[\s,]{{0,3}}{_PLACE}"), ""),
)
_GREETED = re.compile(
    r"\b(?:Ol[áa]|Oi|Oie|Bom dia|Boa tarde|Boa noite|Prezad[oa]|Car[oa]|Obrigad[oa])[,!]?\s+"
    r"(?:(?:Seu|Dona|Sr|Sra|Dr|Dra|[Ss]enhora?)\b\.?\s+)?(?P<nome>[A-ZÀ-Ý][a-zà-ÿ'-]+)"
)
_NOT_NAMES = frozenset(
    re.findall(
        r"\w+",
        "a as o os aqui seu sua tudo sim nao temos atendemos voce nos para por pelo pela agradecemos claro pode que",
    )
)
_MASKED = re.compile(r"\[[A-Z]+_\d+\]")
_LONG_NUMBER = re.compile(r"\d(?:[ .-]?\d){7,}")
_MONEY = re.compile(r"r\$|\breais\b|\d,\d{2}\b")
# What holds on the day it was said alone.
_PASSING = re.compile(
    r"\b(?:hoje|amanha|ontem|agora ha pouco|essa semana|esta semana|semana que vem|proxima semana|este mes|mes que vem"
    r"|daqui a|em instantes|acabei de|acabamos de|ja (?:enviei|mandei|resolvi|estornei|cancelei|agendei|marquei)"
    r"|(?:enviei|mandei|estornamos|agendei|marquei|remarquei|confirmei|localizei|verifiquei) )"
)
_COURTESY = re.compile(
    r"(?:oi+e?|ola|bom dia|boa tarde|boa noite|tudo bem|tudo bom|td bem|como vai|por favor|por gentileza|pfv|pf"
    r"|(?:muito )?obrigad[oa]s?(?: desde ja)?|desde ja(?: (?:obrigad[oa]|agradeco))?|valeu|agradeco|grat[oa]|att"
    r"|atenciosamente|abracos?|gostaria de (?:saber|uma informacao|tirar uma duvida)|queria saber|quero saber"
    r"|me tira uma duvida|uma duvida|uma pergunta|(?:me )?(?:podem?|poderiam?) (?:me )?(?:dizer|informar))"
    r"(?:\s*(?:se|:))?(?![a-z])[\s,!.?;:-]*"
)
_QUESTION = re.compile(r"\?")


def first_name(cliente: Cliente) -> str:
    """How a person is greeted; nothing for a company, and for whoever gave no name that reads like one."""
    is_person = cliente.nome != SEM_NOME and len(cliente.documento or "") != _CNPJ_DIGITS
    return greeting_name(cliente.nome) if is_person else ""


def greeting_name(nome: str) -> str:
    """The first of its words that is no title; nothing where that could not be a name."""
    folded = name_words(nome)[:1]
    said = next((word for word in nome.split() if folded and name_words(word)[:1] == folded), "")
    if not _NAME.fullmatch(said):
        return ""
    return said.capitalize() if said.isupper() or said.islower() else said


def fill(texto: str, conta: Conta, nome: str) -> str | None:
    """`texto` with its variables' values, reading well without a name too; None where one has no value."""
    values = {**conta.chamados.variaveis, NOME: nome}
    if any(not values.get(name) for name in variables_of(texto) if name != NOME):
        return None
    whole = texto if nome else _without_name(texto)
    return VARIAVEL.sub(lambda place: values[place[1]], whole).strip()


def _without_name(texto: str) -> str:
    for pattern, rest in _NAMELESS:
        texto = pattern.sub(rest, texto)
    texto = texto.strip()
    return texto[:1].upper() + texto[1:]


def is_reusable(texto: str, variaveis: Mapping[str, str]) -> bool:
    """Whether what a person wrote to one cliente may be said to another: nobody's name, number, money or day in it.

    What the conta itself says in its `variaveis`, such as its phone, is no person's.
    """
    rest = texto
    for valor in variaveis.values():
        rest = rest.replace(valor, " ")
    rest = VARIAVEL.sub(" ", rest)
    if _MASKED.search(rest) or _LONG_NUMBER.search(rest) or mask(rest).originals:
        return False
    if any(key_of(match["nome"]) not in _NOT_NAMES for match in _GREETED.finditer(rest)):
        return False
    folded = fold(rest)
    return not (_PASSING.search(folded) or any(find_dates(folded)) or _MONEY.search(folded))


def essence(texto: str) -> str:
    """The question without greetings and thanks, which say nothing of the matter; all of it where nothing is left."""
    folded = fold(texto)
    kept: list[str] = []
    for span in sentences(folded):
        start = span.inicio
        while match := _COURTESY.match(folded, start, span.fim):
            start = match.end()
        if start < span.fim and (left := texto[start : span.fim].strip(" ,!.;:-\n")):
            kept.append(left)
    return " ".join(kept) or texto.strip()


def asks_twice(texto: str) -> bool:
    """Whether more than one thing is asked: one answer would leave the other open."""
    return len(_QUESTION.findall(re.sub(r"\?[\s?!]*", "? ", texto))) > 1
