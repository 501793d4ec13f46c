"""The settings of the app as one frozen model; only `wiring` reads it, and importing it reads nothing."""

from collections.abc import Mapping
from typing import Any, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, SecretStr, ValidationError, model_validator

from shared.kit.canais import Provedor
from shared.kit.errors import RetornoError
from shared.kit.logging import get_logger

_log = get_logger(__name__)


class BadSettings(RetornoError):
    """The deployment is wrong, not the caller. The message names no setting: it may be shown by a probe."""

    slug, title = "configuracao-invalida", "Configuração inválida"
    default_detail = "A configuração desta instalação está incompleta ou inválida."


class _Section(BaseModel):
    model_config = ConfigDict(frozen=True, extra="ignore", str_strip_whitespace=True, defer_build=True)


class Documentos(_Section):
    """`sqlite` is one file at `caminho`; `cosmos` an account, by key or else by managed identity."""

    tipo: Literal["sqlite", "cosmos"] = "sqlite"
    caminho: str = ".retorno/documentos.db"
    endpoint: str = ""
    chave: SecretStr | None = None
    banco: str = "retorno"


class Groq(_Section):
    """`modelo_audio` is what listens to recordings."""

    api_key: SecretStr | None = None
    base_url: str = "https://api.groq.com"
    modelo_audio: str = "whisper-large-v3-turbo"


class OpenAi(_Section):
    api_key: SecretStr | None = None
    base_url: str = "https://api.openai.com/v1"


class AzureOpenAi(_Section):
    endpoint: str = ""
    api_key: SecretStr | None = None


class Embeddings(_Section):
    """What turns texts into vectors: `use` (offline), `ngramas`, `openai:<model>` or `azure:<deployment>`. None named:
    `use` where its package is there, else `ngramas`. `dim` is how long an outside model's vectors are made.
    """

    modelo: str = Field(default="", pattern=r"^(use|ngramas|(openai|azure):[\w.-]+)?$")
    dim: int = Field(default=1_536, ge=64, le=3_072)


class Armazenamento(_Section):
    """The host's own storage, where the queues live: a connection string or an account."""

    conexao: SecretStr | None = None
    conta: str = ""
    filas_uri: str = ""


class Kommo(_Section):
    """The CRM whose fields are kept current for `conta_padrao`; `base_url` is `https://sub.kommo.com`."""

    base_url: str = ""
    token: SecretStr | None = None


class Provedores(_Section):
    """Where the providers' APIs live, each as their documentation has it, with its version."""

    meta: str = "https://graph.facebook.com/v23.0"
    botconversa: str = "https://backend.botconversa.com.br/api/v1/webhook"
    zapi: str = "https://api.z-api.io"
    twilio: str = "https://api.twilio.com/2010-04-01"
    telegram: str = "https://api.telegram.org"
    sendgrid: str = "https://api.sendgrid.com/v3"


