"""What a clinic must know of one day at a glance: who comes, who is silent, who spoke late, who is prepared."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from shared.atendimentos.classe import Classe
from shared.atendimentos.dia_views import DiaDeAtendimentos, FiltroDia, Horario, ProfissionalNoDia
from shared.atendimentos.models import Atendimento, FiltroAtendimentos, StatusConfirmacao
from shared.atendimentos.ports import Contas
from shared.atendimentos.store import AtendimentoStore
from shared.atendimentos.textos import Assunto, preparation
from shared.atendimentos.views import situacao
from shared.contas.models import Conta
from shared.kit.clock import Now, local_day
from shared.kit.texto import key_of

_PAGE = 200


@dataclass(frozen=True)
class DiaService:
    open_atendimentos: Callable[[str], AtendimentoStore]
    contas: Contas
    now: Now

    async def day(self, conta_id: str, filtro: FiltroDia) -> DiaDeAtendimentos:
        conta, now = await self.contas.load(conta_id), self.now()
        dia = filtro.dia or local_day(now, conta.fuso)
        found = await self._of_day(conta, dia, filtro.nome_medico)
        return _told(dia, conta, [_horario(at, conta, now) for at in found])

    async def _of_day(self, conta: Conta, dia: date, nome_medico: str | None) -> list[Atendimento]:
        filtro = FiltroAtendimentos(de=dia, ate=dia, nome_medico=nome_medico, limite=_PAGE)
        store, found = self.open_atendimentos(conta.id), list[Atendimento]()
        while True:
            page = await store.search(filtro, conta.fuso)
            found += page.itens
            if page.cursor is None:
                return found
            filtro = filtro.model_copy(update={"cursor": page.cursor})


def _horario(at: Atendimento, conta: Conta, now: datetime) -> Horario:
    local = at.data_consulta.astimezone(ZoneInfo(at.fuso))
    preparo = preparation(Assunto(at, conta, now))
    own = {name: getattr(at, name) for name in Horario.model_fields if name in Atendimento.model_fields}
    return Horario.model_validate(
        own
        | {
            "data_consulta": local,
            "hora": f"{local:%H:%M}",
            "situacao": situacao(at),
            "silencioso": is_silent(at, conta, now),
            "tardia": is_late(at, conta),
            "sem_contato": has_no_contact(at),
            "escalado": at.escalado_em is not None,
            "preparo": preparo or None,
            "preparo_avisado": bool(preparo) and _knows_preparation(at, preparo),
        }
    )


def is_silent(at: Atendimento, conta: Conta, now: datetime) -> bool:
    """Asked, and nothing was heard for as long as the conta waits before it reminds."""
    silence = timedelta(hours=conta.atendimentos.silencio_h)
    return (
        at.is_asking
        and at.perguntou_em is not None
        and min(now, at.data_consulta) - at.perguntou_em >= silence
    )


def is_late(at: Atendimento, conta: Conta) -> bool:
    """Whether their last word about this hour left the clinic little time, or came when it could not count."""
    acts = (Classe.CONFIRMADO, Classe.CANCELADO, Classe.REAGENDAR)
    words = [one for one in at.respostas if one.lida.classe in acts and _is_of_this_hour(at, one.em)]
    return bool(words) and at.data_consulta - words[-1].em < timedelta(
        hours=conta.atendimentos.ultimo_aviso_h
    )


def _is_of_this_hour(at: Atendimento, em: datetime) -> bool:
    moved = [line.em for line in at.historico if line.campo == "data_consulta"]
    return not moved or em >= moved[-1]


def has_no_contact(at: Atendimento) -> bool:
    """Whether everything that was sent about this hour came back, so that nobody was asked."""
    sent = [one for one in at.avisos if one.versao == at.versao]
    return at.is_asking and bool(sent) and all(one.voltou for one in sent)


def _knows_preparation(at: Atendimento, preparo: str) -> bool:
    """It was in a notice about this hour, or in the thanks for their confirmation."""
    told = any(preparo in one.texto for one in at.avisos if one.versao == at.versao and not one.voltou)
    return told or any(
        one.aplicada and one.lida.classe is Classe.CONFIRMADO and _is_of_this_hour(at, one.em)
        for one in at.respostas
    )


def _told(dia: date, conta: Conta, itens: list[Horario]) -> DiaDeAtendimentos:
    grupos = {
        status.value: tuple(one.id for one in itens if one.status_confirmacao is status)
        for status in StatusConfirmacao
    }
    return DiaDeAtendimentos(
        dia=dia,
        fuso=conta.fuso,
        total=len(itens),
        por_status={status: len(ids) for status, ids in grupos.items()},
        grupos={status: ids for status, ids in grupos.items() if ids},
        silenciosos=tuple(one.id for one in itens if one.silencioso),
        tardias=tuple(one.id for one in itens if one.tardia),
        sem_contato=tuple(one.id for one in itens if one.sem_contato),
        profissionais=_by_profissional(itens),
        itens=tuple(itens),
    )


def _by_profissional(itens: list[Horario]) -> tuple[ProfissionalNoDia, ...]:
    """In the order of their first hour; one name however it was written."""
    groups: dict[str, list[Horario]] = {}
    for one in itens:
        groups.setdefault(key_of(one.nome_medico), []).append(one)
    return tuple(
        ProfissionalNoDia(
            nome_medico=group[0].nome_medico,
            marcados=sum(one.status_confirmacao is not StatusConfirmacao.CANCELADO for one in group),
            confirmados=sum(one.status_confirmacao is StatusConfirmacao.CONFIRMADO for one in group),
        )
        for group in groups.values()
    )
