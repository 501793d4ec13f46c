"""The answers of the demonstration are such as a conta may approve, and answer what a visitor would try first."""

import json

import pytest

from infra.local.demo_respostas import RESPOSTAS, VARIAVEIS
from shared.chamados.regras import read_chamado
from shared.contas.chamados import PoliticaChamados
from shared.contas.conta_models import MudancaConta
from shared.contas.models import Conta
from shared.kit.validation import parse_json
from shared.respostas.models import NovaResposta
from tests.builders import make_principal
from tests.unit.respostas.mundo import Mundo

pytestmark = pytest.mark.anyio


def as_posted() -> list[NovaResposta]:
    return [parse_json(NovaResposta, json.dumps(one).encode()) for one in RESPOSTAS]


def test_the_conta_takes_the_variables() -> None:
    mudanca = parse_json(MudancaConta, json.dumps({"chamados": {"variaveis": VARIAVEIS}}).encode())

    assert mudanca.applied(Conta(id="demonstracao")).chamados.variaveis == VARIAVEIS


async def test_each_can_be_approved() -> None:
    mundo = Mundo(politica=PoliticaChamados(variaveis=VARIAVEIS))

    for nova in as_posted():
        await mundo.aprovadas.create(make_principal(), nova)

    situacoes = {one.situacao for one in (await mundo.list()).itens}
    assert situacoes == {"vigente"}


@pytest.mark.parametrize(
    ("texto", "titulo"),
    [
        ("Oi! Preciso da segunda via do boleto deste mês", "Segunda via do boleto"),
        ("Muito obrigada pelo atendimento, vocês são ótimos!", "Agradecimento"),
    ],
)
async def test_what_the_intention_alone_calls_is_given(texto: str, titulo: str) -> None:
    mundo = Mundo(politica=PoliticaChamados(variaveis=VARIAVEIS))
    for nova in as_posted():
        await mundo.aprovadas.create(make_principal(), nova)

    parecer = await mundo.respondedor.judge(mundo.conta(), texto, read_chamado(texto), nome="Marina")

    assert parecer.escolha.fonte is not None
    assert parecer.escolha.fonte.rotulo == titulo
