"""Appointments that nobody has confirmed, and hours that became free. No word of what somebody comes for."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from typing import Any

from shared.atendimentos.models import Atendimento, StatusConfirmacao
from shared.kit.clock import parse_instant
from shared.pauta.leitura import Fontes
from shared.pauta.models import Gravidade, TipoAcao
from shared.pauta.ordem import Ponto
from shared.pauta.palavras import Hoje, count, since, when
from shared.tarefas.models import Tarefa, TipoTarefa

# How the history names the hour.
_HORA = "data_consulta"


def appointments(fontes: Fontes, hoje: Hoje) -> Iterator[Ponto]:
    """One for each that is not confirmed, or that somebody of the team must see to."""
    tarefas = {one.atendimento_id: one for one in fontes.tarefas[TipoTarefa.ATENDIMENTO].itens}
    freed = {one.atendimento_id for one in fontes.tarefas[TipoTarefa.VAGA].itens}
    for at in fontes.atendimentos.values():
        tarefa = tarefas.get(at.id)
        is_near = hoje.agora <= at.data_consulta < hoje.fim_do_proximo
        if at.bloqueado_em is None and at.is_asking:
            if is_near:
                yield _unconfirmed(at, tarefa, hoje)
        elif tarefa and at.id not in freed and _still_matters(at, hoje):
            yield _handed_over(at, tarefa, hoje)


def free_hours(fontes: Fontes, hoje: Hoje) -> Iterator[Ponto]:
    for tarefa in fontes.tarefas[TipoTarefa.VAGA].itens:
        at = fontes.atendimentos.get(tarefa.atendimento_id or "")
        hora = _freed(at, tarefa) if at else None
        if at and hora and hoje.agora < hora:
            yield _free(at, tarefa, hora, hoje)


def _freed(at: Atendimento, tarefa: Tarefa) -> datetime:
    """The hour that somebody gave up when the tarefa was made: moved away from, else the one that was cancelled."""
    moves = [one for one in at.historico if one.campo == _HORA and one.de]
    known = [one.em for one in at.historico if one.em <= tarefa.criada_em]
    last = [one for one in moves if one.em == max(known, default=None)]
    later = [one for one in moves if one.em > tarefa.criada_em]
    line = next(iter([*last, *later]), None)
    return parse_instant(line.de) if line and line.de else at.data_consulta


def _still_matters(at: Atendimento, hoje: Hoje) -> bool:
    """Who wants another hour waits even when the old one is over; of the rest only the day itself counts."""
    if at.bloqueado_em is not None:
        return False
    wants_another = at.status_confirmacao is StatusConfirmacao.REAGENDAR
    return wants_another or (not at.is_asking and hoje.ahead(hoje.day_of(at.data_consulta)) >= 0)


def _unconfirmed(at: Atendimento, tarefa: Tarefa | None, hoje: Hoje) -> Ponto:
    told = [one for one in at.avisos if one.versao == at.versao]
    sent = [one for one in told if not one.voltou]
    tried = bool(told) and not sent
    needs_call = tarefa is not None or at.escalado_em is not None or tried
    motivo = f"{at.nome_paciente} tem horário {when(hoje, at.data_consulta)}, e ainda não confirmou"
    return _ponto(
        at,
        tarefa,
        hoje,
        titulo=f"Confirmar o horário de {at.nome_paciente}",
        motivo=f"{motivo}{_asked(at, len(sent), hoje, tried=tried)}.",
        gravidade=Gravidade.ALTA if needs_call else Gravidade.NORMAL,
    )


def _asked(at: Atendimento, sent: int, hoje: Hoje, *, tried: bool) -> str:
    if tried:
        return ": a mensagem não chegou, e só uma ligação resolve"
    if not sent:
        return "; a pergunta ainda não saiu"
    times = count(sent, "mensagem", "mensagens")
    return f": {times} sem resposta" + (f", {since(hoje, at.perguntou_em)}" if at.perguntou_em else "")


def _handed_over(at: Atendimento, tarefa: Tarefa, hoje: Hoje) -> Ponto:
    hora = when(hoje, at.data_consulta)
    if at.status_confirmacao is StatusConfirmacao.REAGENDAR:
        motivo = f"{at.nome_paciente} quer outro horário no lugar do de {hora}, e nada foi combinado ainda."
    else:
        motivo = f"{at.nome_paciente} precisa de um retorno da equipe sobre o horário de {hora}."
    return _ponto(at, tarefa, hoje, titulo=f"Falar com {at.nome_paciente} sobre o horário", motivo=motivo)


def _free(at: Atendimento, tarefa: Tarefa, hora: datetime, hoje: Hoje) -> Ponto:
    """Of nobody: who gave the hour up has nothing more to do with it."""
    said, wanting = when(hoje, hora), len(tarefa.interessados)
    verb = "queria" if wanting == 1 else "queriam"
    ready = f"{count(wanting, 'pessoa', 'pessoas')} {verb} vir antes" if wanting else "pode ser oferecido"
    titulo, motivo = "Oferecer um horário que ficou livre", f"O horário de {said} ficou livre, e {ready}."
    mine = _ponto(at, tarefa, hoje, titulo=titulo, motivo=motivo)
    spare: dict[str, Any] = {"prazo": hora, "quando": said, "urgencia": hoje.by_instant(hora)}
    return replace(mine, assunto=f"vaga:{tarefa.id}", cliente=None, cliente_id=None, **spare)


def _ponto(at: Atendimento, tarefa: Tarefa | None, hoje: Hoje, **words: Any) -> Ponto:
    return Ponto(
        assunto=f"atendimento:{at.id}",
        tipo=TipoAcao.ATENDIMENTO,
        link=f"/atendimentos/{at.id}",
        prazo=at.data_consulta,
        quando=when(hoje, at.data_consulta),
        urgencia=hoje.by_instant(at.data_consulta),
        cliente=at.nome_paciente,
        tarefa_id=tarefa.id if tarefa else None,
        atendimento_id=at.id,
        cliente_id=at.cliente_id,
        **words,
    )
