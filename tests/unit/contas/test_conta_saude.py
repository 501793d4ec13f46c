"""What a conta decides about scores: the profile, its own one, the signals; each change of them is a version."""

import copy
import json
from typing import Any

import pytest

from shared.contas.conta_models import ContaDetalhe, MudancaConta
from shared.contas.models import Conta
from shared.kit.errors import InvalidInput
from shared.kit.validation import parse_json
from shared.saude.classe import Pilar
from shared.saude.perfil_models import Desconto, Medida, SinalOpcional
from shared.saude.perfis import AJUSTADO, CODIGO, DOCUMENTADO, named, perfil_of

FAIXAS = [{"ate": 1, "pontos": 0}, {"ate": 10, "pontos": 0.55}, {"pontos": 1.2}]
RECENCIA = [{"ate": 3, "pontos": 1}, {"ate": 30, "pontos": 0.5}, {"pontos": 0}]
PROPRIO: dict[str, Any] = {
    "redistribui": True,
    "pilares": {
        "engajamento": {
            "peso": 60,
            "regras": [
                {"medida": "qntd_acessos_30d", "peso": 70, "faixas": FAIXAS},
                {"medida": "dias_desde_ultimo_acesso", "peso": 30, "faixas": RECENCIA},
            ],
        },
        "crm": {"peso": 40, "regras": [{"medida": "qntd_leads_30d", "peso": 100, "faixas": FAIXAS}]},
    },
}


def change(conta: Conta, **fields: Any) -> Conta:
    return parse_json(MudancaConta, json.dumps({"saude": fields}).encode()).applied(conta)


def with_rule(**fields: Any) -> dict[str, Any]:
    """`PROPRIO` with another first rule."""
    changed = copy.deepcopy(PROPRIO)
    changed["pilares"]["engajamento"]["regras"][0] |= fields
    return changed


def with_weight(pilar: str, peso: int) -> dict[str, Any]:
    changed = copy.deepcopy(PROPRIO)
    changed["pilares"][pilar]["peso"] = peso
    return changed


def test_a_conta_is_scored_as_documented_until_it_says_otherwise() -> None:
    conta = Conta(id="loja")

    assert perfil_of(conta) is DOCUMENTADO
    assert perfil_of(change(conta, perfil="codigo")) is CODIGO
    assert perfil_of(change(conta, perfil="ajustado")) is AJUSTADO


def test_profiles_are_found_by_name_and_version() -> None:
    assert [named(perfil.id) for perfil in (DOCUMENTADO, CODIGO, AJUSTADO)] == [DOCUMENTADO, CODIGO, AJUSTADO]
    assert [named(unknown) for unknown in ("documentado:2", "proprio:1", "")] == [None, None, None]


def test_an_own_profile_is_what_was_sent() -> None:
    perfil = perfil_of(change(Conta(id="loja"), perfil="proprio", proprio=PROPRIO))

    engajamento, crm = perfil.pilares
    assert (perfil.id, perfil.redistribui) == ("proprio:1", True)
    assert [(parte.pilar, parte.peso) for parte in perfil.pilares] == [
        (Pilar.ENGAJAMENTO, 60),
        (Pilar.CRM, 40),
    ]
    assert [(regra.medida, regra.peso) for regra in engajamento.regras] == [
        (Medida.ACESSOS, 70),
        (Medida.ULTIMO_ACESSO, 30),
    ]
    assert (crm.regras[0].limites, crm.regras[0].pontos) == ((1, 10), (0, 55, 120))


def test_each_change_of_it_is_a_new_version() -> None:
    first = change(Conta(id="loja"), perfil="proprio", proprio=PROPRIO)

    same = change(first, proprio=PROPRIO)
    second = change(same, proprio=PROPRIO | {"redistribui": False})
    back = change(change(second, perfil="codigo"), perfil="proprio")

    assert [perfil_of(conta).id for conta in (first, same, second, back)] == [
        "proprio:1",
        "proprio:1",
        "proprio:2",
        "proprio:2",
    ]


def test_signals_are_off_until_they_are_switched_on() -> None:
    conta = change(Conta(id="loja"), sinais={"faltas": {"ativo": True, "por_unidade": 0.05, "maximo": 0.2}})

    both = change(conta, sinais={"chamados_abertos": {"ativo": True}})
    off = change(conta, sinais={"faltas": {"ativo": False}})

    assert perfil_of(conta).descontos == (Desconto(SinalOpcional.FALTAS, 5, 20),)
    assert [perfil_of(one).id for one in (conta, both)] == [
        "documentado:1+sinais:2",
        "documentado:1+sinais:3",
    ]
    assert len(perfil_of(both).descontos) == 2
    assert perfil_of(off) is DOCUMENTADO


