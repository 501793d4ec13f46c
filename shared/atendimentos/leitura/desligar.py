"""Whether somebody wants no messages any more, in whatever words; apart because it goes before everything else."""

import re
from collections.abc import Sequence

from shared.atendimentos.alheio import is_about_other
from shared.atendimentos.leitura.contato import LIST, MESSAGE, NUMBER, REMOVE, SEND, is_of_else
from shared.atendimentos.leitura.frases_parar import ALONE, REFUSED, STOP, VAGUE
from shared.atendimentos.leitura.grafia import Palavra, unquoted, words_of
from shared.atendimentos.leitura.oracoes import sentences_of
from shared.atendimentos.leitura.sinais import Sinal, Tipo, one_of, words
from shared.kit.texto import read_texto

_HOSTILE = one_of(
    r"process(?:ar|o)|denunci\w+|bloque\w+|parem|pararem|aguento|cansei|saco|inferno|perturb\w+|"
    r"incomodando|incomodem|enchendo|"
    r"encher|invasiv\w+|abus\w+|procon|insuportavel|irritante|chatea\w+"
)
_ABOUT_MESSAGES = one_of(
    rf"{MESSAGE}|receber|recebendo|mandar|mandando|mandem|mandarem|enviar|enviando|numero|toda hora|"
    rf"todo dia|todo santo dia|ja"
)
# What makes of "corta isso", "apaga daí" a word about our messages: what they come by, how they come, to whom.
_SPEAKS_OF_US = one_of(
    rf"{MESSAGE}|numeros?|telefones?|celular\w*|fones?|chips?|whatsapp|lgpd|"
    r"(?:tod[oa]|cada) (?:\w+ )?(?:hora|dia|semana|mes|manha|santo dia)|(?:de novo|outra vez) (?:isso|voces)|"
    rf"(?:antig\w+|ex|novo|outro) dono|don[oa] antig\w+|nao conheco|nao sou|engano|{SEND} (?:isso|ess\w+)|"
    rf"apita\w*|vibra\w*"
)
# "Não parem de mandar" and "não quero sair da lista" ask for the contrary.
_KEEPS = re.compile(
    r"(?:nao|nunca|jamais)(?: (?:quero|queria|precisa\w*|e|pra|me|voces|que))* "
    r"(?:parar|parem|pare|pararem|deixar de|deixem de|sair|tirem|tirar|remov\w+)(?!\S)"
)
_CONTRARY = frozenset(("nao", "nunca", "jamais"))
_CLITICS = words("me nos quero queria desejo precisa precisam e pra que vou pode podem pretendo vao")
_STARTS_NEGATED = frozenset(("nao", "nem", "nunca", "sem", "prefiro", "nenhuma", "nada"))


def stops_in(message: Sequence[Palavra]) -> list[Sinal]:
    """The places of a message that ask for no more messages, one for each sentence that does."""
    sentences = [(sentence, _text_of(sentence)) for sentence, _ in sentences_of(message)]
    about_us = any(_SPEAKS_OF_US.search(text) for _, text in sentences)
    patterns = (STOP, ALONE, REFUSED, VAGUE) if about_us else (STOP, ALONE, REFUSED)
    found = [_first(sentence, text, patterns) or _hostility(sentence, text) for sentence, text in sentences]
    return [stop for stop in [*found, _weariness(sentences)] if stop]


_LONGEST_PLAIN = 200
# Said in so many words: of us who write, or of their number and our list.
_PLAIN = one_of(
    rf"(?:nao|nunca|nem|par\w+|deix\w+|chega|basta|evit\w+|cess\w+|sem|cancel\w+|suspend\w+|desativ\w+|"
    rf"deslig\w+)"
    rf"(?: \S+){{0,6}}? (?:{SEND}|receber|{MESSAGE})",
    rf"(?:{REMOVE}|poup\w+|livr\w+|silenci\w+)(?: \S+){{0,2}}? (?:meus?|minhas?|ess[ea]|est[ea]|noss[oa]) "
    rf"(?!dados|registros?|cadastros?){NUMBER}",
    rf"(?:me|nos) (?:\S+ ){{0,2}}?{REMOVE}(?: \S+){{0,3}}? {LIST}|descadastr\w+|me deix\w+ em paz|"
    rf"unsubscribe",
    r"revog\w+ (?:\S+ ){0,2}?consentimento",
)


