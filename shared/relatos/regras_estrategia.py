"""The words of a follow-up without a model: one warm text for each role a contato plays, made personal.

Nothing here names a price, a discount or a way to pay; offers come only from the conta's own list.
"""

import re
from dataclasses import dataclass

from shared.kit.money import format_brl
from shared.kit.texto import fold
from shared.relatos.cadencia import COMBINADO
from shared.relatos.conduct import may_be_said
from shared.relatos.models import Contato, Extracao, TextoContato, TextosEstrategia
from shared.relatos.ports import Plano

ORIGEM = "regras:1"
_MOST_FACTS = 3
_NOBODY_IN_PARTICULAR = ("", "assistente", "atendente", "recepcao", "equipe")
_PROMISED = (
    "{ola} Como combinamos, estou retornando{sobre}. Você conseguiu pensar? "
    "Se quiser, tiro as dúvidas que ficaram e já vemos juntos o próximo passo."
)
_FIRST = (
    "{ola} Passando para saber se ficou alguma dúvida{sobre}. "
    "Se quiser, explico cada etapa com calma e ajudo você a decidir sem pressa."
)
_MIDDLE = (
    "{ola} Lembrei da nossa conversa{sobre} e queria saber como você está vendo tudo isso. "
    "Posso esclarecer o que faltou ou encontrar um bom horário para uma avaliação."
)
_LAST = (
    "{ola} Não quero incomodar: é só para dizer que continuo à disposição{sobre}. "
    "Se agora não for o momento, tudo bem; quando quiser, é só me chamar."
)
_OFFER = " E há uma novidade para você: {oferta}."
_TITLE = re.compile(r"^(?:sr|sra|srta|senhor|senhora|paciente|cliente)\b\.?\s+", re.IGNORECASE)
_KEPT_TITLE = re.compile(r"^(?:seu|dona|d|dr|dra|prof|profa)\b\.?$", re.IGNORECASE)
_NOT_THE_SUBJECT = re.compile(
    r"^(?:cotacao|orcamento|interesse|pedido|proposta)\s+(?:de|em|para|por|do|da)\s+"
)


@dataclass(frozen=True)
class RegrasStrategist:
    async def write(self, plano: Plano) -> TextosEstrategia:
        extracao = plano.extracao
        return TextosEstrategia(
            resumo=_summary(extracao),
            personalizacao=_advice(extracao),
            contatos=tuple(_text(plano, place) for place in range(len(plano.contatos))),
            origem=ORIGEM,
        )


def _text(plano: Plano, place: int) -> TextoContato:
    """The first wording that may be said: with its subject, and without when the subject itself says too much."""
    contato = plano.contatos[place]
    role = _role(contato, place, len(plano.contatos))
    offer = (
        _OFFER.format(oferta=plano.ofertas_permitidas[0])
        if plano.ofertas_permitidas and role is _MIDDLE
        else ""
    )
    greeting = _greeting(plano.extracao)
    subject = subject_of(plano.extracao)
    with_subject = role.format(ola=greeting, sobre=f" sobre {subject}") + offer
    plain = role.format(ola=greeting, sobre="") + offer
    said = with_subject if subject and may_be_said(with_subject, plano, on=contato.data_ajustada) else plain
    return TextoContato(numero=contato.numero, texto=said)


def _role(contato: Contato, place: int, many: int) -> str:
    if contato.motivo == COMBINADO:
        return _PROMISED
    if many == 1:
        return _MIDDLE
    if place == 0:
        return _FIRST
    return _LAST if place == many - 1 else _MIDDLE


def _greeting(extracao: Extracao) -> str:
    name = first_name(extracao.identidade_cliente)
    hello = f"Olá, {name}!" if name else "Olá, tudo bem?"
    attendant = extracao.identidade_atendente or ""
    return hello if fold(attendant) in _NOBODY_IN_PARTICULAR else f"{hello} Aqui é {attendant}."


def first_name(name: str | None) -> str:
    """How one speaks to somebody: `Seu Osvaldo`, `Dra. Lia`, else the first name alone; empty without a name."""
    words = _TITLE.sub("", name or "").split()
    if len(words) > 1 and _KEPT_TITLE.match(words[0]):
        return " ".join(words[:2])
    return words[0] if words else ""


def subject_of(extracao: Extracao) -> str:
    """What the conversation was about, fit to follow "sobre"; empty when the relato does not say."""
    summary = extracao.resumo_assunto.strip().rstrip(".")
    found = _NOT_THE_SUBJECT.match(fold(summary))
    subject = summary[found.end() :] if found else summary
    return subject[:1].lower() + subject[1:] if subject[1:2].islower() else subject


def _summary(extracao: Extracao) -> str:
    """For the team, hence with the quote as it was given."""
    who = extracao.identidade_cliente or "O cliente"
    subject = subject_of(extracao)
    told = f"{who} demonstrou interesse em {subject}" if subject else f"{who} conversou com a equipe"
    if extracao.valor_orcamento is not None:
        told += f", com orçamento de {format_brl(extracao.valor_orcamento)}"
    if extracao.forma_pagamento:
        told += f" (pagamento: {extracao.forma_pagamento[:1].lower()}{extracao.forma_pagamento[1:]})"
    return told + "."


def _advice(extracao: Extracao) -> str:
    facts = "; ".join(fact.rstrip(".") for fact in extracao.informacoes_organizadas[:_MOST_FACTS])
    reminder = f" Retome o que foi conversado: {facts}." if facts else ""
    return (
        "Fale com proximidade e sem pressa, escute antes de propor e adapte cada contato ao que a pessoa responder."
        f"{reminder} Se ela pedir para não ser procurada, registre e encerre o acompanhamento."
    )
