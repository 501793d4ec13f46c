"""What a conta decides about messages: templates that WhatsApp would approve, hours that are hours, known channels."""

import json
from datetime import time
from typing import Any

import pytest

from shared.contas.conta_models import MudancaConta
from shared.contas.mensageria import Mensageria
from shared.contas.models import Conta
from shared.kit.canais import Provedor
from shared.kit.errors import InvalidInput
from shared.kit.validation import parse_json

MODELO = {
    "chave": "lembrete",
    "texto": "Oi, {{nome}}, até amanhã!",
    "variaveis": ["nome"],
    "meta": "lembrete_v1",
}
HORARIO = {"semana": {"inicio": "08:30", "fim": "18:00"}}
HORARIOS = {"proativo": HORARIO, "lembretes": HORARIO}


def change(conta: Conta, **fields: Any) -> Mensageria:
    mudanca = parse_json(MudancaConta, json.dumps({"mensageria": fields}).encode())
    return mudanca.applied(conta).mensageria


def test_what_is_sent_changes_and_all_else_stays() -> None:
    conta = Conta(id="clinica", mensageria=Mensageria(assinatura="Sorriso", carnaval=True))

    changed = change(
        conta,
        canais=[
            {"provedor": "meta", "remetente": "1065", "segredo": "meta"},
            {"provedor": "email", "ativo": False},
        ],
        horarios=HORARIOS,
        modelos=[MODELO],
        avisos_apos_sair=True,
    )

    assert (changed.assinatura, changed.carnaval, changed.avisos_apos_sair) == ("Sorriso", True, True)
    assert [(canal.provedor, canal.ativo) for canal in changed.canais] == [
        (Provedor.META, True),
        (Provedor.EMAIL, False),
    ]
    assert changed.horarios.proativo.semana is not None
    assert changed.horarios.proativo.semana.inicio == time(8, 30)
    assert changed.modelos[0].variaveis == ("nome",)


def test_it_reads_the_same_after_the_store() -> None:
    changed = change(
        Conta(id="clinica"), horarios=HORARIOS, modelos=[MODELO], canais=[{"provedor": "simulado"}]
    )

    stored = json.dumps(Conta(id="clinica", mensageria=changed).model_dump(mode="json"))

    assert Conta.model_validate(json.loads(stored)).mensageria == changed
    assert '"inicio": "08:30"' in stored


@pytest.mark.parametrize(
    ("texto", "variaveis"),
    [
        ("{{nome}}, até amanhã!", ["nome"]),
        ("Até amanhã, {{nome}}", ["nome"]),
        ("  {{ nome }}, até amanhã!", ["nome"]),
        ("Oi, {{nome}}!", []),
        ("Oi, {{nome}}!", ["nome", "hora"]),
        ("Oi, {{nome}}!", ["nome", "nome"]),
        ("Oi, {{seu nome}}!", []),
        ("Oi, {{nome!", []),
        ("Oi, {{}}!", []),
        ("", []),
        ("a" * 1_025, []),
    ],
    ids=str,
)
def test_a_template_that_no_provider_would_approve_is_refused(texto: str, variaveis: list[str]) -> None:
    with pytest.raises(InvalidInput) as refused:
        change(Conta(id="clinica"), modelos=[MODELO | {"texto": texto, "variaveis": variaveis}])

    assert all(wrong.pointer.startswith("#/mensageria/modelos/0") for wrong in refused.value.errors)


@pytest.mark.parametrize(
    "fields",
    [
        {"canais": [{"provedor": "pombo"}]},
        {"canais": [{"provedor": "formulario"}]},
        {"canais": [{"provedor": "meta", "segredo": "com espaço"}]},
        {"canais": [{"provedor": "meta", "token": "EAAG"}]},
        {"canais": [{"provedor": "simulado"}] * 11},
        {"canais": [{"provedor": "meta", "parametros": {"a": "b" * 201}}]},
        {"modelos": [MODELO, MODELO]},
        {"modelos": [MODELO | {"outro": 1}]},
        {"horarios": {"proativo": HORARIO}},
        {"horarios": HORARIOS | {"proativo": {"semana": {"inicio": "18:00", "fim": "08:00"}}}},
        {"horarios": HORARIOS | {"proativo": {"semana": {"inicio": "08:00Z", "fim": "18:00"}}}},
        {"horarios": HORARIOS | {"proativo": {"semana": {"inicio": "08:00:30", "fim": "18:00"}}}},
        {"horarios": HORARIOS | {"proativo": {"semana": {"inicio": "cedo", "fim": "18:00"}}}},
        {"frequencia": {"por_dia": 0}},
        {"frequencia": {"por_semana": 21}},
        {"assinatura": "a" * 201},
        {"carnaval": "sim"},
        {"desconhecido": 1},
        {"canais": None},
    ],
    ids=str,
)
def test_what_no_mensageria_can_be_is_refused(fields: dict[str, Any]) -> None:
    with pytest.raises(InvalidInput) as refused:
        change(Conta(id="clinica"), **fields)

    assert "EAAG" not in str(refused.value.errors)
