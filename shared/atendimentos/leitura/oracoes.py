"""A message parted into clauses, each knowing what joins it to the one before and whether it asks something."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum
from functools import cached_property

from shared.atendimentos.leitura.grafia import Palavra
from shared.atendimentos.leitura.sinais import words

# They begin a clause and say how it stands to what was said before.
_JOINS = words("mas porem contudo entretanto todavia entao porque pois & ou so_que")
# What hangs on these is no word against what was said; a question before them may reach over.
# Nobody says more in one breath; it also bounds the work on hostile texts.
_MOST_WORDS = 60
_SOFT_JOINS = frozenset(("&", "ou"))
_LEAD = (
    r"(?:(?:oi|ola|opa|ah|mas|entao|bom|boa|dia|tarde|noite|olha|moca|moco|ei|so|me|tudo|bem|sim|ok|certo) )*"
)
# Unmistakable without a question mark; "quando" and "como" may begin a statement.
_ASKS = re.compile(
    rf"^{_LEAD}(?:"
    r"(?:em|com|pra|de|por|a) (?:qual|quais|quantos?|quantas?|quem|onde)(?!\S)|ate (?:que|quando)|qual|quais|"
    r"quantos?(?! (?:a|ao) )|quantas?|onde|aonde|cade|sera que|por que|"
    r"(?:a )?que (?:horas?|dia|lugar|medico|dentista|endereco|consulta|horario)|(?:o|do|de) que|"
    r"quem (?:e|era|esta|fala|seria|que|vai (?:me )?(?:atender|ser|estar))|"
    r"quando (?:e|era|vai|seria|sera|que)(?!\S)|"
    r"como (?:e que|faco|faz|fazer|chego|funciona|posso|eu (?:faco|chego|confirmo|cancelo)|sera|seria)|"
    r"(?:eu )?(?:ia|so) (?:te |lhe )?perguntar|"
    r"(?:eu )?(?:queria|gostaria de|quero|preciso|precisava) (?:so )?(?:saber|entender|tirar uma duvida|"
    r"perguntar)|"
    r"(?:tenho|estou com|tinha|fiquei com) (?:uma |umas |algumas )?duvidas?|uma duvida|pergunta\b|"
    r"(?:me )?(?:diz|diga|fala|fale|informa|informe|explica|passa|passe) (?:ai )?(?:qual|quanto|onde|o|a|se|"
    r"como)\b"
    r"|voces? (?:atende|aceita|faz|tem|cobra|trabalha|abre|fica)"
    r")"
)


class Pergunta(Enum):
    """`ETIQUETA`: said, with a "né?" or "tá?" behind it; `DITA`: with a "né" that asks nothing."""

    NAO = 0
    DITA = 1
    ETIQUETA = 2
    SIM = 3


@dataclass(frozen=True)
class Oracao:
    """`liga` is the word or comma that joins it, `pergunta` how what it says is asked, `frase` its sentence."""

    palavras: tuple[Palavra, ...]
    liga: str = ""
    pergunta: Pergunta = Pergunta.NAO
    frase: int = 0

    @cached_property
    def formas(self) -> tuple[str, ...]:
        return tuple(word.forma for word in self.palavras)

    @cached_property
    def texto(self) -> str:
        return " ".join(self.formas)

    @property
    def inicio(self) -> int:
        return self.palavras[0].inicio

    @property
    def fim(self) -> int:
        return self.palavras[-1].fim

    def index_at(self, position: int) -> int:
        """The number of the word that begins at or spans `position` of `texto`."""
        return self.texto.count(" ", 0, position)


def sentences_of(words: Sequence[Palavra]) -> Iterator[tuple[list[Palavra], bool]]:
    """Sentences with their commas, and whether each ends in a question mark."""
    current: list[Palavra] = []
    for word in words:
        if not word.is_stop:
            current.append(word)
            continue
        if current:
            yield current, word.forma == "?"
        current = []
    if current:
        yield current, False


def clauses_of(words: Sequence[Palavra]) -> list[Oracao]:
    found: list[Oracao] = []
    for number, (sentence, asked) in enumerate(sentences_of(words)):
        parts = list(_parts(sentence))
        flags = _asked(parts, asked)
        found += [
            Oracao(tuple(part), liga, flag, number)
            for (liga, part), flag in zip(parts, flags, strict=True)
            if part
        ]
    return found


def _parts(sentence: Sequence[Palavra]) -> Iterator[tuple[str, list[Palavra]]]:
    """The clauses of a sentence, each with what joins it; a picture stands alone."""
    liga = ""
    current: list[Palavra] = []
    for word in _joined(sentence):
        if len(current) >= _MOST_WORDS:
            yield liga, current
            liga, current = "", []
        cuts = word.forma == "," or word.forma in _JOINS or word.forma.startswith("@")
        if not cuts:
            current.append(word)
            continue
        if current:
            yield liga, current
            liga, current = "", []
        if word.forma.startswith("@"):
            yield liga or ",", [word]
            liga = ","
        else:
            liga = _stronger(liga, word.forma)
    if current:
        yield liga, current


def _stronger(liga: str, added: str) -> str:
    """ "Mas" after a comma says more than the comma, "e" less."""
    return liga if liga and (added == "," or added in _SOFT_JOINS) else added


def _joined(sentence: Sequence[Palavra]) -> Iterator[Palavra]:
    """ "só que" is one word that joins."""
    skip = False
    for index, word in enumerate(sentence):
        following = sentence[index + 1].forma if index + 1 < len(sentence) else ""
        if skip:
            skip = False
            continue
        if word.forma == "so" and following == "que":
            skip = True
            yield Palavra("so_que", word.inicio, sentence[index + 1].fim)
        else:
            yield word


_TAG = r"(?:ne|esta|ok|certo|viu|beleza|pode ser|esta bom|esta ok|esta bem|combinado|sim|bom|hein|entendeu)"
_IS_TAG, _ENDS_IN_TAG = re.compile(rf"^{_TAG}$"), re.compile(r"\s(?:ne|esta|ok|viu|certo|esta bom|hein)$")


# "É de manhã ou de tarde" asks, with no mark behind it.
_NAMES = re.compile(rf"{_LEAD}(?:e|era|seria) (?:as |a |de |dia |hoje|amanha|\d)")
_ENDS_IN_NE = re.compile(r"\sne$")


def _asked(parts: Sequence[tuple[str, list[Palavra]]], asked: bool) -> list[Pergunta]:
    """How each is asked: the last before a question mark, those that hang on it by "e", what begins as a question."""
    texts = [" ".join(word.forma for word in part) for _, part in parts]
    flags = [Pergunta.SIM if _ASKS.match(text) else Pergunta.NAO for text in texts]
    for index in range(1, len(parts)):
        if parts[index][0] == "ou" and _NAMES.match(texts[index - 1]):
            flags[index - 1 : index + 1] = [Pergunta.SIM, Pergunta.SIM]
    spoken = [index for index, text in enumerate(texts) if not text.startswith("@")]
    flags = [
        Pergunta.DITA if flag is Pergunta.NAO and _ENDS_IN_NE.search(text) else flag
        for flag, text in zip(flags, texts, strict=True)
    ]
    flag = Pergunta.SIM if asked else Pergunta.NAO
    for index in reversed(spoken):
        if flag is Pergunta.NAO:
            break
        if _ENDS_IN_TAG.search(texts[index]) and flag is Pergunta.SIM:
            flag = Pergunta.ETIQUETA
        flags[index] = Pergunta(max(flags[index].value, flag.value))
        flag = _reach_back(parts[index][0], texts[index], flag, is_first=index == spoken[0])
    return flags


def _reach_back(liga: str, text: str, flag: Pergunta, *, is_first: bool) -> Pergunta:
    """How the clause before one that is asked so is asked."""
    if _IS_TAG.match(text) and not is_first:
        return Pergunta.ETIQUETA
    return flag if liga in _SOFT_JOINS else Pergunta.NAO