class Settings(_Section):
    """Every setting of Retorno; the names are those of the environment in lower case, `__` between levels.

    `chave_jwt` signs log-ins for `access_token_expire_minutes`. `cadastro` says who may sign up by themselves.
    `basic_auth_users` are S4's, `user:password` separated by commas, in `conta_padrao`. `admin_usuario` and
    `admin_senha` make its first admin, at the first log-in with them. `limite_por_minuto` is requests per principal.
    `canal_padrao` carries the messages of a conta that chose no channel. `canais` are the channels' credentials, each a
    JSON object of texts, by the names that contas give them. `public_base_url` is how providers see our address.

    `llm_modelos` is the ordered list, `provedor:modelo` separated by commas; one without a key is passed
    over, and after the last come the rules. `llm_prazo_s` is the most seconds one language task may take.
    `llm_precos` is US dollars per million tokens, `modelo=entrada/saida`, for the cost in the logs.
    """

    chave_hmac: SecretStr = Field(min_length=32)
    chave_jwt: SecretStr = Field(min_length=32)
    access_token_expire_minutes: int = Field(default=30, ge=1, le=1440)
    cadastro: Literal["convite", "aberto", "fechado"] = "convite"
    basic_auth_users: SecretStr | None = None
    admin_usuario: str = ""
    admin_senha: SecretStr | None = Field(default=None, min_length=12)
    limite_por_minuto: int = Field(default=600, ge=1)
    conta_padrao: str = Field(default="demonstracao", pattern=r"^[a-z0-9][a-z0-9-]{1,39}$")
    api_token: SecretStr | None = Field(default=None, min_length=16)
    log_level: Literal["DEBUG", "INFO", "WARNING", "ERROR", "CRITICAL"] = "INFO"
    llm_modelos: str = "groq:openai/gpt-oss-20b,groq:openai/gpt-oss-120b"
    llm_prazo_s: float = Field(default=20, gt=0, le=120)
    llm_precos: str = Field(
        default="groq:openai/gpt-oss-20b=0.075/0.30,groq:openai/gpt-oss-120b=0.15/0.60",
        pattern=r"^([^=,]+=\d+(\.\d+)?/\d+(\.\d+)?(,|$))*$",
    )
    documentos: Documentos = Documentos()
    canal_padrao: Provedor = Provedor.SIMULADO
    canais: dict[str, SecretStr] = Field(default_factory=dict)
    public_base_url: str = ""
    provedores: Provedores = Provedores()
    kommo: Kommo = Kommo()
    groq: Groq = Groq()
    openai: OpenAi = OpenAi()
    azure_openai: AzureOpenAi = AzureOpenAi()
    embeddings: Embeddings = Embeddings()
    armazenamento: Armazenamento = Armazenamento()
    website_site_name: str = ""

    @model_validator(mode="after")
    def _refuse_what_cannot_work(self) -> Self:
        if self.documentos.tipo == "cosmos" and not self.documentos.endpoint:
            raise ValueError("Cosmos DB needs an endpoint")
        provider = self.embeddings.modelo.partition(":")[0]
        if (provider == "openai" and not self.openai.api_key) or (
            provider == "azure" and not (self.azure_openai.api_key and self.azure_openai.endpoint)
        ):
            raise ValueError("the model of the embeddings needs its provider's key")
        of_one_machine = self.documentos.tipo == "sqlite" or self.canal_padrao is Provedor.SIMULADO
        if self.website_site_name and (of_one_machine or self._has_sample_secret()):
            raise ValueError("what is for one machine only may not run in the cloud")
        return self

    def _has_sample_secret(self) -> bool:
        ours = (self.chave_hmac, self.chave_jwt, self.api_token, self.admin_senha, self.basic_auth_users)
        secrets = (*ours, *self.canais.values())
        return any(secret and SAMPLE_SECRET in secret.get_secret_value() for secret in secrets)


SAMPLE_SECRET = "somente-local-"
# What the platform leaves in a setting whose secret it cannot read: long enough to pass for a key, and known to all.
_REFERENCE = "@Microsoft.KeyVault("
# The Functions host names its storage setting itself, as a value and as a section at once.
_HOST_NAMES = {
    "azurewebjobsstorage": "conexao",
    "azurewebjobsstorage__accountname": "conta",
    "azurewebjobsstorage__queueserviceuri": "filas_uri",
}


def load(environment: Mapping[str, str]) -> Settings:
    """The settings found in `environment`; empty values count as absent. Raises `BadSettings`."""
    if unresolved := sorted(name.lower() for name, value in environment.items() if _REFERENCE in value):
        _log.error("settings.unresolved", extra={"campos": ", ".join(unresolved)})
        raise BadSettings
    values: dict[str, Any] = {}
    for name, value in environment.items():
        if value.strip():
            _place(values, name.lower(), value)
    try:
        return Settings.model_validate(values)
    except ValidationError as error:
        places = [
            ".".join(map(str, detail["loc"])) or detail["msg"] for detail in error.errors(include_input=False)
        ]
        _log.error("settings.invalid", extra={"campos": ", ".join(places)})
        raise BadSettings from None


def _place(values: dict[str, Any], name: str, value: str) -> None:
    if name in _HOST_NAMES:
        values.setdefault("armazenamento", {})[_HOST_NAMES[name]] = value
        return
    section, _, key = name.partition("__")
    if key and section in Settings.model_fields:
        if isinstance(inside := values.setdefault(section, {}), dict):  # else it is refused as a whole
            inside[key] = value
    elif name in Settings.model_fields:
        values[name] = value
