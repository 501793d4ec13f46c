"""What holds of every decision, whoever is asked about whatever and whenever."""

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from hypothesis import given, settings
from hypothesis import strategies as st

from shared.clientes.models import Canal, Consentimento, Finalidade
from shared.contas.mensageria import Horario, Horarios, ModeloMensagem
from shared.envios.decisao import SENTENCES, Contexto, decide
from shared.envios.models import Acao, Decisao, Envio
from shared.kit.canais import Provedor
from shared.kit.holidays import national_holidays
from tests.unit.envios.casos import (
    LONG_AGO,
    MANAUS,
    RIO_BRANCO,
    SAO_PAULO,
    agreed,
    at,
    make_cliente,
    make_conta,
    make_contexto,
    make_envio,
    modelo,
    opted_out,
    revoked,
)

LEAVING = (Acao.ENVIAR, Acao.USAR_MODELO)
WINDOWED = (Provedor.META, Provedor.TWILIO)
# Lisbon and New York change their clocks: nothing here may rest on Brazil's not doing so.
BRAZIL = (SAO_PAULO, MANAUS, RIO_BRANCO)
ZONES = (*BRAZIL, "Europe/Lisbon", "America/New_York")
MODELOS = tuple(modelo(one.value, variaveis=("nome",), meta="a") for one in Finalidade)


def horarios(semana: str | None, sabado: str | None = None, domingo: str | None = None) -> Horarios:
    """The same for every kind of message, each day as `0130-0200`."""
    days = {"semana": semana, "sabado": sabado, "domingo": domingo}
    faixas = {
        day: hours and dict(zip(("inicio", "fim"), hours.split("-"), strict=True))
        for day, hours in days.items()
    }
    horario = Horario.model_validate(faixas)
    return Horarios(proativo=horario, lembretes=horario)


HOURS = (
    *[Horarios()] * 5,
    horarios("01:30-02:10", "00:00-23:59", "02:00-03:00"),
    horarios("00:00-00:01"),
    horarios(None, None, "12:00-12:20"),
    horarios("09:00-18:00", domingo="10:00-11:00"),
    horarios(None),
)
HOLIDAYS = ((), (date(2026, 11, 23), date(2026, 11, 24)), (date(2026, 3, 2), date(2027, 6, 1)))
LEDGERS = (
    *[(agreed(Finalidade.MARKETING), agreed(Finalidade.EQUIPE))] * 4,
    (revoked(Finalidade.LEMBRETES), revoked(Finalidade.ACOMPANHAMENTO)),
)
# How long ago the person said SAIR; () for who never did.
IN, OUT = ((),), ((0.0,), (0.5,), (2.0,), (20.0, 0.2), (40.0, 0.2))


@dataclass(frozen=True)
class Pergunta:
    """A question to the gate, days counted from `agora`."""

    agora: datetime
    finalidade: Finalidade
    marks: tuple[bool, bool, bool, bool, bool]
    conta: tuple[str, Horarios, tuple[date, ...], bool, bool, tuple[ModeloMensagem, ...]]
    antes: float
    depois: float | None
    saiu: tuple[float, ...]
    ledger: tuple[Consentimento, ...]
    canais: tuple[Canal, Provedor | None, dict[Provedor, str], dict[Provedor, float]]
    enviados: list[float]

    def envio(self) -> Envio:
        resposta, acuse, filled, _, _ = self.marks
        return make_envio(
            self.finalidade,
            resposta=resposta,
            acuse=acuse,
            canal=self.canais[1],
            variaveis={"nome": "Marina"} if filled else {},
            nao_antes_de=self.agora + timedelta(days=self.antes),
            nao_depois_de=None if self.depois is None else self.agora + timedelta(days=self.depois),
        )

    def contexto(self) -> Contexto:
        fuso, hours, feriados, carnaval, avisos, modelos = self.conta
        asked = [self.agora - timedelta(days=ago) for ago in self.saiu]
        cliente = opted_out(*asked) if asked else make_cliente()
        changes = {"consentimentos": self.ledger, "canal_preferido": self.canais[0]}
        return make_contexto(
            self.agora,
            conta=make_conta(
                fuso, feriados, horarios=hours, carnaval=carnaval, avisos_apos_sair=avisos, modelos=modelos
            ),
            cliente=cliente.model_copy(update=changes),
            eliminado_em=LONG_AGO if self.marks[3] else None,
            enderecos=self.canais[2],
            ultima_entrada={one: self.agora - timedelta(days=ago) for one, ago in self.canais[3].items()},
            enviados_em=tuple(self.agora - timedelta(days=ago) for ago in self.enviados),
            outros=("outra",) if self.marks[4] else (),
        )


