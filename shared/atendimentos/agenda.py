"""What the hospital's system, or a person, says of an appointment that is known already, as pure steps.

A system says it again and again: only what it changed since counts, so that an hour agreed with the person here stays.
"""

from datetime import datetime
from typing import Any

from shared.atendimentos.errors import MudancaRecusada
from shared.atendimentos.estados import rescheduled
from shared.atendimentos.models import Atendimento, Mudanca, NovoAtendimento, StatusConfirmacao
from shared.kit.nomes import may_be_one

MOTIVO = "agenda de origem"
_OUTRA_PESSOA = "o horário passou a outra pessoa"
_REACHED_BY = ("telefone", "email")
# What the body tells under another name, or what is not taken as it stands.
_OWN = {"data_consulta", "fuso", "nr_seq_agenda", "cliente_id"}


def fields_of(novo: NovoAtendimento) -> dict[str, Any]:
    """What a body says of an atendimento, but for when it is and whose."""
    return novo.model_dump(exclude=_OWN)


def told(at: Atendimento, novo: Atendimento, *, now: datetime, por: str) -> Atendimento:
    """`at` as the hospital's system has it now; `novo` is what its body alone would make.

    Raises `MudancaRecusada` for what took place, and for a new hour that is over.
    """
    if at.conteudo == novo.conteudo:
        return at
    before = at.agenda_em or at.data_consulta
    known = at if may_be_one(at.nome_paciente, novo.nome_paciente) else _handed_on(at, now=now, por=por)
    fields = {name: getattr(novo, name) for name in _TAKEN}
    if any(getattr(at, name) != getattr(novo, name) for name in _REACHED_BY) or novo.cliente_id:
        fields |= {"cliente_id": novo.cliente_id, "paciente_id": novo.paciente_id}
        known = known if novo.cliente_id == at.cliente_id else _reached_anew(known)
    known = known.updated(now, **fields, agenda_em=novo.data_consulta, conteudo=novo.conteudo)
    if novo.data_consulta == before:
        return known
    return rescheduled(known, novo.data_consulta, now=now, por=por, motivo=MOTIVO)


_TAKEN = (
    *("nome_paciente", "telefone", "email", "subscriber_id", "nome_medico", "especialidade", "procedimento"),
    *("local", "observacoes", "fuso", "duracao_min", "quer_antes"),
)


def edited(at: Atendimento, fields: dict[str, Any], *, now: datetime, por: str) -> Atendimento:
    """`at` as a person of the conta mended it. Raises `MudancaRecusada` for another person at what took place."""
    changes = {name: value for name, value in fields.items() if getattr(at, name) != value}
    if not changes:
        return at
    is_same = may_be_one(at.nome_paciente, fields.get("nome_paciente", at.nome_paciente))
    known = at if is_same else _handed_on(at, now=now, por=por)
    if not changes.keys().isdisjoint(_REACHED_BY):
        changes |= {"cliente_id": None, "paciente_id": None}
        known = _reached_anew(known)
    return known.updated(now, **changes)


def _reached_anew(at: Atendimento) -> Atendimento:
    """By another phone or address: whoever was asked at the one before decides nothing any more, and who is reached
    now is asked as if for the first time."""
    if not at.is_asking:
        return at.model_copy(update={"pergunta_id": None})
    was_asked = any(one.versao == at.versao for one in at.avisos)
    anew = {"pergunta_id": None, "perguntou_em": None, "escalado_em": None}
    return at.model_copy(update=anew | {"versao": at.versao + was_asked})


def _handed_on(at: Atendimento, *, now: datetime, por: str) -> Atendimento:
    """The same hour, another person: nothing that was said to or by the one before is theirs."""
    if at.status_confirmacao in (StatusConfirmacao.REALIZADO, StatusConfirmacao.FALTOU):
        raise MudancaRecusada("O que já aconteceu não passa a outra pessoa: use outro número de agenda.")
    line = Mudanca(campo="paciente", de=None, para=None, em=now, por=por, motivo=_OUTRA_PESSOA)
    return at.updated(
        now,
        versao=at.versao + 1,
        status_confirmacao=StatusConfirmacao.PENDENTE,
        cliente_id=None,
        paciente_id=None,
        avisos=(),
        respostas=(),
        historico=(line,),
        pergunta_id=None,
        perguntou_em=None,
        respondido_em=None,
        escalado_em=None,
        encerrado_em=None,
        fluxo_encerrado=False,
    )
