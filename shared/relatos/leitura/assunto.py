"""What a relato is about: the services it names and why the person came, as one short line."""

import re
from dataclasses import dataclass
from itertools import chain, islice

from shared.kit.texto import Trecho, fold, squeeze
from shared.relatos.leitura.documento import Documento
from shared.relatos.leitura.servicos import INFORMACOES, SERVICOS

_MOST = 4
_MOST_OF_A_KIND = 8
_LABEL = re.compile(
    r"\b(?:assunto|procedimento|servico|interesse|motivo|tratamento)\s*:\s*(?P<tema>[^\n|;.]{3,80})"
)
_NO_THEME = (
    r"(?!(?:ficou|fica|foi|era|saiu|sai|deu|da|custa|dele|dela|ainda|que|se|saber|ver|ja|nao|dia|data|hoje|ontem|valor|preco|"
    r"orcamento|proposta|total|entrada|sinal|seu|dona|sra?|falei|liguei|mandei|passei)\b)"
)
_WANTED = re.compile(
    r"\b(?:quer(?:ia|em)?(?:\s+saber)?|interessad[oa]s?|interesse|orcamento|cotacao|proposta|preco|"
    r"perguntou|perguntando|procurando|"
    r"procura|pedido|contratar|conhecer|duvida)\s+(?:(?:em|de|da|do|das|dos|para|pra|sobre|o\s+preco|"
    r"o\s+valor|um|uma|a|o|por)\s+)*"
    rf"(?P<tema>{_NO_THEME}[a-z][^.,;:!?\n()|\d]{{3,60}})"
)
# What stands before a price, from the nearest stop: "kit embreagem 1.150".
_PRICED = re.compile(
    rf"(?:^|[.,;:!?\n()|]|\s-\s)\s*(?P<tema>{_NO_THEME}[a-z][^.,;:!?\n()|\d]{{3,60}}?)[\s,:=-]{{0,5}}(?:r\$\s*)?\d{{1,3}}(?:\.\d{{3}}|\d{{1,2}}\b)"
)
_PRICE_OF = re.compile(
    r"\d{1,3}(?:\.\d{3}|\d{1,2})(?:,\d\d)?\s+(?:reais\s+)?(?:d[aeo]s?|pel[ao]s?)\s+(?P<tema>[a-z][^.,;:!?\n()|\d]{3,60})"
)
_NO_THING = re.compile(
    r"\b(?:\w{3,}ei|\w+(?:ou|aram|eram|iram|amos)|pediu|quer|queria|disse|veio|fiz|fez|noss[oa]|ultim[oa]|uma?|desconto|modelo|opcao|valor|total|"
    r"entrada|sinal|pix|cart\w+|boleto|debito|credito|vista|vezes|parcel\w+|juros|hoje|ontem|dia|data|agora)\b"
)
_ABOUT = re.compile(
    r"\b(?:sobre|a\s+respeito\s+d[eoa]|referente\s+a)\s+(?:[oa]s?\s+|um[a]?\s+)?(?P<tema>[a-z][^.,;:!?\n()|\d]{3,60})"
)
_TAIL = re.compile(
    r"\s+(?:e|que|por|no|na|em|com|mas|pra|para|porque|pois|quando|valor|fica|ficou|custa|dele|dela|hoje|"
    r"ontem|aqui|mesmo|tb|tambem)\b.*$"
)
_HANGING = re.compile(r"(?:\s+(?:d[aeo]s?|n[ao]s?|pr[ao]|para|com|em|e|a|o|um|uma|por|sobre)\b){0,4}\s*\Z")
_STEM = 6
_MADE = re.compile(r"facetas?|lentes?|coroas?|protese")
_MATERIAL = re.compile(r"resinas?|porcelana|zirconia|ceramica")
_PAIN = re.compile(r"\bdor(?:es)?\b(?!\s+de\s+cabeca)|\burgencia\b|\bemergencia\b|\bsangr\w+|\binchad\w+")
_GAVE_UP = re.compile(
    r"\b(?:desist\w+|cancel(?:ou|ar)\s+(?:o|a)|nao\s+(?:tem|temos)\s+mais\s+interesse|perdemos|"
    r"fez\s+com\s+outr[oa])\b"
)
_PRICE = re.compile(
    r"\b(?:orcamento|preco|valor(?:es)?|cotacao|custa|proposta|quanto|desconto|parcel\w+|r\$)\b|r\$"
)
_BOOKING = re.compile(r"\b(?:remarc\w+|agend\w+|marcar|encaix\w+|trocar\s+a\s+data)\b")


