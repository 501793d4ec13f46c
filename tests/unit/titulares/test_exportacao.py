"""What is handed over besides the data: purposes, operators, terms; and the same as a text for people."""

from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest

from shared.clientes.models import BaseLegal, Canal, Consentimento, Finalidade, GuardaLegal
from shared.titulares.declaracao import write_declaracao
from tests.builders import RECEIVED_AT, make_extracao
from tests.unit.titulares.world import CONTA, EMAIL, NOME, World, make_cliente

pytestmark = pytest.mark.anyio


@pytest.fixture
def world() -> World:
    return World()


def consent(finalidade: Finalidade, *, concedido: bool, days: int = 0) -> Consentimento:
    return Consentimento(
        finalidade=finalidade,
        concedido=concedido,
        base_legal=BaseLegal.CONSENTIMENTO,
        texto_versao="v1",
        canal=Canal.WHATSAPP,
        evidencia="wamid.1",
        em=RECEIVED_AT + timedelta(days=days),
        registrado_por="recepcao",
    )


async def test_purposes_are_the_service_and_what_is_still_agreed_to(world: World) -> None:
    ledger = (
        consent(Finalidade.MARKETING, concedido=True),
        consent(Finalidade.MARKETING, concedido=False, days=1),
        consent(Finalidade.LEMBRETES, concedido=True),
    )
    await world.add_cliente(make_cliente(consentimentos=ledger))

    exported = await world.service.export(CONTA, "C1")

    assert exported.finalidades == ("atendimento", "lembretes")
    assert len(exported.dados["clientes"][0]["consentimentos"]) == 3


async def test_whoever_read_a_text_of_hers_is_named(world: World) -> None:
    await world.add_cliente(make_cliente())
    await world.add_relato("R1", cliente_id="C1", extracao=make_extracao(origem="groq:openai/gpt-oss-20b"))
    await world.add_relato("R2", cliente_id="C1", extracao=make_extracao(origem="regras:1"))

    exported = await world.service.export(CONTA, "C1")

    assert [one.nome for one in exported.compartilhado_com] == ["Groq"]
    assert exported.finalidades == ("atendimento", "acompanhamento")


async def test_the_crm_that_knows_a_cliente_made_by_hand_is_named(world: World) -> None:
    await world.add_cliente(make_cliente(client_id="42", crm_atualizado_em=RECEIVED_AT))

    exported = await world.service.export(CONTA, "C1")

    assert [one.nome for one in exported.compartilhado_com] == ["Kommo"]


async def test_another_persons_document_is_never_handed_over(world: World) -> None:
    await world.add_cliente(make_cliente())
    other: dict[str, Any] = {"nome": "João Lins", "emails": (), "telefones": ("+5511988887777",)}
    await world.add_cliente(make_cliente("J1", **other))
    await world.add_relato("RJ", cliente_id="J1")
    await world.add_relato("RX", cliente={"nome": "João", "telefone": "11 98888-7777"})
    await world.add_relato("RS", cliente={"nome": "Beto Sobral", "telefone": "11 98888-7777"})
    await world.add_relato("RN", cliente={"nome": NOME})  # a namesake's, for all we know

    exported = await world.service.export(CONTA, "C1")

    assert exported.dados["relatos"] == []


async def test_what_is_blocked_is_shown_to_its_titular_with_the_reason(world: World) -> None:
    await world.add_cliente(make_cliente(guarda_legal=GuardaLegal(motivo="Prontuário")))
    pedido = await world.ask()
    await world.eliminacao.process(CONTA, pedido.id, world.flows)

    exported = await world.service.export(CONTA, "C1")

    assert exported.bloqueado is not None
    assert exported.bloqueado.motivo == "Prontuário"
    assert "Dados bloqueados por guarda legal: Prontuário" in write_declaracao(exported)


async def test_the_declaration_reads_as_portuguese_and_leaves_out_what_is_empty(world: World) -> None:
    await world.add_cliente(make_cliente(consentimentos=(consent(Finalidade.MARKETING, concedido=True),)))
    await world.add_relato(
        "R1",
        cliente_id="C1",
        texto="Primeira linha\nsegunda linha",
        extracao=make_extracao(
            valor_orcamento=Decimal(2500), evidencias={"valor_orcamento": "dois mil e quinhentos"}
        ),
    )

    text = write_declaracao(await world.service.export(CONTA, "C1"))

    assert text.startswith("DECLARAÇÃO DE DADOS PESSOAIS\n(Lei 13.709/2018, artigos 18 e 19)\n")
    assert f"nome: {NOME}\n" in text
    assert f"e-mails:\n  - {EMAIL}\n" in text
    assert "concedido: sim" in text
    assert "valor do orçamento: R$ 2.500,00\n" in text
    assert "valor do orçamento: dois mil e quinhentos\n" in text
    assert "data de referência: 14/02/2025\n" in text
    assert "recebido em: 14/02/2025 às 12:00\n" in text
    assert "_" not in text.replace("America/Sao_Paulo", "")
    assert "texto: Primeira linha segunda linha\n" in text
    assert "== Tarefas da equipe (0)\n" in text
    assert "None" not in text
    assert "{}" not in text


@pytest.mark.parametrize("words", ["Quero o plano Z", "2026-13-45T00:00:00Z"])
async def test_words_that_end_like_a_moment_stay_words(world: World, words: str) -> None:
    await world.add_cliente(make_cliente())
    extracao = make_extracao(evidencias={"origem": words})
    await world.add_relato("R1", cliente_id="C1", extracao=extracao)

    text = write_declaracao(await world.service.export(CONTA, "C1"))

    assert f"origem: {words}\n" in text
