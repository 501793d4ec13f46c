"""What a conta may decide about its brief: off until it says so, in the morning, to people it names by id."""

import json
from datetime import time
from typing import Any

import pytest
from pydantic import ValidationError

from shared.contas.conta_models import ContaDetalhe, MudancaConta
from shared.contas.models import Conta
from shared.contas.pauta import PoliticaPauta


def changed(**pauta: Any) -> PoliticaPauta:
    asked = MudancaConta.model_validate_json(json.dumps({"pauta": pauta}))
    return asked.applied(Conta(id="clinica", pauta=PoliticaPauta(destinatarios=("C9",)))).pauta


def test_nothing_is_sent_until_the_conta_says_so() -> None:
    assert Conta(id="clinica").pauta == PoliticaPauta(ativa=False, hora=time(8), destinatarios=())


def test_what_is_absent_stays_and_ids_are_kept_once_in_their_order() -> None:
    assert changed(ativa=True).destinatarios == ("C9",)
    assert changed(destinatarios=["C2", 17, "C2"]).destinatarios == ("C2", "17")


@pytest.mark.parametrize(
    "wrong",
    [
        {"hora": "12:00"},
        {"hora": "08:00:30"},
        {"destinatarios": ["+5531999990000"]},
        {"destinatarios": [f"C{number}" for number in range(21)]},
        {"ativa": "sim"},
        {"canal": "whatsapp"},
    ],
)
def test_what_makes_no_sense_is_refused(wrong: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        changed(**wrong)


def test_hours_go_out_as_they_came_in() -> None:
    conta = Conta(id="clinica", pauta=changed(hora="07:30"))

    shown = json.loads(ContaDetalhe.model_validate(conta.model_dump()).model_dump_json())

    assert shown["pauta"] == {"ativa": False, "hora": "07:30", "destinatarios": ["C9"]}
