"""The settings of a conta: strict about what comes in, lenient about what lies there, nobody's change lost."""

import asyncio
import json
from datetime import date, time
from typing import Any

import pytest

from shared.contas.atendimentos import PoliticaAtendimentos
from shared.contas.chamados import PoliticaChamados
from shared.contas.conta_models import MudancaConta
from shared.contas.conta_service import AjusteService
from shared.contas.conta_store import ContaVersaoStore
from shared.contas.mensageria import Frequencia, Mensageria
from shared.contas.models import Conta, Retencao
from shared.contas.pauta import PoliticaPauta
from shared.contas.saude import NomePerfil, PoliticaSaude
from shared.contas.store import ContaStore
from shared.kit.errors import InvalidInput, PreconditionFailed
from shared.kit.etags import Precondition, entity_tag
from shared.kit.validation import parse_json
from tests.fakes_store import FakeDocuments
from tests.unit.contas.credencial_world import WatchedDocuments

pytestmark = pytest.mark.anyio
ANY = Precondition("*")


@pytest.fixture
def documents() -> FakeDocuments:
    return FakeDocuments()


@pytest.fixture
def service(documents: FakeDocuments) -> AjusteService:
    return AjusteService(contas=ContaStore(documents), versoes=ContaVersaoStore(documents))


def mudanca(**fields: Any) -> MudancaConta:
    """As it comes over HTTP."""
    return parse_json(MudancaConta, json.dumps(fields).encode())


async def test_what_is_sent_changes_and_all_else_stays(service: AjusteService) -> None:
    before = (await service.read("clinica")).conta

    await service.change("clinica", mudanca(hora_contato=14, retencao={"lead_meses": 6}), ANY)

    expected = before.model_copy(update={"hora_contato": 14, "retencao": Retencao(lead_meses=6)})
    assert (await service.read("clinica")).conta == expected


async def test_every_setting_can_be_changed(service: AjusteService) -> None:
    everything = {
        "nome": "Clínica Sorriso",
        "fuso": "America/Manaus",
        "feriados": ["2026-07-09", "2026-01-25", "2026-01-25"],
        "cadencia": [20, 5],
        "hora_contato": 0,
        "ofertas_permitidas": ["avaliação gratuita"],
        "llm_externo": False,
        "retencao": {"lead_meses": 6, "conversa_meses": 12},
        "mensageria": {"assinatura": "Clínica Sorriso", "frequencia": {"por_semana": 2}},
        "chamados": {"silencio_horas": 48},
        "atendimentos": {"silencio_h": 6},
        "saude": {"perfil": "ajustado"},
        "pauta": {"hora": "07:30"},
    }

    changed = (await service.change("clinica", mudanca(**everything), ANY)).conta

    assert changed == Conta(
        id="clinica",
        nome="Clínica Sorriso",
        fuso="America/Manaus",
        feriados=(date(2026, 1, 25), date(2026, 7, 9)),
        cadencia=(5, 20),
        hora_contato=0,
        ofertas_permitidas=("avaliação gratuita",),
        llm_externo=False,
        retencao=Retencao(lead_meses=6, conversa_meses=12),
        mensageria=Mensageria(assinatura="Clínica Sorriso", frequencia=Frequencia(por_semana=2)),
        chamados=PoliticaChamados(silencio_horas=48),
        atendimentos=PoliticaAtendimentos(silencio_h=6),
        saude=PoliticaSaude(perfil=NomePerfil.AJUSTADO),
        pauta=PoliticaPauta(hora=time(7, 30)),
    )
    assert set(everything) | {"id", "v"} == set(Conta.model_fields)


async def test_a_change_of_what_somebody_else_changed_is_refused(service: AjusteService) -> None:
    read = Precondition(entity_tag((await service.read("clinica")).etag))
    await service.change("clinica", mudanca(nome="Primeira"), read)

    with pytest.raises(PreconditionFailed):
        await service.change("clinica", mudanca(nome="Segunda"), read)

    assert (await service.read("clinica")).conta.nome == "Primeira"


async def test_a_change_that_changes_nothing_leaves_the_version_as_it_is(service: AjusteService) -> None:
    before = await service.read("clinica")

    for nothing in (mudanca(), mudanca(nome=before.conta.nome)):
        assert await service.change("clinica", nothing, Precondition(entity_tag(before.etag))) == before


async def test_changes_of_any_version_at_once_are_all_kept() -> None:
    documents = WatchedDocuments(before_write=lambda: asyncio.sleep(0))
    service = AjusteService(contas=ContaStore(documents), versoes=ContaVersaoStore(documents))
    await service.read("clinica")

    await asyncio.gather(
        service.change("clinica", mudanca(nome="Sorriso"), ANY),
        service.change("clinica", mudanca(hora_contato=8), ANY),
        service.change("clinica", mudanca(llm_externo=False), ANY),
    )

    conta = (await service.read("clinica")).conta
    assert (conta.nome, conta.hora_contato, conta.llm_externo) == ("Sorriso", 8, False)


@pytest.mark.parametrize("fuso", ["Marte/Olimpo", "", "../etc/passwd", "a" * 300, "GMT-3:00"])
async def test_a_stored_zone_that_nobody_knows_is_read_as_the_default_and_can_be_mended(
    service: AjusteService, documents: FakeDocuments, fuso: str
) -> None:
    await documents.open("contas", "contas").create("clinica", {"nome": "Sorriso", "fuso": fuso})

    read = await service.read("clinica")
    mended = await service.change("clinica", mudanca(fuso="America/Manaus"), ANY)

    assert read.conta.fuso == "America/Sao_Paulo"
    assert (await ContaStore(documents).load("clinica")).fuso == mended.conta.fuso == "America/Manaus"


@pytest.mark.parametrize(
    "fields",
    [
        {"fuso": "Marte/Olimpo"},
        {"fuso": "America"},
        {"fuso": "localtime"},
        {"fuso": "../etc/passwd"},
        {"fuso": "A" * 65},
        {"fuso": ""},
        {"nome": ""},
        {"nome": "a" * 121},
        {"feriados": ["25/12/2026"]},
        {"feriados": ["1999-12-31"]},
        {"feriados": ["2026-01-01"] * 401},
        {"cadencia": []},
        {"cadencia": [0]},
        {"cadencia": [366]},
        {"cadencia": ["3"]},
        {"cadencia": list(range(1, 12))},
        {"hora_contato": 24},
        {"hora_contato": "9"},
        {"ofertas_permitidas": ["a" * 201]},
        {"ofertas_permitidas": ["a"] * 51},
        {"llm_externo": "não"},
        {"retencao": {"lead_meses": 13}},
        {"retencao": {"conversa_meses": 0}},
        {"retencao": {"outra_meses": 1}},
        {"id": "outra"},
        {"v": 2},
        *({name: None} for name in MudancaConta.model_fields),
        {"retencao": {"lead_meses": None}},
    ],
    ids=str,
)
async def test_what_no_setting_can_be_is_refused(fields: dict[str, Any]) -> None:
    with pytest.raises(InvalidInput) as refused:
        mudanca(**fields)

    assert refused.value.errors


def test_the_schema_names_no_defaults_since_absent_means_unchanged() -> None:
    schema = MudancaConta.model_json_schema()

    named = [*schema["properties"].values()]
    for part in ("MudancaRetencao", "MudancaMensageria"):
        named += schema["$defs"][part]["properties"].values()
    assert len(named) == len(MudancaConta.model_fields) + 2 + 7
    assert not [field for field in named if "default" in field]
