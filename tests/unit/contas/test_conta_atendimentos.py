"""What a conta decides about atendimentos: when people are asked, what becomes of silence, who works when."""

import json
from datetime import time
from typing import Any

import pytest

from shared.contas.atendimentos import Autocancelar, PoliticaAtendimentos
from shared.contas.conta_models import ContaDetalhe, MudancaConta
from shared.contas.models import Conta
from shared.kit.errors import InvalidInput
from shared.kit.validation import parse_json

MANHA = {"inicio": "08:00", "fim": "12:00"}
PAULA = {
    "nome": "Dra. Paula Reis",
    "especialidade": "Ortodontia",
    "duracao_min": 40,
    "grade": {"0": [{"inicio": "14:00", "fim": "18:00"}, MANHA], "4": [MANHA]},
}


def change(conta: Conta, **fields: Any) -> PoliticaAtendimentos:
    mudanca = parse_json(MudancaConta, json.dumps({"atendimentos": fields}).encode())
    return mudanca.applied(conta).atendimentos


def test_what_is_sent_changes_and_all_else_stays() -> None:
    before = PoliticaAtendimentos(silencio_h=24, preparos={"Exame": "Jejum de 8 horas."})

    changed = change(
        Conta(id="clinica", atendimentos=before),
        autocancelar="cancelar",
        antecedencia_h=72,
        profissionais=[PAULA],
    )

    assert (changed.autocancelar, changed.antecedencia_h) == (Autocancelar.CANCELAR, 72)
    assert (changed.silencio_h, changed.preparos) == (24, before.preparos)
    assert [faixa.inicio for faixa in changed.profissionais[0].grade[0]] == [time(8), time(14)]


def test_it_is_shown_as_it_was_sent() -> None:
    changed = change(Conta(id="clinica"), profissionais=[PAULA], local="Rua das Flores, 10")

    conta = Conta(id="clinica", atendimentos=changed)
    shown = json.loads(ContaDetalhe.model_validate(conta.model_dump()).model_dump_json())["atendimentos"]

    assert shown["local"] == "Rua das Flores, 10"
    assert shown["profissionais"][0]["nome"] == PAULA["nome"]
    assert list(shown["profissionais"][0]["grade"]) == ["0", "4"]
    assert shown["profissionais"][0]["grade"]["4"] == [MANHA]


@pytest.mark.parametrize(
    "fields",
    [
        {"antecedencia_h": 0},
        {"antecedencia_h": 721},
        {"silencio_h": "12"},
        {"ultimo_aviso_h": None},
        {"antecedencia_h": 12},
        {"autocancelar_h": 48},
        {"autocancelar": "talvez"},
        {"confirmar_ao_criar": "sim"},
        {"local": "a" * 201},
        {"reserva_min": 4},
        {"preparos": {"": "Jejum"}},
        {"preparos": {"Exame": ""}},
        {"preparos": {"Exame": "Veja www.exemplo.com.br"}},
        {"preparos": {"Exame": "Olá, {{nome}}"}},
        {"preparos": {f"Exame {number}": "Jejum" for number in range(101)}},
        {"profissionais": [PAULA, PAULA | {"nome": "dra.  paula reis"}]},
        {"profissionais": [PAULA | {"nome": " "}]},
        {"profissionais": [PAULA | {"crm": "1"}]},
        {"profissionais": [PAULA | {"duracao_min": 4}]},
        {"profissionais": [PAULA | {"grade": {"7": [MANHA]}}]},
        {"profissionais": [PAULA | {"grade": {"segunda": [MANHA]}}]},
        {"profissionais": [PAULA | {"grade": {"0": []}}]},
        {"profissionais": [PAULA | {"grade": {"0": [MANHA, {"inicio": "11:59", "fim": "13:00"}]}}]},
        {"profissionais": [PAULA | {"grade": {"0": [{"inicio": "12:00", "fim": "08:00"}]}}]},
        {"profissionais": None},
        {"desconhecido": 1},
    ],
    ids=str,
)
def test_what_no_policy_can_be_is_refused(fields: dict[str, Any]) -> None:
    with pytest.raises(InvalidInput) as refused:
        change(Conta(id="clinica"), **fields)

    assert all(wrong.pointer.startswith("#/atendimentos") for wrong in refused.value.errors)
