"""Numbers of a menu: what each stands for by our own message, and which one somebody means who typed two."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from shared.atendimentos.classe import Classe
from shared.atendimentos.leitura.grafia import plain
from shared.atendimentos.leitura.oracoes import Oracao, Pergunta
from shared.atendimentos.leitura.respostas import is_filler
from shared.atendimentos.leitura.sinais import one_of, words

_USUAL = {"1": Classe.CONFIRMADO, "0": Classe.CANCELADO}
_ACTS = (
    (Classe.OPT_OUT, r"sair|parar|descadastr\w+|nao receber"),
    (Classe.REAGENDAR, r"remarc\w+|reagend\w+|mudar|trocar|alterar|adiar|outr[oa] (?:dia|data|horario)"),
    (Classe.CANCELADO, r"cancel\w+|desmarc\w+|nao\b"),
    (Classe.CONFIRMADO, r"confirm\w+|sim\b|comparecer|manter"),
    (Classe.DUVIDA, r"falar|atendente|duvida\w*|ajuda"),
)
_ANY = "|".join(f"(?:{pattern})" for _, pattern in _ACTS)
# "1 dúvida" counts doubts.
_DONE = "|".join(f"(?:{pattern})" for classe, pattern in _ACTS if classe is not Classe.DUVIDA)
# "1 para confirmar", "1 - Confirmar", "1. Confirmar"; a comma or a full stop before "para" ends what the number says.
_FORWARD = re.compile(
    rf"(?<![\d/:.])(\d)(?:\.\s?|[ =:)\-]{{0,4}}(?:(?:para|pra|p/|se|e|quer|quero|deseja|voce|vai|a|o|minha|consulta|"
    rf"presenca) ){{0,4}})({_ANY})"
)
_BACKWARD = re.compile(
    rf"(?:{_ANY})[^\d.;\n]{{0,30}}?(?:digite|responda|envie|tecle|aperte|mande|opcao|numero|=|"
    rf":)\s*(?:com )?(?:o )?(?:numero )?(\d)(?![\d/:h])"
)
_SIGNS = {"um": "1", "zero": "0", "dois": "2", "tres": "3", "quatro": "4"}
_AROUND = words(
    "opcao numero resposta e o a era seria certo correto sim por favor pfv obrigado digito tecla "
    "aperto respondo aqui "
    "entao minha meu desculpa desculpe quis dizer queria na verdade gentileza fica ok viu bom dia "
    "boa tarde noite oi ola "
    "digitei coloquei mandei apertei respondi escolho alternativa item ops opa foi agora mudou"
)
_TYPED = words("digitei coloquei mandei apertei respondi marquei botei enviei cliquei escrevi")
_BY_MISTAKE = one_of(
    r"(?:sem querer|errado|errei|por engano|engano|erro|enganad\w|antes|primeiro|me confundi)(?: .*)?"
)
_DENIED = re.compile(
    r"(?<!\S)(?:nao (?:e |era |foi )?(?:o )?|em vez de |ao inves de |no lugar de |e nao (?:o )?)(\d|um|zero)(?!\S)"
)
_DENIED_AFTER = re.compile(r"(?<!\S)(\d|um|zero) nao$")


@dataclass(frozen=True, slots=True)
class Opcao:
    """One number that somebody typed as an answer; `classe` None when our message offers no such number."""

    classe: Classe | None
    oracao: Oracao


def menu_of(enviada: str) -> Mapping[str, Classe]:
    """What each number of our message means; the usual 1 and 0 where it offers none."""
    text = plain(enviada)
    found: dict[str, Classe] = {}
    for match in _FORWARD.finditer(text):
        found.setdefault(match[1], _act(match[2]))
    for match in [] if found else _BACKWARD.finditer(text):
        found.setdefault(match[1], _act(match[0]))
    return found or _USUAL


def _act(text: str) -> Classe:
    return next(classe for classe, pattern in _ACTS if re.search(pattern, text))


def options(clauses: Sequence[Oracao], menu: Mapping[str, Classe]) -> list[Opcao]:
    """The numbers that stand: what was typed by mistake or is denied is gone."""
    found = []
    for index, clause in enumerate(clauses):
        follows = clauses[index + 1].liga if index + 1 < len(clauses) else ""
        if clause.pergunta is Pergunta.SIM or "ou" in (clause.liga, follows):
            continue
        number = _number_of(clause.texto, is_alone=len(clauses) == 1)
        if number is None:
            continue
        near = " ".join(other.texto for other in clauses[index : index + 2])
        if set(clause.formas) & _TYPED and _BY_MISTAKE.search(near):
            continue
        is_denied = clause.texto == number and index + 1 < len(clauses) and clauses[index + 1].texto == "nao"
        if not is_denied:
            found.append(Opcao(menu.get(number), clause))
    return [one for one in found if not _is_corrected(one, found)]


def _is_corrected(one: Opcao, found: Sequence[Opcao]) -> bool:
    """ "Mandei 0 mas era 1": what was typed gives way to what was meant."""
    return bool(set(one.oracao.formas) & _TYPED) and not set(found[-1].oracao.formas) & _TYPED


def _number_of(text: str, *, is_alone: bool) -> str | None:
    """The one option of a clause; "1 hora" and "1 ou 0" are none."""
    text = _DENIED.sub(" ", _DENIED_AFTER.sub(" ", text)).strip()
    rest = text.split()
    numbers = [word for word in rest if word.isdigit() or word in _SIGNS]
    distinct = {_SIGNS.get(word, word) for word in numbers}
    others = [word for word in rest if word not in numbers]
    if len(distinct) != 1 or not _fits(numbers, others, is_alone=is_alone, text=text):
        return None
    number = distinct.pop()
    return number


def _fits(numbers: Sequence[str], others: Sequence[str], *, is_alone: bool, text: str) -> bool:
    in_words = not numbers[0].isdigit()
    if in_words and not (is_alone or set(others) & words("opcao numero e era resposta")):
        return False
    if all(word in _AROUND or is_filler(word) for word in others):
        return True
    if set(others) & _TYPED and _BY_MISTAKE.search(text):
        return True
    leads = text.split()[0] == numbers[0] and numbers[0].isdigit() and len(others) <= 4
    return leads and bool(re.match(rf"\d+ (?:pra |e |de |quero )?(?:{_DONE}|vou|obrigado)", text))


def stray_refusal(
    clauses: Sequence[Oracao], menu: Mapping[str, Classe], found: Sequence[Opcao]
) -> Oracao | None:
    """A clause with the number that cancels, in words that leave open what it is doing there."""
    if menu.get("0") is not Classe.CANCELADO:
        return None
    read = [opcao.oracao for opcao in found]
    strays = (clause for clause in clauses if "0" in _DENIED.sub(" ", clause.texto).split())
    return next((clause for clause in strays if clause not in read and not _is_explained(clause)), None)


def _is_explained(clause: Oracao) -> bool:
    return bool(set(clause.formas) & _TYPED) or clause.pergunta is Pergunta.SIM or clause.liga == "ou"


def only_numbers(clauses: Sequence[Oracao]) -> bool:
    """Whether there is nothing but a number, and words that go around one."""
    return bool(clauses) and all(
        word.isdigit() or word in _SIGNS or word in _AROUND | {"@"}
        for clause in clauses
        for word in clause.formas
    )
