"""A model's words reach nobody unless they keep to the plan: no price, no advertising, no other day, no other name."""

from datetime import UTC, date, datetime
from typing import Any

import pytest

from shared.relatos.models import Contato, Extracao
from shared.relatos.ports import Plano
from shared.relatos.strategy import ModelStrategist
from tests.builders import make_extracao
from tests.fakes import FakeStrategist
from tests.scripted_model import ScriptedModel

pytestmark = pytest.mark.anyio

FIRST = "Oi, Thiago! Passando para saber se ficou alguma dúvida sobre o implante. Estou à disposição."
SECOND = "Thiago, continuo por aqui para conversar sobre o implante quando quiser."


def make_contato(numero: int, day: date) -> Contato:
    due = datetime(day.year, day.month, day.day, 12, tzinfo=UTC)
    return Contato(numero=numero, motivo="cadencia", data_nominal=day, data_ajustada=day, devido_em=due)


CONTATOS = (make_contato(1, date(2025, 2, 18)), make_contato(2, date(2025, 2, 25)))


def make_plano(**changes: Any) -> Plano:
    given: dict[str, Any] = {
        "extracao": make_extracao(identidade_cliente="Thiago Vasconcelos"),
        "contatos": CONTATOS,
    }
    return Plano(**given | changes)


def make_answer(first: str = FIRST, second: str = SECOND, **changes: Any) -> dict[str, Any]:
    contatos = [{"numero": 1, "texto": first}, {"numero": 2, "texto": second}]
    return {
        "resumo": "Interesse em implante.",
        "personalizacao": "Falar com calma.",
        "contatos": contatos,
    } | changes


async def write(answer: object, plano: Plano | None = None) -> list[str]:
    """The texts of the contatos; the rules' are "Texto 1" and "Texto 2"."""
    strategist = ModelStrategist(ScriptedModel(answer).chain(), FakeStrategist())
    textos = await strategist.write(plano or make_plano())
    assert [contato.numero for contato in textos.contatos] == [1, 2]
    return [contato.texto for contato in textos.contatos]


async def test_texts_that_keep_to_the_plan_are_taken_and_signed_by_the_model() -> None:
    textos = await ModelStrategist(ScriptedModel(make_answer()).chain(), FakeStrategist()).write(make_plano())

    assert [contato.texto for contato in textos.contatos] == [FIRST, SECOND]
    assert (textos.resumo, textos.personalizacao) == ("Interesse em implante.", "Falar com calma.")
    assert (textos.origem, textos.prompt) == ("groq:openai/gpt-oss-20b", "estrategia_v1")


@pytest.mark.parametrize(
    "texto",
    [
        "O implante sai por R$ 3.500,00.",
        "Sai por três mil e quinhentos reais.",
        "Consigo dez por cento para você.",
        "Temos um desconto especial!",
        "Promoção só esta semana!",
        "A avaliação é gratuita.",
        "Dá para parcelar sem juros.",
        "Pode pagar em doze vezes.",
        "No pix fica melhor.",
        "Últimas vagas, aproveite!",
        "Posso ligar amanhã?",
        "Nos falamos na quinta.",
        "Que tal dia 20/02?",
        "Aguardo até 18/02/2026.",
        "Passe aqui às 14h.",
        "Veja em www.golpe.example",
        "Fale com fulano@golpe.example",
        "Olá, Marina! Tudo bem?",
        "Bom dia, Sr. Carlos.",
        "Prezado [NOME], tudo bem?",
        "Temos um des\u200bconto",
        "Sai por \uff13\uff15\uff10\uff10",
        "",
        "Oi! " + "a" * 800,
    ],
)
async def test_a_text_that_says_what_it_may_not_is_replaced_by_the_rules(texto: str) -> None:
    assert await write(make_answer(first=texto)) == ["Texto 1", SECOND]


@pytest.mark.parametrize(
    "texto",
    [
        "Olá! Tudo bem com você?",
        "Seu retorno ficou para 25/02, como combinamos.",
        "Oi Thiago, ainda posso ajudar com o implante?",
        "Combinamos de falar em 25 de fevereiro de 2025, certo?",
        "Às vezes surgem dúvidas depois.",
    ],
)
async def test_plain_kind_words_and_planned_days_may_be_said(texto: str) -> None:
    assert await write(make_answer(first=texto)) == [texto, SECOND]


async def test_an_offer_of_the_conta_may_be_repeated_to_the_letter_and_nothing_around_it() -> None:
    plano = make_plano(ofertas_permitidas=("Avaliação sem custo até março",))

    allowed = await write(make_answer(first="Temos avaliação sem custo até março."), plano)
    stretched = await write(make_answer(first="Temos avaliação sem custo até março e 10% no pix."), plano)

    assert allowed[0] == "Temos avaliação sem custo até março."
    assert stretched[0] == "Texto 1"


async def test_contatos_nobody_planned_are_ignored_and_missing_ones_filled() -> None:
    answer = make_answer(contatos=[{"numero": 2, "texto": SECOND}, {"numero": 9, "texto": "Oi!"}])

    assert await write(answer) == ["Texto 1", SECOND]


async def test_when_no_text_may_be_said_the_whole_strategy_is_the_rules() -> None:
    model = ScriptedModel(make_answer(first="Desconto!", second="Promoção!"))

    textos = await ModelStrategist(model.chain(), FakeStrategist()).write(make_plano())

    assert (textos.origem, textos.resumo) == ("regras:1", "Resumo")


async def test_advice_to_the_team_is_judged_like_the_messages() -> None:
    answer = make_answer(
        resumo="Ofereça desconto de 20%.", personalizacao="Diga que é a última chance por R$ 99."
    )

    textos = await ModelStrategist(ScriptedModel(answer).chain(), FakeStrategist()).write(make_plano())

    assert (textos.resumo, textos.personalizacao) == ("Resumo", "Com calma")


async def test_what_leaves_is_the_given_name_the_clean_facts_and_the_days() -> None:
    model = ScriptedModel(make_answer())
    extracao = Extracao(
        identidade_cliente="Seu Thiago Vasconcelos",
        resumo_assunto="Implante",
        informacoes_organizadas=("Tem medo de agulha", "R$ 5.600 em 7x", "Fone (11) 98888-7777"),
    )

    await ModelStrategist(model.chain(), FakeStrategist()).write(make_plano(extracao=extracao))

    user = model.asked[0].user
    assert "Seu Thiago" in user
    assert "medo de agulha" in user
    assert '"dia": "18/02/2025"' in user
    assert not [word for word in ("Vasconcelos", "5.600", "98888") if word in user]


@pytest.mark.parametrize("changes", [{"llm_externo": False}, {"contatos": ()}])
async def test_no_model_is_asked_without_leave_or_without_contatos(changes: dict[str, Any]) -> None:
    model = ScriptedModel(make_answer())

    textos = await ModelStrategist(model.chain(), FakeStrategist()).write(make_plano(**changes))

    assert (textos.origem, model.asked) == ("regras:1", [])


async def test_an_outage_leaves_the_rules_words() -> None:
    assert await write(None) == ["Texto 1", "Texto 2"]
