"""The question that proposes hours: its options are the hours themselves, so an answer needs nothing else. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from shared.atendimentos import textos
from shared.atendimentos.models import Atendimento
from shared.contas.models import Conta
from shared.kit.clock import instant, parse_instant
from shared.kit.dates import WEEKDAYS
from shared.perguntas.models import NovaPergunta, Opcao, Pergunta, TipoPergunta

PROPOSED = 5
NENHUM = "nenhum"
# Longer than that, what was free then is not by now.
_ANSWERABLE_FOR = timedelta(hours=24)
_HORA = "hora-"


@dataclass(frozen=True, slots=True)
class Proposta:
    """`chave` is the recebimento that asked for it."""

    atendimento: Atendimento
    conta: Conta
    horas: Sequence[datetime]
    chave: str


def proposal(proposta: Proposta, *, now: datetime, lead: str = "") -> NovaPergunta:
    at = proposta.atendimento
    assunto = textos.Assunto(at, proposta.conta, now)
    opcoes = [_opcao(numero, inicio, at.fuso) for numero, inicio in enumerate(proposta.horas, start=1)]
    opcoes.append(Opcao(id=NENHUM, titulo="Nenhum serve", numero=len(opcoes) + 1))
    return NovaPergunta(
        chave=f"horarios-{at.id}-{proposta.chave}",
        tipo=TipoPergunta.HORARIO,
        cliente_id=at.cliente_id or "",
        sobre=f"{Atendimento.CONTAINER}/{at.id}/{at.versao}",
        texto=textos.hours_to_choose(assunto, proposta.horas, lead=lead),
        opcoes=tuple(opcoes),
        expira_em=now + _ANSWERABLE_FOR,
    )


def _opcao(numero: int, inicio: datetime, fuso: str) -> Opcao:
    local = inicio.astimezone(ZoneInfo(fuso))
    titulo = f"{WEEKDAYS[local.weekday()][:3]} {local:%d/%m %H:%M}"
    return Opcao(id=f"{_HORA}{instant(inicio)}", titulo=titulo, numero=numero)


def chosen_hour(opcao: str | None) -> datetime | None:
    """The hour that an option stands for; None where it stands for none of them."""
    if opcao is None or not opcao.startswith(_HORA):
        return None
    return parse_instant(opcao.removeprefix(_HORA))


def of_pergunta(pergunta: Pergunta) -> tuple[str, int]:
    """The atendimento that hours were proposed for, and the version of its hour that they would replace."""
    _, atendimento_id, versao = pergunta.sobre.split("/")
    return atendimento_id, int(versao)