def test_what_is_kept_is_read_again_and_shown() -> None:
    conta = change(Conta(id="loja"), perfil="proprio", proprio=PROPRIO)

    stored = conta.model_dump(mode="json")

    assert Conta.model_validate(stored) == conta
    shown = ContaDetalhe.model_validate(stored).model_dump(mode="json", exclude_none=True)["saude"]
    assert shown["proprio"] == PROPRIO | {"versao": 1}


@pytest.mark.parametrize(
    ("fields", "pointer", "detail"),
    [
        ({"perfil": "proprio"}, "#/saude/perfil", "pede um perfil em proprio, e não há nenhum"),
        (
            {"proprio": with_weight("engajamento", 61)},
            "#/saude/proprio",
            "deve ter pilares cujos pesos somam 100",
        ),
        (
            {"proprio": with_rule(peso=71)},
            "#/saude/proprio/pilares/engajamento",
            "deve ter regras cujos pesos somam 100",
        ),
        (
            {"proprio": with_rule(medida="dias_desde_ultimo_acesso", faixas=RECENCIA)},
            "#/saude/proprio/pilares/engajamento",
            "não pode usar a mesma medida em duas regras",
        ),
        (
            {"proprio": with_rule(faixas=[{"ate": 5, "pontos": 0}, {"ate": 5, "pontos": 1}, {"pontos": 1}])},
            "#/saude/proprio/pilares/engajamento/regras/0",
            "deve ter as faixas em ordem crescente de ate, sem repetir",
        ),
        (
            {"proprio": with_rule(faixas=[{"ate": 5, "pontos": 0.5}, {"pontos": 0.4}])},
            "#/saude/proprio/pilares/engajamento/regras/0",
            "não pode dar menos pontos a uma quantidade maior",
        ),
        (
            {"proprio": with_rule(medida="dias_desde_ultimo_lead")},
            "#/saude/proprio/pilares/engajamento/regras/0",
            "não pode dar menos pontos a menos dias",
        ),
        (
            {"proprio": with_rule(faixas=[{"ate": 5, "pontos": 0}, {"ate": 9, "pontos": 1}])},
            "#/saude/proprio/pilares/engajamento/regras/0",
            "deve ter ate em todas as faixas menos na última",
        ),
        (
            {"proprio": with_rule(faixas=[{"pontos": 0}, {"ate": 9, "pontos": 1}, {"pontos": 1}])},
            "#/saude/proprio/pilares/engajamento/regras/0",
            "deve ter ate em todas as faixas menos na última",
        ),
        (
            {"proprio": with_rule(medida="relatorios_30d")},
            "#/saude/proprio/pilares/engajamento/regras/0",
            "deve usar uma medida que o Retorno recebe",
        ),
        (
            {"proprio": with_rule(faixas=[{"ate": 5, "pontos": 0.125}, {"pontos": 1}])},
            "#/saude/proprio/pilares/engajamento/regras/0/faixas/0/pontos",
            "deve ter no máximo duas casas decimais",
        ),
        (
            {"proprio": with_rule(faixas=[{"ate": 5, "pontos": 0}, {"pontos": 1.21}])},
            "#/saude/proprio/pilares/engajamento/regras/0/faixas/1/pontos",
            "deve ser no máximo 1.2",
        ),
        (
            {"proprio": with_rule(faixas=[{"ate": 5, "pontos": "0"}, {"pontos": 1}])},
            "#/saude/proprio/pilares/engajamento/regras/0/faixas/0/pontos",
            "deve ser um número",
        ),
        (
            {"proprio": PROPRIO | {"versao": 7}},
            "#/saude/proprio",
            "traz um campo que não conhecemos",
        ),
        (
            {"sinais": {"faltas": {"por_unidade": 0.2, "maximo": 0.1}}},
            "#/saude/sinais/faltas",
            "deve ter maximo de ao menos por_unidade",
        ),
        ({"sinais": {"faltas": {"maximo": 0.31}}}, "#/saude/sinais/faltas/maximo", "deve ser no máximo 0.3"),
    ],
)
def test_a_policy_that_makes_no_sense_is_refused(fields: dict[str, Any], pointer: str, detail: str) -> None:
    with pytest.raises(InvalidInput) as refused:
        change(Conta(id="loja"), **fields)

    assert (pointer, detail) in [(error.pointer, error.detail) for error in refused.value.errors]
