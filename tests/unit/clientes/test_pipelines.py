"""Who has a score: S4's active pipelines, or an account of the product that no CRM knows of yet."""

from datetime import date

import pytest

from shared.clientes.models import Cliente
from shared.clientes.pipelines import is_active, is_churned, is_onboarding, is_scored
from shared.kit.clock import parse_instant

NOW = parse_instant("2025-03-10T12:00:00Z")


@pytest.mark.parametrize("name", ["CS | ONBOARDING", "cs|ongoing", "  Cs |  Bradesco ", "CS\u00a0| ONGOING"])
def test_case_and_spaces_do_not_change_a_pipeline(name: str) -> None:
    assert is_active(name)
    assert not is_churned(name)


@pytest.mark.parametrize("name", [None, "", "CS", "CS | VENDAS", "Churns & Cancelamentos"])
def test_other_pipelines_are_not_active(name: str | None) -> None:
    assert not is_active(name)


def test_onboarding_lasts_until_its_end_is_known() -> None:
    assert is_onboarding("CS | ONBOARDING")
    assert is_onboarding("CS | BRADESCO")
    assert not is_onboarding("CS | ONBOARDING", date(2025, 1, 1))
    assert not is_onboarding("CS | BRADESCO", "2025-01-01")
    assert not is_onboarding("CS | ONGOING")


@pytest.mark.parametrize(
    ("fields", "scored"),
    [
        ({"pipeline": "CS | ONGOING"}, True),
        ({"pipeline": "Churns & Cancelamentos", "tenant_id": "7"}, False),
        ({"tenant_id": "7"}, True),
        ({"tenant_id": "7", "data_cancelamento": "2025-01-02"}, False),
        ({"pipeline": "CS | ONGOING", "bloqueado_em": "2025-01-02T00:00:00Z"}, False),
        ({"pipeline": "CS | ONGOING", "mesclado_em": "outro"}, False),
        ({}, False),
    ],
)
def test_the_model_and_its_raw_body_agree_on_who_is_scored(fields: dict[str, str], scored: bool) -> None:
    cliente = Cliente.model_validate(
        {"id": "1", "nome": "Auto Sul", "criado_em": NOW, "atualizado_em": NOW} | fields
    )
    corpo = cliente.model_dump(mode="json", exclude_none=True) | {"ativo": cliente.is_shown}

    assert cliente.is_scored is scored
    assert is_scored(corpo) is scored
