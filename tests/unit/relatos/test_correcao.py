"""A person corrects what was read: their word stands, the plan follows it, and nobody is contacted twice for it."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest

from shared.acompanhamentos.names import ENCERRAR, instance_id
from shared.kit.errors import InvalidInput, PreconditionFailed
from shared.kit.etags import Precondition
from shared.relatos.entradas import CorrecaoExtracao
from shared.relatos.envelope import Pedido
from shared.relatos.errors import AlreadyEnded, NotCorrectable, RelatoNotFound, WordsForgotten
from shared.relatos.models import ContatoSituacao, FormaPagamento, Relato, RelatoStatus, Resultado
from shared.relatos.retencao import without_words
from tests.builders import make_envelope, make_extracao, make_novo_relato, make_principal
from tests.unit.relatos.world import CONTA, World

pytestmark = pytest.mark.anyio
FLOW = instance_id(CONTA, "R1")
AGENDADO, TAREFA = ContatoSituacao.AGENDADO, ContatoSituacao.TAREFA_CRIADA


@pytest.fixture
def world() -> World:
    return World()


async def correct(world: World, *, lido: str = "*", **fields: Any) -> Relato:
    pedido = Pedido(make_principal(), "R1", Precondition(lido))
    corrected = await world.correcoes.correct(pedido, CorrecaoExtracao(**fields), flows=world.flows)
    return corrected.relato


async def made(world: World, numero: int) -> Relato:
    """As it is once the flow made the contato `numero`."""

    def change(relato: Relato) -> Relato:
        contatos = tuple(
            one.model_copy(update={"situacao": TAREFA}) if one.numero == numero else one
            for one in relato.contatos
        )
        return relato.updated(world.clock(), contatos=contatos).followed(world.clock())

    return await world.relatos(CONTA).update("R1", change)


def days(relato: Relato) -> list[tuple[int, str, ContatoSituacao]]:
    return [(one.numero, str(one.data_nominal), one.situacao) for one in relato.contatos]


async def test_what_a_person_says_stands_with_their_name_and_without_a_quote(world: World) -> None:
    world.extractor.extracao = make_extracao(
        evidencias={"identidade_cliente": "Marina", "resumo_assunto": "aparelho"},
        campos_ausentes=("valor_orcamento", "proximo_contato"),
        descartados=("valor_orcamento",),
    )
    await world.followed()
    world.clock.move(minutes=5)

    relato = await correct(world, valor_orcamento=Decimal("3200.004"), identidade_cliente="Marina Lopes")

    extracao = relato.extracao
    assert extracao is not None
    assert (extracao.valor_orcamento, extracao.identidade_cliente) == (Decimal("3200.00"), "Marina Lopes")
    assert extracao.evidencias == {"resumo_assunto": "aparelho"}
    assert (extracao.campos_ausentes, extracao.descartados) == (("proximo_contato",), ())
    assert sorted(extracao.correcoes) == ["identidade_cliente", "valor_orcamento"]
    said = extracao.correcoes["valor_orcamento"]
    assert (said.origem, said.por, said.em) == ("pessoa", "recepcao", world.clock())
    assert extracao.origem == "regras:1"


async def test_a_value_that_is_taken_away_is_missing(world: World) -> None:
    world.extractor.extracao = make_extracao(valor_orcamento=Decimal(2500))
    await world.followed()

    relato = await correct(world, valor_orcamento=None, resumo_assunto=None)

    assert relato.extracao is not None
    assert (relato.extracao.valor_orcamento, relato.resumo) == (None, "")
    assert relato.extracao.campos_ausentes == ("resumo_assunto", "valor_orcamento")


async def test_the_same_values_change_nothing(world: World) -> None:
    await world.followed()
    before = await world.service.get(CONTA, "R1")

    await correct(world, identidade_cliente="Marina", nao_contatar=False)

    assert (await world.service.get(CONTA, "R1")).etag == before.etag


async def test_the_phrase_of_how_it_is_paid_follows_its_parts_unless_a_person_words_it(world: World) -> None:
    await world.followed()

    parts = await correct(world, formas_pagamento=(FormaPagamento.PIX, FormaPagamento.PARCELADO), parcelas=5)
    worded = await correct(world, parcelas=6, forma_pagamento="Pix ou 6 vezes no carnê")

    assert parts.extracao is not None
    assert parts.extracao.forma_pagamento == "Pix ou parcelado em 5x"
    assert "forma_pagamento" in parts.extracao.correcoes
    assert worded.extracao is not None
    assert worded.extracao.forma_pagamento == "Pix ou 6 vezes no carnê"


async def test_a_name_that_was_typed_gives_way_to_the_one_a_person_says_later(world: World) -> None:
    await world.service.receive(
        make_novo_relato(cliente={"nome": "Mariana"}, atendente="Paulo"), make_envelope()
    )
    await world.service.process(CONTA, "R1")

    relato = await correct(world, identidade_cliente="Marina Lopes", identidade_atendente="Paula")

    assert (relato.nome_cliente, relato.nome_atendente) == ("Marina Lopes", "Paula")


async def test_new_words_leave_the_days_and_the_flow_as_they_are(world: World) -> None:
    before = await world.followed()

    relato = await correct(world, resumo_assunto="Lentes de contato dental")

    assert days(relato) == days(before)
    assert (relato.status, world.flows.purged) == (RelatoStatus.EM_ACOMPANHAMENTO, [])
    assert world.strategist.plans[-1].extracao.resumo_assunto == "Lentes de contato dental"


async def test_a_promised_day_moves_the_contatos_and_a_new_flow_waits_for_them(world: World) -> None:
    await world.followed()

    relato = await correct(world, proximo_contato=date(2025, 3, 10))

    assert days(relato) == [(1, "2025-03-10", AGENDADO), (2, "2025-03-16", AGENDADO)]
    assert world.flows.purged == [FLOW]
    due = [one.devido_em.isoformat(timespec="milliseconds") for one in relato.contatos]
    assert [one["devido_em"][:19] for one in world.flows.live[FLOW]["contatos"]] == [one[:19] for one in due]
    assert (relato.status, relato.fluxo_obsoleto) == (RelatoStatus.EM_ACOMPANHAMENTO, False)
    assert relato.proximo_contato_em == relato.contatos[0].devido_em


async def test_what_was_made_stays_and_its_number_is_never_given_again(world: World) -> None:
    await world.followed()
    world.clock.move(days=4)
    before = await made(world, 1)

    relato = await correct(world, proximo_contato=date(2025, 3, 5))

    assert days(relato) == [
        (1, "2025-02-17", TAREFA),
        (2, "2025-03-05", AGENDADO),
        (3, "2025-03-16", AGENDADO),
    ]
    assert relato.contatos[0] == before.contatos[0]
    assert [one["numero"] for one in world.flows.live[FLOW]["contatos"]] == [2, 3]


async def test_a_promise_that_was_kept_is_not_kept_twice(world: World) -> None:
    world.extractor.extracao = make_extracao(proximo_contato=date(2025, 2, 20))
    await world.followed()
    world.clock.move(days=7)
    await made(world, 1)

    relato = await correct(world, data_conversa="2025-02-13")

    assert days(relato) == [
        (1, "2025-02-20", TAREFA),
        (2, "2025-02-23", AGENDADO),
        (3, "2025-03-15", AGENDADO),
    ]


async def test_words_that_were_sent_stay_and_the_next_are_written_with_them_in_view(world: World) -> None:
    await world.followed()
    world.clock.move(days=4)
    before = await made(world, 1)

    relato = await correct(world, resumo_assunto="Lentes")

    assert [one.numero for one in world.strategist.plans[-1].contatos] == [1, 2, 3]
    assert relato.contatos[0].texto == before.contatos[0].texto


async def test_a_contato_that_fell_due_meanwhile_stays_to_be_made(world: World) -> None:
    await world.followed()
    world.clock.move(days=4)

    relato = await correct(world, proximo_contato=date(2025, 3, 20))

    assert days(relato) == [(1, "2025-02-17", AGENDADO), (2, "2025-03-20", AGENDADO)]
    assert [one["numero"] for one in world.flows.live[FLOW]["contatos"]] == [1, 2]


async def test_flows_that_do_not_answer_cost_a_delay_and_not_the_correction(world: World) -> None:
    await world.followed()
    world.flows.down = True
    sent = len(world.queues.sent)

    relato = await correct(world, proximo_contato=date(2025, 3, 10))
    world.flows.down = False
    healed = await world.service.follow(CONTA, "R1", world.flows)

    assert (relato.status, relato.fluxo_obsoleto) == (RelatoStatus.COM_ESTRATEGIA, True)
    assert len(world.queues.sent) == sent + 1
    assert (healed.status, world.flows.purged) == (RelatoStatus.EM_ACOMPANHAMENTO, [FLOW])


async def test_a_crash_before_the_flow_was_replaced_is_found_by_the_sweep(world: World) -> None:
    await world.followed()
    world.flows.down = world.queues.down = True
    await correct(world, proximo_contato=date(2025, 3, 10))
    world.flows.down = world.queues.down = False
    world.clock.move(minutes=11)

    assert await world.service.sweep(CONTA) == 1


async def test_who_wants_no_contact_is_let_go_at_once(world: World) -> None:
    await world.followed()

    relato = await correct(world, nao_contatar=True)

    assert (relato.status, relato.resultado) == (RelatoStatus.ENCERRADO, Resultado.NAO_CONTATAR)
    assert {one.situacao for one in relato.contatos} == {ContatoSituacao.DISPENSADO}
    assert world.flows.woken == [(FLOW, ENCERRAR)]


async def test_a_correction_before_the_plan_is_what_is_planned_by(world: World) -> None:
    await world.service.receive(make_novo_relato(), make_envelope())
    await world.relatos(CONTA).update(
        "R1",
        lambda relato: relato.updated(world.clock(), status=RelatoStatus.EXTRAIDO, extracao=make_extracao()),
    )

    await correct(world, proximo_contato=date(2025, 3, 10))
    planned = await world.service.process(CONTA, "R1")

    assert days(planned)[0] == (1, "2025-03-10", AGENDADO)


async def test_an_ended_relato_is_corrected_for_the_record_alone(world: World) -> None:
    before = (await world.followed()).ended(world.clock(), Resultado.CONVERTIDO)
    await world.relatos(CONTA).update("R1", lambda _: before)

    relato = await correct(world, valor_orcamento=Decimal(3000))

    assert relato.extracao is not None
    assert relato.extracao.valor_orcamento == Decimal(3000)
    assert (relato.contatos, relato.status) == (before.contatos, RelatoStatus.ENCERRADO)
    with pytest.raises(AlreadyEnded):
        await correct(world, proximo_contato=date(2025, 3, 10))


async def test_what_was_not_read_or_was_forgotten_cannot_be_corrected(world: World) -> None:
    await world.service.receive(make_novo_relato(), make_envelope())
    with pytest.raises(NotCorrectable):
        await correct(world, parcelas=3)
    await world.service.process(CONTA, "R1")
    await world.relatos(CONTA).update(
        "R1", lambda relato: without_words(relato.ended(world.clock(), Resultado.PERDIDO))
    )

    with pytest.raises(WordsForgotten):
        await correct(world, identidade_cliente="Marina")


async def test_only_the_version_that_was_read_is_corrected(world: World) -> None:
    await world.followed()
    read = await world.service.get(CONTA, "R1")
    await correct(world, parcelas=3)

    with pytest.raises(PreconditionFailed):
        await correct(world, lido=f'"{read.etag}"', parcelas=4)
    with pytest.raises(RelatoNotFound):
        await world.correcoes.correct(
            Pedido(make_principal("vizinha"), "R1", Precondition("*")), CorrecaoExtracao(), flows=world.flows
        )


@pytest.mark.parametrize(
    "fields",
    [
        {"data_conversa": "2025-02-15"},
        {"proximo_contato": date(2025, 2, 13)},
        {"proximo_contato": date(2025, 2, 14) + timedelta(days=731)},
    ],
    ids=["a conversation after its relato", "a promise before it was given", "a promise too far away"],
)
async def test_days_that_no_plan_can_keep_are_refused(world: World, fields: dict[str, Any]) -> None:
    await world.followed()

    with pytest.raises(InvalidInput):
        await correct(world, **fields)
