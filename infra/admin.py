"""`python -m infra.admin`: makes a usuario an admin of a conta, the first one included; the conta too where missing.

The password comes from `SENHA`, else from the keyboard, else it is made up and printed, this once.
"""

import argparse
import asyncio
import getpass
import os
import sys
from collections.abc import Sequence
from pathlib import Path

from infra.conta import conta_slug
from infra.local.settings import SettingsError, apply, read_local
from shared.contas.admissao import Candidato
from shared.contas.errors import NameTaken
from shared.contas.models import Conta
from shared.contas.service import provisional_password
from shared.contas.usuarios import Cadastro
from shared.kit.auth import Papel
from shared.kit.errors import RetornoError
from shared.kit.validation import parse_fields
from shared.wiring import base, contas

_COMMAND = "make admin"


def main(arguments: Sequence[str] | None = None) -> int:
    """The settings are those of the app: the environment first, then local.settings.json or its sample."""
    options = _parse(arguments)
    try:
        values, _ = read_local(Path.cwd())
        apply(values)
        candidato = _candidato(options, _typed_password())
        asyncio.run(_appoint(candidato))
    except (SettingsError, RetornoError) as error:
        for line in _explained(error):
            print(line, file=sys.stderr)  # noqa: T201  # a command-line tool
        return 1
    print(f"{candidato.username} administra a conta {candidato.conta}.", file=sys.stderr)  # noqa: T201  # as above
    if candidato.senha_provisoria:
        print("Guarde esta senha agora e troque-a ao entrar: ela não aparece de novo.", file=sys.stderr)  # noqa: T201  # as above
        print(candidato.senha)  # noqa: T201  # alone on standard output, for a pipe into a secret store
    return 0


def _parse(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m infra.admin", description=__doc__)
    parser.add_argument("--conta", type=conta_slug, required=True, help="letras minúsculas, números e hífens")
    parser.add_argument("--usuario", required=True, help="o nome com que a pessoa entra")
    parser.add_argument("--email", required=True, help="de quem é novo: entra com ele também")
    return parser.parse_args(arguments)


def _typed_password() -> str | None:
    """What was chosen for the usuario, or None: then one is made up."""
    if senha := os.environ.get("SENHA"):
        return senha
    if not sys.stdin.isatty():
        return None
    return getpass.getpass("Senha (vazia para gerar uma): ") or None


def _candidato(options: argparse.Namespace, typed: str | None) -> Candidato:
    """Held to the rules of every sign-up. Raises `InvalidInput`."""
    senha = typed or provisional_password()
    fields = {"username": options.usuario, "email": options.email, "password": senha}
    cadastro = parse_fields(Cadastro, fields)
    return Candidato(
        conta=options.conta,
        papel=Papel.ADMIN,
        origem=_COMMAND,
        username=cadastro.username,
        senha=senha,
        email=cadastro.email,
        senha_provisoria=typed is None,
    )


async def _appoint(candidato: Candidato) -> None:
    try:
        await contas.conta_store().add(Conta(id=candidato.conta, nome=candidato.conta))
        await contas.nomeacao().appoint(candidato)
    finally:
        await base.documents().close()


def _explained(error: SettingsError | RetornoError) -> list[str]:
    if isinstance(error, NameTaken):
        return ["Nada foi feito: este nome ou e-mail já é de alguém em outra conta."]
    fields = error.errors if isinstance(error, RetornoError) else ()
    names = {"#/username": "USUARIO", "#/email": "EMAIL", "#/password": "SENHA"}
    return [
        f"Nada foi feito: {error}",
        *(f"  {names.get(wrong.pointer, wrong.pointer)} {wrong.detail}" for wrong in fields),
    ]


if __name__ == "__main__":
    sys.exit(main())
