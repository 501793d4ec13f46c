"""local.settings.sample.json names every setting there is, no other, and works as it stands."""

import json
from collections.abc import Iterator
from typing import Any

from pydantic import BaseModel

from shared.config import SAMPLE_SECRET, Settings, load
from tests.contract.fresh import ROOT

# Named by the Functions host, not by us: its worker, its storage.
_OF_THE_HOST = {
    "FUNCTIONS_WORKER_RUNTIME",
    "AzureWebJobsFeatureFlags",
    "AzureWebJobsStorage",
    "AzureWebJobsStorage__accountName",
    "AzureWebJobsStorage__queueServiceUri",
}
# Fields that the host's own names fill, or that only the cloud sets.
_FILLED_BY_THE_HOST = {"ARMAZENAMENTO", "WEBSITE_SITE_NAME"}
# Whoever runs it names the channels' credentials.
_NAMED_BY_CONTAS = "CANAIS__"


def test_the_sample_names_each_setting_once_and_no_other() -> None:
    named = {name for name in _values() if not name.startswith(_NAMED_BY_CONTAS)}

    assert named - _OF_THE_HOST == set(_names(Settings)) - {"CANAIS"}
    assert set(_values()) >= _OF_THE_HOST


def test_the_sample_is_a_working_configuration_for_one_machine() -> None:
    settings = load(_values())

    assert settings.documentos.tipo == "sqlite"
    assert settings.armazenamento.conexao is not None


def test_the_sample_holds_no_real_secret() -> None:
    secrets = [value for name, value in _values().items() if name.endswith(("HMAC", "TOKEN", "KEY", "CHAVE"))]

    assert all(not value or value.startswith(SAMPLE_SECRET) for value in secrets)
    assert any(secrets)


def test_the_sample_s_channels_hold_no_real_secret_and_are_readable() -> None:
    channels = [json.loads(value) for name, value in _values().items() if name.startswith(_NAMED_BY_CONTAS)]

    assert channels
    assert all(secret.startswith(SAMPLE_SECRET) for channel in channels for secret in channel.values())


def _values() -> dict[str, str]:
    sample: dict[str, Any] = json.loads((ROOT / "local.settings.sample.json").read_text(encoding="utf-8"))
    return dict(sample["Values"])


def _names(model: type[BaseModel], prefix: str = "") -> Iterator[str]:
    for name, field in model.model_fields.items():
        shown = prefix + name.upper()
        if shown in _FILLED_BY_THE_HOST:
            continue
        section = field.annotation
        if isinstance(section, type) and issubclass(section, BaseModel):
            yield from _names(section, shown + "__")
        else:
            yield shown
