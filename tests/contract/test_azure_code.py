"""What the Bicep files make is what the code declares, both ways: containers, queues, settings, vectors."""

import ast
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from pydantic import BaseModel, SecretStr

from shared.adapters.cosmos_vectors import vector_policies
from shared.adapters.embeddings_ngramas import NgramasEmbedder
from shared.config import Settings, load
from shared.contas.origens import origin
from shared.kit.canais import Provedor
from shared.mensagens.indice import CONTAINER as VECTOR_FAMILY
from shared.mensagens.indice import container_of
from shared.wiring.base import INDEXES, VECTORS
from tests.contract import bicep
from tests.contract.fresh import ROOT
from tests.contract.surface import QUEUES
from tests.integration.test_cosmos_app import CONTAINERS

STAGES = ("dev", "prod")
# Settings that a deployment leaves as they are, and why.
_LEFT_ALONE = {
    "DOCUMENTOS__CAMINHO": "of SQLite, which is for one machine",
    "DOCUMENTOS__CHAVE": "the app comes by its identity",
    "GROQ__BASE_URL": "the provider's own address",
    "GROQ__MODELO_AUDIO": "the default listens well",
    "OPENAI__BASE_URL": "the provider's own address",
    "AZURE_OPENAI__ENDPOINT": "where a deployment has one, it goes into parametros",
    "KOMMO__BASE_URL": "where a conta has one, it goes into parametros",
    **{
        f"PROVEDORES__{name.upper()}": "the provider's own address"
        for name in ("meta", "botconversa", "zapi", "twilio", "telegram", "sendgrid")
    },
}


def test_every_container_of_the_code_is_made_and_no_other() -> None:
    made = bicep.variables("documentos")["containers"]

    assert set(made) == _containers_of_the_code() - {VECTOR_FAMILY}
    assert len(made) == len(set(made))


def test_every_container_that_is_indexed_or_tested_is_made() -> None:
    made = {*bicep.variables("documentos")["containers"], VECTOR_FAMILY}

    assert made >= set(INDEXES) | set(CONTAINERS)


def test_every_queue_of_a_trigger_is_made_with_its_poison_and_no_other() -> None:
    made = bicep.variables("armazenamento")["queues"]

    assert {*made, *(f"{queue}-poison" for queue in made)} == set(QUEUES.values())
    names = {one.symbol: one.body["name"] for one in bicep.of_type(_QUEUE)}
    assert names == {"workQueues": "queue", "poisonQueues": "${queue}-poison"}


@pytest.mark.parametrize("modelo", ["openai:text-embedding-3-small", "azure:Meus_vetores.v2", "azure:a-b"])
def test_the_container_of_vectors_has_the_name_that_the_code_asks_for(modelo: str) -> None:
    named = bicep.variables("documentos")["vectors"]
    space = f"{modelo}-{1_536}".lower()

    for old, new in re.findall(r", '([^']+)', '([^']+)'\)", named):
        space = space.replace(old, new)

    assert f"vetores-{space}" == container_of(_Outside(modelo))


def test_without_an_outside_model_the_container_is_that_of_ngramas() -> None:
    ours = NgramasEmbedder()
    variables = bicep.variables("documentos")

    assert variables["lexicalDim"] == ours.dim
    assert f"vetores-ngramas-1-{ours.dim}" == container_of(ours)
    assert f"'{ours.modelo}-${{lexicalDim}}'" in bicep.code(bicep.AZURE / "modules/documentos.bicep")


def test_the_policy_of_vectors_is_that_of_the_adapter() -> None:
    (container,) = [one for one in bicep.of_type(_CONTAINER) if one.symbol == "vectorContainer"]
    wanted = vector_policies(dict.fromkeys(VECTORS[VECTOR_FAMILY], 1_536))
    variables = bicep.variables("documentos")
    resource = container.body["properties"]["resource"]

    paths = {one["path"] for one in wanted["indexing_policy"]["vectorIndexes"]}
    assert {variables["meaningPath"], variables["lexicalPath"]} == paths
    written = json.dumps(resource)
    for one in (
        *wanted["vector_embedding_policy"]["vectorEmbeddings"],
        *wanted["indexing_policy"]["vectorIndexes"],
    ):
        shared = {name: value for name, value in one.items() if isinstance(value, str) and name != "path"}
        assert all(f'"{name}": "{value}"' in written for name, value in shared.items())
    assert "${vector.path}/*" in written
    assert {f"{path}/*" for path in paths} == {
        one["path"] for one in wanted["indexing_policy"]["excludedPaths"]
    }


def test_every_setting_is_told_secret_or_left_alone_for_a_reason() -> None:
    names, secrets = set(_names(Settings)), set(_names(Settings, secret=True))
    told = set(_told("prod"))

    assert told <= names - secrets
    assert set(_LEFT_ALONE) <= names
    assert told.isdisjoint(_LEFT_ALONE)
    assert (told | secrets | set(_LEFT_ALONE)) - _OF_THE_HOST == names - _OF_THE_HOST


