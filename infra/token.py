"""`python -m infra.token`: makes a conta where it is missing, issues an API token for it and prints it, this once."""

import argparse
import asyncio
import re
import sys
from collections.abc import Sequence
from pathlib import Path

from infra.local.settings import SettingsError, apply, read_local
from shared.contas.models import Conta
from shared.kit.auth import Papel
from shared.kit.errors import RetornoError
from shared.wiring import base, contas

_CONTA = re.compile(r"[a-z0-9][a-z0-9-]{1,39}")


def main(arguments: Sequence[str] | None = None) -> int:
    """The settings are those of the app: the environment first, then local.settings.json or its sample."""
    options = _parse(arguments)
    try:
        values, _ = read_local(Path.cwd())
        apply(values)
        token = asyncio.run(_issue(options))
    except (SettingsError, RetornoError) as error:
        print(f"O token não foi emitido: {error}", file=sys.stderr)  # noqa: T201  # a command-line tool
        return 1
    print("Guarde este token agora: só o seu resumo criptográfico fica gravado.", file=sys.stderr)  # noqa: T201  # as above
    print(token)  # noqa: T201  # alone on standard output, for a pipe into a secret store
    return 0


def _parse(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m infra.token", description=__doc__)
    parser.add_argument("--conta", type=_conta, required=True, help="letras minúsculas, números e hífens")
    parser.add_argument("--papel", type=Papel, choices=list(Papel), required=True)
    parser.add_argument("--nome", required=True, help="quem vai usar o token; aparece na auditoria")
    return parser.parse_args(arguments)


def _conta(text: str) -> str:
    if not _CONTA.fullmatch(text):
        raise argparse.ArgumentTypeError("use de 2 a 40 letras minúsculas, números e hífens")
    return text


async def _issue(options: argparse.Namespace) -> str:
    try:
        service = contas.conta_service()
        await service.open_conta(Conta(id=options.conta, nome=options.conta))
        return await service.issue_token(options.conta, options.nome, options.papel)
    finally:
        await base.documents().close()


if __name__ == "__main__":
    sys.exit(main())
