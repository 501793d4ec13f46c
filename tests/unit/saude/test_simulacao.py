"""What-ifs: of measures that are sent or of a cliente's own, by any profile; nothing is written."""

import json
from decimal import Decimal
from typing import Any

import pytest

from shared.clientes.errors import ClienteNotFound
from shared.contas.models import Conta
from shared.contas.saude import PoliticaSaude
from shared.contas.saude_models import NovoPerfil
from shared.kit.errors import InvalidInput
from shared.kit.validation import parse_json
from shared.saude.classe import Categoria, Pilar
from shared.saude.errors import SemSaude
from shared.saude.perfil_models import Medida
from shared.saude.simulacao import SimulacaoService
from shared.saude.simulacao_models import PedidoSimulacao, Simulacao
from tests.fakes_store import Entry
from tests.unit.saude.mundo import CONTA, HOJE, Mundo

pytestmark = pytest.mark.anyio
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
SO_ACESSOS = {
    "pilares": {
        "engajamento": {
            "peso": 100,
            "regras": [
                {
                    "medida": "qntd_acessos_30d",
                    "peso": 100,
                    "faixas": [{"ate": 9, "pontos": 0}, {"ate": 49, "pontos": 0.5}, {"pontos": 1}],
                }
            ],
        }
    }
}


@pytest.fixture
def mundo() -> Mundo:
    return Mundo()


async def simulate(mundo: Mundo, **fields: Any) -> Simulacao:
    service = SimulacaoService(mundo.contas, mundo.clientes.service, mundo.pagina)
    return await service.simulate(CONTA, parse_json(PedidoSimulacao, json.dumps(fields).encode()))


def kept(mundo: Mundo) -> dict[tuple[str, str], dict[str, Entry]]:
    return {place: dict(held) for place, held in mundo.documents.partitions.items() if held}


async def test_measures_that_are_sent_are_scored_before_and_after(mundo: Mundo) -> None:
    found = await simulate(mundo, medidas=EXEMPLO, mudancas={"qntd_leads_30d": 31})

    assert (found.antes.score, found.depois.score) == (0.98, 1.0)
    assert (found.diferenca.score, found.diferenca.pilares[Pilar.CRM]) == (0.02, 0.1)
    assert found.depois.medidas[Medida.LEADS] == 31
    assert (found.cliente_id, found.dia) == (None, None)
    assert sum(linha.pontos for linha in found.antes.explicacao) == Decimal("0.98")


async def test_another_profile_alone_makes_the_difference(mundo: Mundo) -> None:
    medidas = {name: EXEMPLO[name] for name in ("qntd_acessos_30d", "dias_desde_ultimo_acesso")}

    found = await simulate(mundo, medidas=medidas, perfil="ajustado")

    assert (found.antes.perfil, found.depois.perfil) == ("documentado:1", "ajustado:1")
    assert (found.antes.score, found.depois.score) == (0.3, 1.0)
    assert (found.antes.categoria, found.depois.categoria) == (Categoria.CRITICO, Categoria.CAMPEAO)


async def test_a_profile_can_be_tried_before_it_is_kept(mundo: Mundo) -> None:
    found = await simulate(mundo, medidas=EXEMPLO, proprio=SO_ACESSOS)

    assert (found.depois.perfil, found.depois.score) == ("proprio:simulado", 0.5)
    assert (await mundo.contas.load(CONTA)).saude == PoliticaSaude()


async def test_a_clientes_own_measures_are_read_and_nothing_is_written(mundo: Mundo) -> None:
    await mundo.cliente("c1")
    await mundo.atividade("c1", vezes=80, dias_atras=10)
    await mundo.contas.load(CONTA)
    before = kept(mundo)

    found = await simulate(mundo, cliente_id="c1", mudancas={"dias_desde_ultimo_acesso": 0})

    assert (found.cliente_id, found.dia) == ("c1", HOJE)
    assert found.antes.medidas[Medida.ULTIMO_ACESSO] == 10
    assert found.diferenca.pilares[Pilar.ENGAJAMENTO] == 0.1  # (0.6 + 1.2) / 2 = 0.9, then 1
    assert found.diferenca.texto.endswith("Nos pilares: Engajamento +0,10.")
    assert kept(mundo) == before


async def test_who_is_unknown_or_has_no_score_has_none_to_try(mundo: Mundo) -> None:
    await mundo.cliente("paciente", pipeline=None)

    with pytest.raises(ClienteNotFound):
        await simulate(mundo, cliente_id="ninguem")
    with pytest.raises(SemSaude):
        await simulate(mundo, cliente_id="paciente")


async def test_the_contas_own_profile_needs_one(mundo: Mundo) -> None:
    with pytest.raises(InvalidInput) as refused:
        await simulate(mundo, medidas=EXEMPLO, perfil="proprio")
    own = parse_json(NovoPerfil, json.dumps(SO_ACESSOS).encode()).as_version(4)
    await mundo.contas.documents.open(Conta.CONTAINER, Conta.CONTAINER).upsert(
        CONTA, Conta(id=CONTA, saude=PoliticaSaude(proprio=own)).model_dump(mode="json", exclude={"id"})
    )

    assert [error.pointer for error in refused.value.errors] == ["#/perfil"]
    assert (await simulate(mundo, medidas=EXEMPLO, perfil="proprio")).depois.perfil == "proprio:4"


@pytest.mark.parametrize(
    ("fields", "pointer"),
    [
        ({}, "#"),
        ({"cliente_id": "c1", "medidas": EXEMPLO}, "#"),
        ({"medidas": EXEMPLO, "perfil": "codigo", "proprio": SO_ACESSOS}, "#"),
        ({"medidas": {"qntd_leads_30d": -1}}, "#/medidas/qntd_leads_30d"),
        ({"medidas": {"dias_desde_ultimo_lead": 10_000}}, "#/medidas/dias_desde_ultimo_lead"),
        ({"medidas": {"econversa_ativo": 1}}, "#/medidas/econversa_ativo"),
        ({"medidas": EXEMPLO, "perfil": "inventado"}, "#/perfil"),
        ({"medidas": EXEMPLO, "mudancas": {"relatorios_30d": 3}}, "#/mudancas"),
    ],
)
async def test_what_makes_no_sense_is_refused(mundo: Mundo, fields: dict[str, Any], pointer: str) -> None:
    with pytest.raises(InvalidInput) as refused:
        await simulate(mundo, **fields)

    assert pointer in [error.pointer for error in refused.value.errors]