@pytest.mark.parametrize("stage", STAGES)
def test_what_a_deployment_tells_starts_the_app_in_the_cloud(stage: str) -> None:
    told = _told(stage) | dict.fromkeys(_parameters(stage)["secrets"], "x" * 48)
    cloud = {
        "WEBSITE_SITE_NAME": "func-retorno",
        "CANAL_PADRAO": "meta",
        "CONTA_PADRAO": "clinica",
        "DOCUMENTOS__ENDPOINT": "https://conta.documents.azure.com",
        "AzureWebJobsStorage__accountName": "conta",
        "AzureWebJobsStorage__credential": "managedidentity",
    }

    settings = load(told | cloud)

    assert settings.documentos.tipo == "cosmos"
    assert settings.documentos.chave is None
    assert settings.armazenamento.conta == "conta"


@pytest.mark.parametrize("stage", STAGES)
def test_what_comes_from_the_vault_is_a_secret_of_the_settings(stage: str) -> None:
    secrets = _parameters(stage)["secrets"]

    assert {one for one in secrets if not one.startswith("CANAIS__")} <= set(_names(Settings, secret=True))
    assert {"CHAVE_HMAC", "CHAVE_JWT"} <= set(secrets)


def test_both_stages_say_the_same_things() -> None:
    dev, prod = (_parameters(stage) for stage in STAGES)

    assert dev.keys() == prod.keys()
    assert dev["settings"].keys() == prod["settings"].keys()


@pytest.mark.parametrize("stage", STAGES)
def test_pages_that_may_call_are_named_one_by_one_and_bring_no_credentials(stage: str) -> None:
    origins = _parameters(stage)["origins"]
    (app,) = bicep.of_type("Microsoft.Web/sites")

    assert [origin(one) for one in origins] == origins
    assert app.body["properties"]["siteConfig"]["cors"] == {
        "allowedOrigins": "origins",
        "supportCredentials": False,
    }


def test_the_default_channel_is_one_that_can_send() -> None:
    parameter = bicep.tree(bicep.MAIN)["parameters"]["defaultChannel"]
    (allowed,) = [one["argument"] for one in parameter["decorators"] if one["type"] == "allowed"]

    assert set(allowed) == set(Provedor) - {Provedor.SIMULADO, Provedor.FORMULARIO}


_QUEUE = "Microsoft.Storage/storageAccounts/queueServices/queues"
_CONTAINER = "Microsoft.DocumentDB/databaseAccounts/sqlDatabases/containers"
# The host names these itself; the app only reads them.
_OF_THE_HOST = {
    "ARMAZENAMENTO__CONEXAO",
    "ARMAZENAMENTO__CONTA",
    "ARMAZENAMENTO__FILAS_URI",
    "WEBSITE_SITE_NAME",
}


class _Outside(NgramasEmbedder):
    dim = 1_536

    def __init__(self, modelo: str) -> None:
        self.modelo = modelo


def _parameters(stage: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((bicep.AZURE / f"parametros/{stage}.json").read_text(encoding="utf-8"))
    return found


def _told(stage: str) -> dict[str, str]:
    """The plain settings: of the stage, of the app's module, and those that main.bicep works out."""
    own: dict[str, str] = bicep.variables("aplicacao")["ofDocuments"]
    passed = bicep.tree(bicep.MAIN)["modules"]["aplicacao"]["config"]["params"]["settings"]
    computed = passed["function"]["parameters"]["arg_2"]
    return {**own, **dict.fromkeys(computed, ""), **_parameters(stage)["settings"]}


def _names(model: type[BaseModel], prefix: str = "", *, secret: bool = False) -> Iterator[str]:
    """The settings by their names in the environment; CANAIS__ are named by whoever runs it."""
    for name, field in model.model_fields.items():
        section, shown = field.annotation, prefix + name.upper()
        if isinstance(section, type) and issubclass(section, BaseModel):
            yield from _names(section, shown + "__", secret=secret)
        elif name != "canais" and (not secret or SecretStr.__name__ in str(section)):
            yield shown


def _containers_of_the_code() -> set[str]:
    sources = [path for folder in ("shared", "infra/migrar") for path in (ROOT / folder).rglob("*.py")]
    return {name for path in sources for name in _containers_of(path)}


def _containers_of(path: Path) -> Iterator[str]:
    """What a module calls its CONTAINER, and what it opens by a plain name."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        match node:
            case ast.Assign(targets=[ast.Name(id="CONTAINER")], value=ast.Constant(value=str(name))):
                yield name
            case ast.AnnAssign(target=ast.Name(id="CONTAINER"), value=ast.Constant(value=str(name))):
                yield name
            case ast.Call(func=ast.Attribute(attr="open"), args=[ast.Constant(value=str(name)), _]):
                yield name
