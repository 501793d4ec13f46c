"""What a relato tells, as short facts: what was understood first, then its own sentences, word for word."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from textwrap import wrap

from shared.kit.money import Clareza, find_amounts
from shared.kit.texto import Trecho, fold, squeeze
from shared.relatos.leitura.documento import Documento
from shared.relatos.leitura.nomes import Nomes

_MOST = 10
_LONGEST = 200
_CUT = re.compile(r"(?<=,)\s|(?<=;)\s|\s-\s|\s(?=(?:mas|porem|e que)\s)")
_BARE = re.compile(r"[a-z]{3,}")
# What stands in the structured facts already, and how people begin and end.
_REPEATED = re.compile(
    r"\b(?:oi|ola|bom|boa|tarde|noite|manha|equipe|pessoal|prezad[oa]s?|atenciosamente|coordenacao|gerencia|segue|comunico|"
    r"obrigad[oa]|grat[oa]|bjs|beijos?|abracos?|atendi|falei|conversei|recebi|liguei|com|sobre|para|pra|por|cerca|volta|"
    r"orcamento|orcei|apresentei|apresentado|passei|informei|valor|total\w*|preco|ficou|fica|sai|reais|mil|pagamento|pgto|forma|pix|"
    r"cartao|cartoes|credito|debito|boletos?|dinheiro|vista|avista|parcel\w+|vezes|ate|iguais|mensais|"
    r"interesse|interessad[oa]|quer|queria|fazer|procedimento|servico|cotacao|pediu|inicial|tambem|uma?s?|dele|dela|seu|sua|que|"
    r"proposta|investimento|tratamento|cliente|paciente|assunto|tema)\b"
)
_GREETING = frozenset(
    (
        "prezados",
        "prezadas",
        "prezado",
        "prezada",
        "atenciosamente",
        "coordenacao",
        "equipe",
        "pessoal",
        "bom",
        "boa",
    )
) | {"tarde", "noite"}
_ABOUT_PRICE = re.compile(
    r"r\$|\b(?:orcamento|valor|pagamento|pgto|reais|pix|parcel\w+|atendi|falei|conversei|recebi)\b"
)
_TELLING = re.compile(
    r"\b(?:car[oa]|concorren\w+|duvid\w+|med[oa]|receio|dor|doi|doendo|pensar|prefer\w+|escolh\w+|decid\w+|optou|fechou|"
    r"nao|sem|so|prazo|ate|depois|antes|quando|retorn\w+|lig\w+|cham\w+|agend\w+|marc\w+|combin\w+|quer|precisa|urg\w+|"
    r"desist\w+|alergi\w+|convenio|indica\w+|marido|esposa|filh[oa]|mae|pai)\b"
)
_EMPTY_WORDS = re.compile(
    r"\b(?:data|hora|hoje|ontem|dia|cliente|paciente|nome|atendente|ass|att|abs|resp|relato|atendimento|"
    r"registro|segunda|terca|quarta|"
    r"quinta|sexta|sabado|domingo|feira|janeiro|fevereiro|marco|abril|maio|junho|julho|agosto|setembro|"
    r"outubro|novembro|dezembro|horas|"
    r"dra|sra|dona|seu|recepcao|comercial|das|dos)\b"
)


def literal_facts(doc: Documento, nomes: Nomes, understood: Sequence[str]) -> list[str]:
    """The sentences that tell something, each literal; orders hidden in the text, headers and signatures do not.

    Nothing that `understood` says already. The list stays short: wishes, doubts, terms and decisions stay in it.
    """
    said = fold(" ".join(understood))
    known = frozenset([*_BARE.findall(said), *_amounts(said)])
    facts: list[str] = []
    for frase in doc.frases:
        names = [
            doc.ditado[nome.inicio : nome.fim]
            for nome in nomes.todos
            if frase.inicio <= nome.inicio < frase.fim
        ]
        facts.extend(fact for fact in _pieces(doc, frase) if _tells(fact, names, known))
    room = _MOST - len(understood)
    ranked = sorted(range(len(facts)), key=lambda index: not _TELLING.search(fold(facts[index])))
    return [facts[index] for index in sorted(ranked[: max(room, 0)])]


def readable(doc: Documento, inicio: int, fim: int) -> str:
    """A stretch as people read it, without what was blanked out of it."""
    kept = [
        char
        for index, char in enumerate(doc.texto.legivel[inicio:fim], inicio)
        if doc.ditado[index] != " " or doc.texto.dobrado[index] == " "
    ]
    return squeeze("".join(kept)).strip(" -|;,:")


def shortened(text: str, limit: int = _LONGEST) -> str:
    """`text` cut at a word so that it fits."""
    if len(text) <= limit:
        return text
    return text[: limit - 1].rpartition(" ")[0].rstrip(" ,;:-") + "…"


def _pieces(doc: Documento, frase: Trecho) -> Iterator[str]:
    text = readable(doc, frase.inicio, frase.fim).rstrip(".")
    piece = ""
    for part in _parts(text):
        if piece and len(piece) + len(part) > _LONGEST:
            yield _sentence(piece)
            piece = ""
        piece = f"{piece} {part}" if piece else part
    if piece:
        yield _sentence(piece)


def _parts(text: str) -> list[str]:
    if len(text) <= _LONGEST:
        return [text]
    cuts = [0, *(match.end() for match in _CUT.finditer(text)), len(text)]
    pieces = [text[a:b].strip(" -") for a, b in pairwise(cuts)]
    return [part for piece in pieces for part in wrap(piece, _LONGEST)]


def _sentence(text: str) -> str:
    text = shortened(text.strip(" -,;:"))
    return text[:1].upper() + text[1:]


def _tells(fact: str, names: list[str], known: frozenset[str]) -> bool:
    """Whether words are left once names, dates, labels and what is known already are taken away."""
    plain = fold(fact)
    for name in names:
        plain = plain.replace(name, " ")
    plain = _EMPTY_WORDS.sub(" ", plain)
    if not _ABOUT_PRICE.search(plain):
        return any(word not in _GREETING for word in _BARE.findall(plain))
    told = [*_BARE.findall(_REPEATED.sub(" ", plain)), *_amounts(fold(fact))]
    return any(word not in known for word in told)


def _amounts(dobrado: str) -> list[str]:
    return [str(item.valor) for item in find_amounts(dobrado) if item.clareza is not Clareza.NUMERO]
