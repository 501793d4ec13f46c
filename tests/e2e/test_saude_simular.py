"""What-ifs over HTTP, and a conta that tries a profile of its own before it keeps it."""

from decimal import Decimal
from typing import Any
from uuid import uuid4

import pytest

from shared.kit.auth import Papel
from tests.e2e.client import Attendant
from tests.local_host import LocalHost
from tests.tokens import issue_token

EXEMPLO = {
    "qntd_acessos_30d": 45,
    "dias_desde_ultimo_acesso": 2,
    "qntd_entradas_30d": 120,
    "dias_desde_ultima_entrada": 1,
    "qntd_saidas_30d": 110,
    "dias_desde_ultima_saida": 1,
    "qntd_leads_30d": 25,
    "dias_desde_ultimo_lead": 3,
    "econversa_ativo": True,
    "integradores_conectados": 2,
}
FAIXAS = [{"ate": 9, "pontos": 0}, {"ate": 49, "pontos": 0.5}, {"pontos": 1}]
PROPRIO = {
    "pilares": {
        "engajamento": {
            "peso": 100,
            "regras": [{"medida": "qntd_acessos_30d", "peso": 100, "faixas": FAIXAS}],
        }
    }
}


@pytest.fixture
def attendant(local_host: LocalHost) -> Attendant:
    """The boss of a conta of its own."""
    return Attendant(local_host, issue_token(local_host, f"saude-{uuid4().hex[:12]}", Papel.ADMIN))


def test_the_worked_example_is_98_hundredths_and_its_lines_add_up(attendant: Attendant) -> None:
    found = attendant.post(
        "/health-scores/simular", {"medidas": EXEMPLO, "mudancas": {"qntd_acessos_30d": 76}}
    )

    assert (found["antes"]["score"], found["antes"]["categoria"]) == (0.98, "Campeão")
    assert (found["depois"]["score"], found["depois"]["bruto"]) == (0.98, 1.01)
    for side in ("antes", "depois"):
        lines = found[side]["explicacao"]
        assert sum(Decimal(str(line["pontos"])) for line in lines) == Decimal(str(found[side]["score"]))


def test_a_profile_is_tried_then_kept_then_scores(attendant: Attendant) -> None:
    tried = attendant.post("/health-scores/simular", {"medidas": EXEMPLO, "proprio": PROPRIO})
    kept = attendant.call(
        "PATCH",
        "/conta",
        json={"saude": {"perfil": "proprio", "proprio": PROPRIO}},
        headers={"If-Match": "*"},
    )

    now = attendant.post("/health-scores/simular", {"medidas": EXEMPLO, "perfil": "documentado"})

    assert (tried["antes"]["score"], tried["depois"]["score"]) == (0.98, 0.5)
    assert kept.status_code == 200, kept.text
    assert kept.json()["saude"]["proprio"]["pilares"]["engajamento"]["regras"][0]["faixas"][2] == {
        "ate": None,
        "pontos": 1.0,
    }
    assert (now["antes"]["perfil"], now["antes"]["score"]) == ("proprio:1", 0.5)
    assert now["depois"]["perfil"] == "documentado:1"


def test_a_ready_profile_is_copied_tried_and_kept_as_it_is(attendant: Attendant) -> None:
    for pronto in attendant.get("/health-scores/perfis")["itens"]:
        copy = {"redistribui": pronto["redistribui"], "pilares": pronto["pilares"]}

        tried = attendant.post("/health-scores/simular", {"medidas": EXEMPLO, "proprio": copy})
        known = attendant.post("/health-scores/simular", {"medidas": EXEMPLO, "perfil": pronto["nome"]})
        kept = attendant.call(
            "PATCH", "/conta", json={"saude": {"proprio": copy}}, headers={"If-Match": "*"}
        ).json()["saude"]["proprio"]

        assert tried["depois"]["score"] == known["depois"]["score"]
        assert tried["depois"]["pilares"] == known["depois"]["pilares"]
        assert known["depois"]["perfil"] == pronto["perfil"]
        assert kept == copy | {"versao": kept["versao"]}


@pytest.mark.parametrize(
    ("body", "status"),
    [
        ({"cliente_id": "ninguem"}, 404),
        ({}, 422),
        ({"medidas": {"qntd_leads_30d": -1}}, 422),
        ({"medidas": EXEMPLO, "perfil": "inventado"}, 422),
        ({"medidas": EXEMPLO, "proprio": PROPRIO | {"versao": 2}}, 422),
    ],
)
def test_what_cannot_be_simulated_is_refused(attendant: Attendant, body: dict[str, Any], status: int) -> None:
    answer = attendant.call("POST", "/health-scores/simular", json=body)

    assert answer.status_code == status, answer.text
    assert answer.headers["content-type"].startswith("application/problem+json")
