"""The secrets of a first deployment: made once, never again, never shown on a command line."""

import json
from collections.abc import Sequence
from pathlib import Path

import pytest

from infra.azure.segredos import SecretsError, ensure

VAULT = "kv-retorno-dev"


class FakeAz:
    """The two commands of `az` that are used, over a vault in memory; the first `deaf` calls are refused."""

    def __init__(self, secrets: dict[str, str], *, deaf: int = 0) -> None:
        self.secrets = secrets
        self.deaf = deaf
        self.commands: list[str] = []

    def __call__(self, arguments: Sequence[str]) -> str:
        self.commands.append(" ".join(arguments))
        if self.deaf > 0:
            self.deaf -= 1
            raise SecretsError("ForbiddenByRbac")
        options = dict(zip(arguments[3::2], arguments[4::2], strict=False))
        assert options["--vault-name"] == VAULT
        if arguments[2] == "list":
            return json.dumps(list(self.secrets))
        self.secrets[options["--name"]] = Path(options["--file"]).read_text(encoding="utf-8")
        return ""


def test_missing_random_secrets_are_made_long_and_different() -> None:
    az = FakeAz({})

    made = ensure(["CHAVE_HMAC", "CHAVE_JWT", "ADMIN_SENHA"], vault=VAULT, az=az)

    assert made == ["CHAVE_HMAC", "CHAVE_JWT", "ADMIN_SENHA"]
    assert set(az.secrets) == {"CHAVE-HMAC", "CHAVE-JWT", "ADMIN-SENHA"}
    assert min(len(az.secrets["CHAVE-HMAC"]), len(az.secrets["CHAVE-JWT"])) >= 32
    assert len(set(az.secrets.values())) == 3


def test_what_the_vault_holds_is_never_replaced() -> None:
    az = FakeAz({"CHAVE-HMAC": "a de sempre", "CHAVE-JWT": "outra"})

    made = ensure(["CHAVE_HMAC", "CHAVE_JWT"], vault=VAULT, az=az)

    assert made == []
    assert az.secrets == {"CHAVE-HMAC": "a de sempre", "CHAVE-JWT": "outra"}


def test_no_secret_stands_on_a_command_line() -> None:
    az = FakeAz({})

    ensure(["CHAVE_HMAC"], vault=VAULT, az=az)

    assert az.secrets["CHAVE-HMAC"] not in " ".join(az.commands)


def test_a_secret_that_only_a_provider_can_give_is_asked_for_before_anything_is_made() -> None:
    az = FakeAz({})

    with pytest.raises(SecretsError, match="GROQ--API-KEY"):
        ensure(["CHAVE_HMAC", "GROQ__API_KEY"], vault=VAULT, az=az)

    assert az.secrets == {}


def test_a_role_that_does_not_hold_yet_is_waited_for() -> None:
    az, pauses = FakeAz({}, deaf=3), list[float]()

    made = ensure(["CHAVE_JWT"], vault=VAULT, az=az, sleep=pauses.append)

    assert made == ["CHAVE_JWT"]
    assert len(pauses) == 3
