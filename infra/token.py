"""`python -m infra.token`: makes a conta where it is missing, issues an API token for it and prints it, this once."""

import argparse
import asyncio
import sys
from collections.abc import Sequence
from pathlib import Path

from infra.conta import conta_slug
from infra.local.settings import SettingsError, apply, read_local
from shared.contas.credencial_models import Pedido
from shared.contas.models import Conta, TipoAcesso
from shared.kit.auditing import Nota
from shared.kit.auth import Papel
from shared.kit.errors import RetornoError
from shared.wiring import base, contas, credenciais

_COMMAND = "make token"


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
    parser.add_argument("--conta", type=conta_slug, required=True, help="letras minúsculas, números e hífens")
    parser.add_argument("--papel", type=Papel, choices=list(Papel), required=True)
    parser.add_argument("--nome", required=True, help="quem vai usar o token; aparece na lista da conta")
    return parser.parse_args(arguments)


async def _issue(options: argparse.Namespace) -> str:
    """On the audit first, then in the list of the conta's credenciais."""
    try:
        await contas.conta_store().add(Conta(id=options.conta, nome=options.conta))
        await contas.auditoria_service().note(
            Nota(options.conta, _COMMAND, "token.emitir", "/auth/tokens", {"papel": options.papel})
        )
        pedido = Pedido(TipoAcesso.TOKEN, criado_por=_COMMAND, nome=options.nome, papel=options.papel)
        return (await credenciais.credencial_service().issue(options.conta, pedido)).segredo
    finally:
        await base.documents().close()


if __name__ == "__main__":
    sys.exit(main())
