"""`python -m infra.azure.segredos`: makes, once, the secrets that need only be random; azd runs it after provisioning.

What is in the vault is never replaced: with another CHAVE_HMAC no identity, consent or credential would be found again.
"""

import json
import os
import secrets
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

# A role that was just given takes minutes to hold.
_TRIES, _PAUSE_S = 20, 15.0
_GENERATED: dict[str, Callable[[], str]] = {
    "CHAVE_HMAC": lambda: secrets.token_urlsafe(48),
    "CHAVE_JWT": lambda: secrets.token_urlsafe(48),
    "ADMIN_SENHA": lambda: secrets.token_urlsafe(18),
}
_REFRESH = (
    "https://management.azure.com{app}/config/configreferences/appsettings/refresh?api-version=2022-03-01"
)
Az = Callable[[Sequence[str]], str]


class SecretsError(Exception):
    """The vault is not as the app needs it; the message says what to do."""


def main(environ: Mapping[str, str] = os.environ) -> int:
    try:
        names = [name for name in environ["RETORNO_SEGREDOS"].split(",") if name]
        made = ensure(names, vault=environ["RETORNO_COFRE"], az=_az)
        if made:
            _az(["rest", "--method", "post", "--url", _REFRESH.format(app=environ["RETORNO_APP_ID"])])
    except KeyError as error:
        print(f"{error} is missing: azd gives it after `azd provision`", file=sys.stderr)
        return 1
    except SecretsError as error:
        print(error, file=sys.stderr)
        return 1
    print(f"Secrets in {environ['RETORNO_COFRE']}: {len(names)}, made now: {', '.join(made) or 'none'}")
    return 0


def ensure(
    names: Sequence[str], *, vault: str, az: Az, sleep: Callable[[float], None] = time.sleep
) -> list[str]:
    """Make those of `names` that are missing and may be random; which ones. Raises `SecretsError` for the others."""
    held = set(_held(vault, az, sleep))
    missing = [name for name in names if in_vault(name) not in held]
    if strangers := [name for name in missing if name not in _GENERATED]:
        wanted = ", ".join(in_vault(name) for name in strangers)
        raise SecretsError(f"{vault} lacks {wanted}: put it there, or take it out of infra/azure/parametros")
    for name in missing:
        _put(vault, in_vault(name), _GENERATED[name](), az)
    return missing


def in_vault(setting: str) -> str:
    """The name of a setting's secret: a vault allows letters, digits and `-`."""
    return setting.replace("_", "-")


def _held(vault: str, az: Az, sleep: Callable[[float], None]) -> list[str]:
    for _ in range(_TRIES - 1):
        try:
            return _list(vault, az)
        except SecretsError:
            sleep(_PAUSE_S)
    return _list(vault, az)


def _list(vault: str, az: Az) -> list[str]:
    listed: list[str] = json.loads(
        az(["keyvault", "secret", "list", "--vault-name", vault, "--query", "[].name", "--output", "json"])
    )
    return listed


def _put(vault: str, name: str, value: str, az: Az) -> None:
    """By a file that only we can read: what a command line says, every process of the machine can."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "segredo"
        file.write_text(value, encoding="utf-8")
        command = ["keyvault", "secret", "set", "--vault-name", vault, "--name", name, "--file", str(file)]
        az([*command, "--encoding", "utf-8", "--output", "none"])


def _az(arguments: Sequence[str]) -> str:
    try:
        done = subprocess.run(["az", *arguments], capture_output=True, text=True, check=False)
    except FileNotFoundError:
        raise SecretsError("az, the Azure CLI, is needed: install it, then `az login`") from None
    if done.returncode:
        raise SecretsError(done.stderr.strip())
    return done.stdout


if __name__ == "__main__":
    sys.exit(main())
