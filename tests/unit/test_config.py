"""Settings: a bad deployment is refused as a whole, and the refusal tells nobody a secret."""

import pytest

from shared.config import BadSettings, Settings, load
from shared.kit.canais import Provedor

GOOD = {"CHAVE_HMAC": "k" * 32, "CHAVE_JWT": "j" * 32}
CLOUD = {
    "WEBSITE_SITE_NAME": "retorno",
    "DOCUMENTOS__TIPO": "cosmos",
    "DOCUMENTOS__ENDPOINT": "https://conta.documents.azure.com",
    "CANAL_PADRAO": "meta",
}


def test_the_environment_is_read_by_level_and_empty_values_are_absent() -> None:
    settings = load(
        GOOD
        | {
            "DOCUMENTOS__TIPO": "cosmos",
            "DOCUMENTOS__ENDPOINT": "https://conta.documents.azure.com",
            "DOCUMENTOS__CHAVE": "",
            "AzureWebJobsStorage__accountName": "conta",
            "AzureWebJobsStorage": "",
            "PATH": "/bin",
        }
    )

    assert settings.documentos.tipo == "cosmos"
    assert settings.documentos.chave is None
    assert settings.armazenamento.conta == "conta"
    assert settings.armazenamento.conexao is None


@pytest.mark.parametrize(
    "bad",
    [
        {"CHAVE_HMAC": "curta"},
        {"CHAVE_HMAC": ""},
        {"CHAVE_JWT": "j" * 31},
        {"CHAVE_JWT": ""},
        {"CADASTRO": "livre"},
        {"ADMIN_SENHA": "curta"},
        {"ACCESS_TOKEN_EXPIRE_MINUTES": "0"},
        {"API_TOKEN": "curto"},
        {"CONTA_PADRAO": "Com Espaço"},
        {"LOG_LEVEL": "ALTO"},
        {"DOCUMENTOS__TIPO": "cosmos"},
        {"GROQ": "gsk", "GROQ__API_KEY": "gsk"},
        {"LLM_PRAZO_S": "0"},
        {"LLM_PRECOS": "modelo=caro"},
        {"CANAL_PADRAO": "pombo"},
        {"WEBSITE_SITE_NAME": "retorno"},
        {"EMBEDDINGS__MODELO": "outro"},
        {"EMBEDDINGS__MODELO": "openai:"},
        {"EMBEDDINGS__MODELO": "openai:text-embedding-3-small"},
        {"EMBEDDINGS__MODELO": "azure:vetores", "AZURE_OPENAI__API_KEY": "chave"},
        {"EMBEDDINGS__DIM": "4096"},
        {"CHAVE_JWT": "@Microsoft.KeyVault(SecretUri=https://cofre.vault.azure.net/secrets/CHAVE-JWT)"},
    ],
    ids=str,
)
def test_a_bad_setting_is_refused(bad: dict[str, str], caplog: pytest.LogCaptureFixture) -> None:
    with pytest.raises(BadSettings) as refused:
        load(GOOD | bad)

    assert "curta" not in caplog.text
    assert "curto" not in caplog.text
    assert "CHAVE" not in refused.value.detail


@pytest.mark.parametrize(
    "of_one_machine",
    [
        {"API_TOKEN": "somente-local-token-de-demonstracao"},
        {"CANAIS__META": '{"app_secret": "somente-local-segredo"}'},
        {"CANAL_PADRAO": "simulado"},
        {"CANAL_PADRAO": ""},
        {"DOCUMENTOS__TIPO": "sqlite"},
    ],
    ids=str,
)
def test_the_cloud_refuses_what_is_for_one_machine_only(of_one_machine: dict[str, str]) -> None:
    assert isinstance(load(GOOD | CLOUD), Settings)
    with pytest.raises(BadSettings):
        load(GOOD | CLOUD | of_one_machine)


def test_channels_are_read_by_the_names_that_contas_give_them() -> None:
    settings = load(GOOD | {"CANAIS__META": '{"token": "EAAG"}', "CANAIS__Z_API": "{}", "CANAIS__VAZIO": ""})

    assert set(settings.canais) == {"meta", "z_api"}
    assert settings.canais["meta"].get_secret_value() == '{"token": "EAAG"}'
    assert settings.canal_padrao is Provedor.SIMULADO


def test_secrets_do_not_show_when_settings_are_printed() -> None:
    shown = repr(load(GOOD | {"CANAIS__META": '{"token": "EAAG"}'}))

    assert "k" * 32 not in shown
    assert "EAAG" not in shown
