"""What no deployment of ours may be: reached by a key, spoken to in the clear, open to the public, or unwatched.

No compiler of Bicep runs here, so what one would refuse first is looked for too: names, parameters, outputs.
"""

import json
import re
from pathlib import Path
from typing import Any

import pytest

from tests.contract import bicep
from tests.contract.azure_documentado import BUILT_IN_ROLES

_BICEP = pytest.mark.parametrize("path", bicep.files(), ids=lambda path: path.stem)
_MOST_SHARING = 25  # containers, in a Cosmos database that shares its throughput
_WATCHED = {
    "Microsoft.Storage/storageAccounts/blobServices",
    "Microsoft.Storage/storageAccounts/queueServices",
    "Microsoft.Storage/storageAccounts/tableServices",
    "Microsoft.DocumentDB/databaseAccounts",
    "Microsoft.KeyVault/vaults",
    "Microsoft.Web/sites",
}
# What the app's identity may do, and where. Another line here is a decision.
_ROLES = {
    # of tables only where they keep flows
    "armazenamento": {
        "Storage Blob Data Owner",
        "Storage Queue Data Contributor",
        "Storage Table Data Contributor",
    },
    "cofre": {"Key Vault Secrets User", "Key Vault Secrets Officer"},  # the Officer deploys
    "documentos": {"Cosmos DB Built-in Data Contributor"},
    "fluxos": {"Durable Task Data Contributor"},
    "observabilidade": {"Monitoring Metrics Publisher"},
}
# `ttl` counts where a document has one; this is how the parser writes the number.
_MINUS_ONE = {"operator": {"type": "minus", "operands": {"integer_value": 1}}}
_GUID = re.compile(r"'([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})'")


@_BICEP
def test_no_key_is_asked_for_or_written_down(path: Path) -> None:
    text = path.read_text(encoding="utf-8")

    assert not re.search(r"listKeys|listAccountSas|listServiceSas|listConnectionStrings|listSecrets", text)
    assert not re.search(
        r"AccountKey|SharedAccess|primaryKey|MasterKey|InstrumentationKey", text, re.IGNORECASE
    )
    assert "AzureWebJobsStorage:" not in text


@pytest.mark.parametrize(
    ("kind", "wanted"),
    [
        (
            "Microsoft.Storage/storageAccounts",
            {
                "allowBlobPublicAccess": False,
                "allowSharedKeyAccess": False,
                "minimumTlsVersion": "TLS1_2",
                "supportsHttpsTrafficOnly": True,
            },
        ),
        ("Microsoft.Storage/storageAccounts/blobServices/containers", {"publicAccess": "None"}),
        (
            "Microsoft.DocumentDB/databaseAccounts",
            {
                "disableLocalAuth": True,
                "disableKeyBasedMetadataWriteAccess": True,
                "minimalTlsVersion": "Tls12",
            },
        ),
        ("Microsoft.KeyVault/vaults", {"enableRbacAuthorization": True, "enableSoftDelete": True}),
        ("Microsoft.Insights/components", {"DisableLocalAuth": True, "DisableIpMasking": False}),
        ("Microsoft.Web/sites", {"httpsOnly": True, "keyVaultReferenceIdentity": "identityId"}),
        ("Microsoft.Web/sites/basicPublishingCredentialsPolicies", {"allow": False}),
    ],
)
def test_each_resource_of_a_kind_is_closed(kind: str, wanted: dict[str, Any]) -> None:
    found = bicep.of_type(kind)

    assert found
    for one in found:
        assert {name: one.body["properties"].get(name) for name in wanted} == wanted


def test_the_app_speaks_tls_1_2_at_least_and_takes_no_password() -> None:
    (app,) = bicep.of_type("Microsoft.Web/sites")
    site = app.body["properties"]["siteConfig"]

    assert (site["minTlsVersion"], site["scmMinTlsVersion"]) == ("1.2", "1.2")
    names = {
        one.body["name"] for one in bicep.of_type("Microsoft.Web/sites/basicPublishingCredentialsPolicies")
    }
    assert names == {"ftp", "scm"}


def test_the_package_is_read_and_the_storage_reached_by_identity() -> None:
    (app,) = bicep.of_type("Microsoft.Web/sites")
    deployed = app.body["properties"]["functionAppConfig"]["deployment"]["storage"]
    host = bicep.variables("aplicacao")["ofTheHost"]

    assert deployed["authentication"]["type"] == "UserAssignedIdentity"
    assert host["AzureWebJobsStorage__credential"] == "managedidentity"
    assert host["AZURE_CLIENT_ID"] == host["AzureWebJobsStorage__clientId"] == "clientId"