def questions(**fixed: st.SearchStrategy[Any]) -> st.SearchStrategy[tuple[Envio, Contexto]]:
    """Anything asked; `fixed` are fields of which only some interest."""
    asked = st.builds(Pergunta, **ANYTHING | fixed)
    return asked.map(lambda pergunta: (pergunta.envio(), pergunta.contexto()))


some, flags, provedores = st.sampled_from, st.booleans(), st.sampled_from(Provedor)
FREE = st.tuples(flags, flags, flags, st.just(False), st.just(False))
PROACTIVE = st.tuples(st.just(False), st.just(False), flags, st.just(False), st.just(False))
DAYTIME = st.builds(  # 9 to 17 in São Paulo, most days a working day
    lambda day, minute: at("2026-01-05 09:00") + timedelta(days=day, minutes=minute),
    st.integers(0, 700),
    st.integers(0, 480),
)
REPLIES = st.tuples(st.just(True), flags, flags, st.just(False), st.just(False))
DUE: dict[str, st.SearchStrategy[Any]] = {"antes": st.just(-1.0), "depois": st.none(), "agora": DAYTIME}
# What lets a message leave comes more often than by chance, so that the rules behind are reached.
ANYTHING: dict[str, st.SearchStrategy[Any]] = {
    "agora": DAYTIME | st.datetimes(datetime(2026, 1, 1), datetime(2027, 12, 31), timezones=st.just(UTC)),  # noqa: DTZ001 bounds are naive
    "finalidade": some(Finalidade),
    "marks": st.tuples(flags, flags, flags, flags, flags),
    "conta": st.tuples(some(ZONES), some(HOURS), some(HOLIDAYS), flags, flags, some(((), MODELOS))),
    "antes": some((-1.0, 0.0)) | st.floats(-8, 8),
    "depois": st.none() | st.floats(-1, 8),
    "saiu": some((*IN, *OUT)),
    "ledger": some(LEDGERS),
    "canais": st.tuples(
        some(Canal),
        some((None, None, None, *Provedor)),
        st.dictionaries(provedores, some(("x", "x", "")), min_size=1, max_size=4),
        st.dictionaries(some(WINDOWED), st.floats(0, 2), max_size=2),
    ),
    "enviados": st.just([]) | st.lists(st.floats(0, 8), max_size=4),
}


def is_open(envio: Envio, contexto: Contexto) -> bool:
    """The same question put to a clock on the wall; Carnival and Corpus Christi of these years are looked up."""
    mensageria = contexto.conta.mensageria
    local = contexto.agora.astimezone(ZoneInfo(contexto.conta.fuso))
    optional = ("2026-02-16", "2026-02-17", "2026-06-04", "2027-02-08", "2027-02-09", "2027-05-27")
    is_holiday = (
        local.date() in national_holidays(local.year)
        or local.date() in contexto.conta.feriados
        or (mensageria.carnaval and local.date().isoformat() in optional)
    )
    reminds = envio.finalidade is Finalidade.LEMBRETES
    hours = mensageria.horarios.lembretes if reminds else mensageria.horarios.proativo
    if envio.finalidade is Finalidade.EQUIPE:
        hours = contexto.conta.chamados.expediente
    days = (*[hours.semana] * 5, hours.sabado, hours.domingo)
    faixa = hours.domingo if is_holiday else days[local.weekday()]
    return faixa is not None and faixa.inicio <= local.time() < faixa.fim


def passed(decisao: Decisao, regra: str) -> bool:
    return any(passo.regra == regra and passo.passou for passo in decisao.passos)


SILENCED = questions(saiu=some(OUT)) | questions(marks=st.tuples(flags, flags, flags, st.just(True), flags))


