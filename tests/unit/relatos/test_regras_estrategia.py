"""The words of a follow-up without a model: personal, in their role, and never an advertisement."""

from datetime import date, timedelta
from typing import Any

import pytest

from shared.contas.models import Conta
from shared.relatos.cadencia import CADENCIA, COMBINADO, Passo
from shared.relatos.conduct import may_be_said
from shared.relatos.estrategia_texto import render_estrategia
from shared.relatos.models import Contato, TextosEstrategia
from shared.relatos.planejamento import numbered
from shared.relatos.ports import Plano
from shared.relatos.regras_estrategia import RegrasStrategist
from tests.builders import make_extracao

pytestmark = pytest.mark.anyio
DAY = date(2025, 2, 17)


def make_contatos(*motivos: str) -> tuple[Contato, ...]:
    days = [DAY + timedelta(days=7 * place) for place in range(len(motivos))]
    return numbered(
        [Passo(motivo, day, day) for motivo, day in zip(motivos, days, strict=True)], Conta(id="clinica")
    )


async def write(*motivos: str, ofertas: tuple[str, ...] = (), **extracao: Any) -> TextosEstrategia:
    plano = Plano(make_extracao(**extracao), make_contatos(*motivos), ofertas_permitidas=ofertas)
    textos = await RegrasStrategist().write(plano)
    assert all(may_be_said(contato.texto, plano, on=DAY) for contato in textos.contatos)
    return textos


async def test_each_contact_speaks_to_the_cliente_about_the_subject_in_its_own_words() -> None:
    textos = await write(CADENCIA, CADENCIA, CADENCIA, identidade_atendente="Paula")

    said = [contato.texto for contato in textos.contatos]
    assert len(set(said)) == 3
    assert all(text.startswith("Olá, Marina! Aqui é Paula.") and "sobre aparelho" in text for text in said)


async def test_a_promised_contact_keeps_the_promise() -> None:
    textos = await write(COMBINADO)

    assert "Como combinamos" in textos.contatos[0].texto


async def test_without_a_name_or_subject_the_text_still_stands() -> None:
    textos = await write(CADENCIA, identidade_cliente=None, resumo_assunto="")

    assert textos.contatos[0].texto.startswith("Olá, tudo bem?")
    assert "None" not in textos.contatos[0].texto


async def test_a_subject_that_speaks_of_money_stays_out_of_the_message() -> None:
    textos = await write(CADENCIA, resumo_assunto="Implante por R$ 3.500 com desconto em 12x")

    assert "3.500" not in textos.contatos[0].texto
    assert "desconto" not in textos.contatos[0].texto


async def test_only_an_offer_of_the_conta_s_own_list_is_made() -> None:
    with_offer = await write(CADENCIA, CADENCIA, CADENCIA, ofertas=("avaliação cortesia",))
    without = await write(CADENCIA, CADENCIA, CADENCIA)

    assert [("cortesia" in contato.texto) for contato in with_offer.contatos] == [False, True, False]
    assert not any("cortesia" in contato.texto for contato in without.contatos)


async def test_the_free_text_has_the_source_s_parts_and_nominal_days() -> None:
    contatos = make_contatos(CADENCIA, CADENCIA)
    textos = await write(
        CADENCIA, CADENCIA, valor_orcamento="3500.00", forma_pagamento="À vista ou parcelado"
    )

    text = render_estrategia(make_extracao(), textos, contatos)

    assert text.startswith("Estratégia de conversão para Marina:\n\nResumo dos interesses: Marina demonstrou")
    assert "orçamento de R$ 3.500,00 (pagamento: à vista ou parcelado)" in text
    assert "\n\nPrimeiro contato (2025-02-17):\n" in text
    assert "\n\nSegundo contato (2025-02-24):\n" in text
    assert "\n\nPersonalização da comunicação:\n" in text