@dataclass(frozen=True, slots=True)
class Assunto:
    """The subject: the line that sums it up, what is wanted, and where the text says so."""

    resumo: str
    interesses: tuple[str, ...]
    inicio: int
    fim: int


def read_assunto(doc: Documento, *, com_valor: bool) -> Assunto | None:
    """The subject of a relato, or None when it names none."""
    spans = _services(doc)
    if spans:
        names = _main(tuple(dict.fromkeys(name for _, name in spans)))[:_MOST]
        return Assunto(
            f"{_reason(doc, com_valor)} {_listed(names)}", names, spans[0][0].inicio, spans[0][0].fim
        )
    asked = _questions(doc)
    if asked:
        return Assunto(f"Pedido de informação: {_listed(asked[0])}", (), asked[1].inicio, asked[1].fim)
    wanted = _phrase(doc)
    if wanted is not None:
        tema = _readable(doc, wanted)
        return Assunto(f"{_reason(doc, com_valor)} {tema}", (tema,), wanted.inicio, wanted.fim)
    pain = _PAIN.search(doc.ditado)
    return Assunto("Urgência: dor", (), pain.start(), pain.end()) if pain else None


def _services(doc: Documento) -> list[tuple[Trecho, str]]:
    found: list[tuple[Trecho, str]] = []
    for padrao, nome in SERVICOS:
        for match in islice(padrao.finditer(doc.ditado), _MOST_OF_A_KIND):
            span = Trecho(match.start(), match.end())
            if not any(span.inicio < other.fim and other.inicio < span.fim for other, _ in found):
                found.append((span, nome.format(_readable(doc, span))))
    return sorted(found, key=lambda item: item[0].inicio)


def _main(names: tuple[str, ...]) -> tuple[str, ...]:
    """Each subject once, by its most telling name: "facetas de porcelana" says "facetas" and leaves out materials."""
    kinds: dict[str, list[str]] = {}
    for name in names:
        kinds.setdefault(fold(name)[:_STEM], []).append(name)
    told = [_telling(alike) for alike in kinds.values()]
    wholes = [name for name in told if _MADE.match(fold(name))]
    return tuple(name for name in told if not (wholes and _MATERIAL.fullmatch(fold(name))))


def _telling(alike: list[str]) -> str:
    exact = [name for name in alike if re.search(r"\s(?:de|em|sobre)\s", name)]
    return exact[0] if len(exact) == 1 else alike[0]


def _questions(doc: Documento) -> tuple[tuple[str, ...], Trecho] | None:
    spans = [Trecho(m.start(), m.end()) for padrao, _ in INFORMACOES for m in padrao.finditer(doc.ditado)]
    if not spans:
        return None
    spans.sort(key=lambda item: item.inicio)
    return tuple(dict.fromkeys(_readable(doc, span) for span in spans))[:_MOST], spans[0]


def _phrase(doc: Documento) -> Trecho | None:
    """What stands after "quer", "orçamento de" and the like, when no known service is named."""
    match = next(
        filter(None, (cue.search(doc.ditado) for cue in (_LABEL, _ABOUT, _WANTED))), None
    ) or _priced(doc)
    if match is None:
        return None
    inicio, fim = match.span("tema")
    tail = _TAIL.search(doc.ditado, inicio, fim)
    fim = tail.start() if tail and tail.start() > inicio else fim
    hanging = _HANGING.search(doc.ditado, inicio, fim)
    fim = hanging.start() if hanging else fim
    words = doc.ditado[inicio:fim].split()
    return Trecho(inicio, fim) if words and len(words[0]) > 1 else None


def _priced(doc: Documento) -> re.Match[str] | None:
    """The first words beside a price that name a thing: no verb, no word of paying."""
    found = chain.from_iterable(
        islice(cue.finditer(doc.ditado), _MOST_OF_A_KIND) for cue in (_PRICED, _PRICE_OF)
    )
    return next((match for match in found if not _NO_THING.search(match["tema"])), None)


def _reason(doc: Documento, com_valor: bool) -> str:
    if _GAVE_UP.search(doc.ditado):
        return "Desistência:"
    if com_valor or _PRICE.search(doc.ditado):
        return "Cotação de"
    if _PAIN.search(doc.ditado):
        return "Urgência (dor):"
    return "Agendamento:" if _BOOKING.search(doc.ditado) else "Interesse em"


def _readable(doc: Documento, span: Trecho) -> str:
    words = squeeze(doc.texto.legivel[span.inicio : span.fim]).strip(" -")
    return words.lower() if not re.search(r"[A-Z]{2}", words) or words.isupper() else words


def _listed(names: tuple[str, ...]) -> str:
    return " e ".join([", ".join(names[:-1]), names[-1]] if len(names) > 1 else names)