@settings(max_examples=300)
@given(SILENCED)
def test_nothing_leaves_to_who_is_out_but_the_acknowledgement_notices_and_replies_to_who_was_erased(
    question: tuple[Envio, Contexto],
) -> None:
    envio, contexto = question

    decisao = decide(envio, contexto)

    is_erased = contexto.eliminado_em is not None
    acknowledges = envio.resposta and envio.acuse
    is_notice = envio.finalidade is Finalidade.LEMBRETES and contexto.conta.mensageria.avisos_apos_sair
    goes_on = is_notice or contexto.cliente.opt_out is None
    allowed = (envio.resposta and goes_on) if is_erased else is_notice
    assert decisao.acao not in LEAVING or acknowledges or allowed


@settings(max_examples=300)
@given(questions(marks=PROACTIVE, saiu=some(IN)))
def test_nothing_proactive_leaves_outside_its_hours(question: tuple[Envio, Contexto]) -> None:
    envio, contexto = question

    decisao = decide(envio, contexto)

    # Elsewhere a clock on the wall says some hours twice and others never.
    assert decisao.acao not in LEAVING or contexto.conta.fuso not in BRAZIL or is_open(envio, contexto)


@settings(max_examples=300)
@given(questions(marks=FREE, saiu=some(IN)))
def test_what_is_put_off_may_leave_when_its_hour_has_come_and_within_its_deadline(
    question: tuple[Envio, Contexto],
) -> None:
    envio, contexto = question

    decisao = decide(envio, contexto)

    assert (decisao.ate is not None) is (decisao.acao is Acao.ADIAR)
    if decisao.ate is None:
        return
    assert decisao.ate > contexto.agora
    assert envio.nao_depois_de is None or decisao.ate <= envio.nao_depois_de
    again = decide(envio, replace(contexto, agora=decisao.ate))
    assert passed(again, "horario")
    assert passed(again, "frequencia") or decisao.passos[-1].regra != "frequencia"


@settings(max_examples=300)
@given(
    questions(
        marks=PROACTIVE, saiu=some(IN), finalidade=some((Finalidade.ATENDIMENTO, Finalidade.MARKETING)), **DUE
    )
)
def test_no_more_leave_than_the_conta_allows(question: tuple[Envio, Contexto]) -> None:
    envio, contexto = question
    zone = ZoneInfo(contexto.conta.fuso)

    decisao = decide(envio, contexto)

    limites = contexto.conta.mensageria.frequencia
    today = contexto.agora.astimezone(zone).date()
    sent_today = [one for one in contexto.enviados_em if one.astimezone(zone).date() == today]
    sent_lately = [one for one in contexto.enviados_em if contexto.agora - one < timedelta(days=7)]
    fits = len(sent_today) < limites.por_dia and len(sent_lately) < limites.por_semana
    assert decisao.acao not in LEAVING or fits


@settings(max_examples=300)
@given(questions(marks=REPLIES, saiu=some(IN), **DUE))
def test_free_text_leaves_by_a_provider_with_a_window_only_while_it_is_open(
    question: tuple[Envio, Contexto],
) -> None:
    envio, contexto = question

    decisao = decide(envio, contexto)

    assert (decisao.provedor is not None) is (decisao.acao in LEAVING)
    if decisao.provedor is not None:
        assert contexto.enderecos[decisao.provedor]
        assert envio.canal in (None, decisao.provedor)
    if decisao.provedor in WINDOWED:
        wrote = contexto.ultima_entrada.get(decisao.provedor, LONG_AGO)
        assert (decisao.acao is Acao.ENVIAR) is (contexto.agora - wrote < timedelta(hours=24))


@settings(max_examples=300)
@given(questions())
def test_the_same_question_has_one_answer_that_ends_with_the_rule_that_decided(
    question: tuple[Envio, Contexto],
) -> None:
    decisao = decide(*question)

    assert decide(*question) == decisao
    assert all(passo.passou for passo in decisao.passos[:-1])
    assert decisao.passos[-1].passou is (decisao.acao in LEAVING)
    assert (decisao.motivo is None) is (decisao.acao in LEAVING)
    if decisao.motivo is not None:
        assert decisao.passos[-1].explicacao.startswith(SENTENCES[decisao.motivo])