def plain_stop(texto: str) -> str | None:
    """Where a message that answers no question of ours wants no more of them, in plain words and about nothing else.

    A longer one may have more to be seen to: that is a person's.
    """
    if len(texto) > _LONGEST_PLAIN or is_about_other(texto):
        return None
    read = unquoted(read_texto(texto))
    for sentence, _ in sentences_of(words_of(read)):
        text = _text_of(sentence)
        found = _first(sentence, text, (STOP, REFUSED))
        within = (word.forma for word in sentence if found and found.inicio <= word.inicio < found.fim)
        if found and _PLAIN.search(" ".join(within)):
            return read.trecho(found.inicio, found.fim)
    return None


def _text_of(sentence: Sequence[Palavra]) -> str:
    return " ".join(word.forma for word in sentence)


def _first(sentence: Sequence[Palavra], text: str, patterns: Sequence[re.Pattern[str]]) -> Sinal | None:
    formas = [word.forma for word in sentence]
    for match in (match for pattern in patterns for match in pattern.finditer(text)):
        first, last = text.count(" ", 0, match.start()), text.count(" ", 0, match.end())
        if not (_is_denied(formas, first, match[0]) or is_of_else(formas, first, last)):
            return Sinal(Tipo.PARAR, sentence[first].inicio, sentence[last].fim)
    return None


# Weary of what comes again and again, with no verb that says so: "já deu, né? todo santo dia essa mensagem".
_WEARY = one_of(
    r"ja deu|basta|aff+|ave maria|misericordia|haja (?:paciencia|saco)|ninguem merece|(?:que )?(?:chat[oa]|"
    r"chatice|saco|"
    r"ladainha|palhacada|inferno)|cansativ[oa]|desnecessari[oa]|enjoad[oa]|pelamor|pelo amor de deus"
)
_OVER_AGAIN = one_of(
    rf"(?:tod[oa]|cada) (?:\w+ )?(?:dia|hora|semana|vez|manha|minuto)(?: \w+){{0,3}}? (?:{MESSAGE}|isso)|"
    rf"(?:{MESSAGE}|isso)(?: \w+){{0,3}}? (?:tod[oa]|cada) (?:\w+ )?(?:dia|hora|semana|vez|manha|minuto)|"
    rf"(?:de novo|outra vez|mais um[a]?) (?:\w+ )?{MESSAGE}|(?:tant[oa]s?|quant[oa]s?) {MESSAGE}"
)


def _weariness(sentences: Sequence[tuple[Sequence[Palavra], str]]) -> Sinal | None:
    whole = " , ".join(text for _, text in sentences)
    if not (_WEARY.search(whole) and _OVER_AGAIN.search(whole)):
        return None
    return Sinal(Tipo.PARAR, sentences[0][0][0].inicio, sentences[-1][0][-1].fim)


def _hostility(sentence: Sequence[Palavra], text: str) -> Sinal | None:
    """Anger at our messages, whatever its words."""
    if not (_HOSTILE.search(text) and _ABOUT_MESSAGES.search(text)) or _NO_OFFENCE.search(text):
        return None
    return Sinal(Tipo.PARAR, sentence[0].inicio, sentence[-1].fim)


_NO_OFFENCE = one_of(
    r"(?:desculp\w+|sem querer|nao quero|perdao|nao|nunca) (?:por |te |estar |me )*(?:incomod\w+|"
    r"perturb\w+|encher|parem|bloque\w+)"
)


def _is_denied(formas: Sequence[str], first: int, found: str) -> bool:
    if _KEEPS.match(found):
        return True
    if found.split()[0] in _STARTS_NEGATED:
        return False
    before = first - 1
    while before >= 0 and formas[before] in _CLITICS:
        before -= 1
    return before >= 0 and formas[before] in _CONTRARY