def test_what_can_be_watched_sends_to_the_workspace() -> None:
    watched = {(one.file, one.symbol) for one in bicep.resources() if one.type in _WATCHED}
    settings = bicep.of_type("Microsoft.Insights/diagnosticSettings")

    assert {(one.file, one.body["scope"]) for one in settings} == watched
    for one in settings:
        properties = one.body["properties"]
        assert properties["workspaceId"] == "workspaceId"
        assert all(kind["enabled"] is True for kind in (*properties.get("logs", ()), *properties["metrics"]))


def test_the_identity_has_the_roles_that_were_decided_and_no_other() -> None:
    found = {path.stem: set(_GUID.findall(path.read_text(encoding="utf-8"))) for path in bicep.files()}

    assert {name: roles for name, roles in found.items() if roles} == {
        name: {BUILT_IN_ROLES[role] for role in roles} for name, roles in _ROLES.items()
    }
    grants = bicep.of_type("Microsoft.Authorization/roleAssignments")
    assert {(one.file, one.body["scope"]) for one in grants} == {
        ("armazenamento", "account"),
        ("cofre", "vault"),
        ("fluxos", "hub"),
        ("observabilidade", "insights"),
    }
    (documents,) = bicep.of_type("Microsoft.DocumentDB/databaseAccounts/sqlRoleAssignments")
    assert documents.body["properties"]["scope"] == "${account.id}/dbs/${sqlDatabase.name}"


def test_every_container_is_parted_by_conta_and_lets_documents_expire() -> None:
    containers = bicep.of_type("Microsoft.DocumentDB/databaseAccounts/sqlDatabases/containers")

    assert len(containers) == 2
    for one in containers:
        resource = one.body["properties"]["resource"]
        assert resource["partitionKey"]["paths"] == ["/pk"]
        assert resource["defaultTtl"] == _MINUS_ONE
        assert resource["indexingPolicy"]["includedPaths"] == ["everyPath"]


def test_with_autoscale_no_more_containers_share_than_may() -> None:
    variables = bicep.variables("documentos")

    assert set(variables["busy"]) <= set(variables["containers"])
    assert len(variables["containers"]) - len(variables["busy"]) <= _MOST_SHARING
    assert set(variables["withBody"]) <= set(variables["containers"])


def test_whatever_can_carry_tags_carries_them() -> None:
    placed = [one for one in bicep.resources() if "location" in one.body]

    assert {one.symbol for one in placed if "tags" not in one.body} == set()
    assert len(placed) >= 9


@_BICEP
def test_every_name_that_is_given_is_used(path: Path) -> None:
    code = bicep.code(path)

    unused = {
        name
        for kind in ("parameters", "variables")
        for name in bicep.tree(path).get(kind, {})
        if len(re.findall(rf"\b{name}\b", code)) < 2
    }

    assert unused == set()


@_BICEP
def test_every_name_that_a_text_asks_for_is_given(path: Path) -> None:
    code = bicep.code(path)
    bound = set(re.findall(r"\bfor (\w+) in|\b(\w+) =>", code))
    given = bicep.declared(path) | {name for pair in bound for name in pair if name}
    functions = {"replace", "uniqueString", "toLower"}

    asked = set(re.findall(r"\$\{(\w+)", code))

    assert asked <= given | functions


def test_every_module_gets_the_parameters_it_asks_for() -> None:
    for name, it in bicep.tree(bicep.MAIN)["modules"].items():
        target = bicep.AZURE / it["detail"]["path"]
        asked = bicep.tree(target)["parameters"]
        needed = {one for one, parameter in asked.items() if parameter["default"] is None}
        passed = _config(it)["params"]

        assert needed <= set(passed) <= set(asked), name


def test_every_output_that_is_read_is_given() -> None:
    modules = bicep.tree(bicep.MAIN)["modules"]

    read = re.findall(r"\b(\w+)!?\.outputs\.(\w+)", bicep.code(bicep.MAIN))

    assert len(read) > 10
    for name, output in read:
        assert output in bicep.tree(bicep.AZURE / modules[name]["detail"]["path"])["outputs"], (name, output)


def test_every_module_is_part_of_the_deployment() -> None:
    used = {it["detail"]["path"] for it in bicep.tree(bicep.MAIN)["modules"].values()}

    assert used == {f"modules/{path.name}" for path in bicep.files()[1:]}


def test_every_parameter_of_the_deployment_has_a_value_from_azd() -> None:
    file = json.loads((bicep.AZURE / "main.parameters.json").read_text(encoding="utf-8"))

    assert set(file["parameters"]) == set(bicep.tree(bicep.MAIN)["parameters"])


def test_what_main_reads_of_a_stage_is_there() -> None:
    read = set(re.findall(r"\bof\.(\w+)", bicep.code(bicep.MAIN)))

    for stage in ("dev", "prod"):
        assert read == set(json.loads((bicep.AZURE / f"parametros/{stage}.json").read_text(encoding="utf-8")))


def _config(it: dict[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = it["config"]
    while "config" in found:
        found = found["config"]
    return found
