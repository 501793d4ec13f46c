"""What a conta decides about chamados: hours, deadlines by priority, what may be answered by itself, in which words."""

import json
from datetime import time
from typing import Any

import pytest

from shared.contas.chamados import PoliticaChamados, Prazo
from shared.contas.conta_models import ContaDetalhe, MudancaConta
from shared.contas.models import Conta
from shared.kit.errors import InvalidInput
from shared.kit.links import has_insecure_link
from shared.kit.validation import parse_json

EXPEDIENTE = {"semana": {"inicio": "07:30", "fim": "19:00"}, "sabado": {"inicio": "08:00", "fim": "12:00"}}


def change(conta: Conta, **fields: Any) -> PoliticaChamados:
    mudanca = parse_json(MudancaConta, json.dumps({"chamados": fields}).encode())
    return mudanca.applied(conta).chamados


def test_what_is_sent_changes_and_all_else_stays() -> None:
    before = PoliticaChamados(silencio_horas=48, variaveis={"endereco": "Rua das Flores, 10"})

    changed = change(
        Conta(id="clinica", chamados=before),
        expediente=EXPEDIENTE,
        prazos={"alta": {"primeira_resposta": 30, "resolucao": 240}},
        resposta_livre=True,
    )

    assert changed.prazos.alta == Prazo(primeira_resposta=30, resolucao=240)
    assert changed.prazos.media == before.prazos.media
    assert changed.expediente.semana is not None
    assert (changed.expediente.semana.inicio, changed.expediente.domingo) == (time(7, 30), None)
    assert (changed.silencio_horas, changed.variaveis) == (48, before.variaveis)
    assert (changed.resposta_livre, changed.resposta_automatica) == (True, True)


def test_variables_are_replaced_as_a_whole() -> None:
    conta = Conta(id="clinica", chamados=PoliticaChamados(variaveis={"endereco": "Rua das Flores, 10"}))

    changed = change(conta, variaveis={"link_boleto": "https://clinica.exemplo.com.br/boletos"})

    assert changed.variaveis == {"link_boleto": "https://clinica.exemplo.com.br/boletos"}


def test_it_is_shown_as_it_was_sent() -> None:
    changed = change(Conta(id="clinica"), expediente=EXPEDIENTE, validade_dias=90)

    shown = ContaDetalhe.model_validate(Conta(id="clinica", chamados=changed).model_dump()).model_dump(
        mode="json"
    )

    assert shown["chamados"]["expediente"] == EXPEDIENTE | {"domingo": None}
    assert shown["chamados"]["validade_dias"] == 90


@pytest.mark.parametrize(
    "fields",
    [
        {"prazos": {"urgente": {"primeira_resposta": 1, "resolucao": 2}}},
        {"prazos": {"alta": {"primeira_resposta": 60}}},
        {"prazos": {"alta": {"primeira_resposta": 60, "resolucao": 30}}},
        {"prazos": {"alta": {"primeira_resposta": "60", "resolucao": 90}}},
        {"prazos": {"alta": {"primeira_resposta": 0, "resolucao": 90}}},
        {"prazos": {"alta": None}},
        {"expediente": {"semana": {"inicio": "18:00", "fim": "08:00"}}},
        {"expediente": {}},
        {"resposta_automatica": "sim"},
        {"silencio_horas": 0},
        {"reabertura_dias": 31},
        {"validade_dias": 1_096},
        {"variaveis": {"nome": "Marina"}},
        {"variaveis": {"com espaço": "x"}},
        {"variaveis": {"vazia": " "}},
        {"variaveis": {"longa": "a" * 201}},
        {"variaveis": {"link": "http://clinica.exemplo.com.br"}},
        {"variaveis": {"link": "www.clinica.exemplo.com.br"}},
        {"variaveis": {"outra": "{{nome}}"}},
        {"variaveis": {f"v{number}": "x" for number in range(51)}},
        {"desconhecido": 1},
        {"expediente": None},
    ],
    ids=str,
)
def test_what_no_policy_can_be_is_refused(fields: dict[str, Any]) -> None:
    with pytest.raises(InvalidInput) as refused:
        change(Conta(id="clinica"), **fields)

    assert all(wrong.pointer.startswith("#/chamados") for wrong in refused.value.errors)


@pytest.mark.parametrize(
    ("text", "insecure"),
    [
        ("Acesse https://clinica.exemplo.com.br/boletos?id=1", False),
        ("Acesse HTTPS://www.clinica.exemplo.com.br.", False),
        ("Escreva para contato@clinica.exemplo.com.br", False),
        ("Acesse http://clinica.exemplo.com.br", True),
        ("Veja https://a.com.br e http://b.com.br", True),
        ("Veja www.clinica.exemplo.com.br", True),
        ("Baixe em ftp://clinica.exemplo.com.br", True),
        ("https://", True),
        ("https:///boletos", True),
    ],
)
def test_only_https_links_are_secure(text: str, insecure: bool) -> None:
    assert has_insecure_link(text) is insecure
