"""`python -m infra.migrar`: brings the data of a system that Retorno replaces, from its exported tables.

Runs as often as one likes: what came in before is not repeated, and what people changed here since stays.
"""

import argparse
import asyncio
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from zoneinfo import ZoneInfo

from infra.conta import conta_slug
from infra.local.settings import SettingsError, apply, read_local
from infra.migrar.arquivos import Arquivo, Inutilizavel, find
from infra.migrar.cofre import Cofre
from infra.migrar.execucao import Execucao
from infra.migrar.origens import ORIGENS, Destino, marcas_of
from infra.migrar.relatorio import Relatorio
from infra.migrar.tabela import AnyTabela
from shared.contas.models import Conta
from shared.kit import clock
from shared.kit.auditing import Nota
from shared.kit.errors import RetornoError
from shared.wiring import base, contas

_COMMAND = "make migrar"
_AGAIN = "O que já veio fica; rode de novo o mesmo comando para continuar."


@dataclass(frozen=True)
class Opcoes:
    conta: str
    origem: str
    pasta: Path
    fuso: str | None
    simular: bool
    confiar_admin: bool


def main(arguments: Sequence[str] | None = None) -> int:
    """0 even where rows were refused, which the report tells; 1 where the command could not do its work."""
    opcoes, relatorio = _parse(arguments), Relatorio()
    try:
        values, _ = read_local(Path.cwd())
        apply(values)
        asyncio.run(_migrate(opcoes, relatorio))
    except (SettingsError, Inutilizavel, RetornoError, OSError) as error:
        detail = error.strerror if isinstance(error, OSError) else error
        print(f"A migração parou: {detail}\n{_AGAIN}", file=sys.stderr)  # noqa: T201  # a command-line tool
        return 1
    except KeyboardInterrupt:
        print(f"A migração foi interrompida. {_AGAIN}", file=sys.stderr)  # noqa: T201  # as above
        return 130
    return 0


def _parse(arguments: Sequence[str] | None) -> Opcoes:
    parser = argparse.ArgumentParser(prog="python -m infra.migrar", description=__doc__)
    parser.add_argument("--conta", type=conta_slug, required=True, help="letras minúsculas, números e hífens")
    parser.add_argument("--origem", choices=sorted(ORIGENS), required=True, help="de que sistema")
    parser.add_argument(
        "--pasta", type=Path, required=True, help="onde estão as tabelas: .csv, .json, .ndjson"
    )
    parser.add_argument("--fuso", type=_zone, help="das datas que não dizem o seu; sem ele, o da conta")
    parser.add_argument("--simular", action="store_true", help="conta o que aconteceria e não grava nada")
    parser.add_argument(
        "--confiar-admin", action="store_true", help="quem era admin continua admin; sem isto, é atendente"
    )
    return Opcoes(**vars(parser.parse_args(arguments)))


def _zone(name: str) -> str:
    """An argparse type."""
    if not clock.is_zone(name):
        raise argparse.ArgumentTypeError("use um nome da base IANA, como America/Sao_Paulo ou UTC")
    return name


async def _migrate(opcoes: Opcoes, relatorio: Relatorio) -> None:
    try:
        conta = await _conta(opcoes)
        cofre = Cofre(opcoes.pasta / f"senhas-provisorias-{conta.id}.csv")
        destino = Destino(conta, opcoes.origem, cofre, opcoes.confiar_admin, opcoes.simular)
        await _bring(opcoes, destino, relatorio)
    finally:
        await base.documents().close()
        if base.queues.cache_info().currsize:
            await base.queues().close()


async def _conta(opcoes: Opcoes) -> Conta:
    """Made where it is missing, as by the other commands; a simulation only imagines it."""
    known = await contas.conta_store().find(opcoes.conta)
    nova = Conta(id=opcoes.conta, nome=opcoes.conta)
    if known or opcoes.simular:
        return known or nova
    return await contas.conta_store().add(nova)


async def _bring(opcoes: Opcoes, destino: Destino, relatorio: Relatorio) -> None:
    """Raises `Inutilizavel` before anything is written where there is nothing to bring."""
    marcas = marcas_of(destino)
    found = _files(opcoes, ORIGENS[opcoes.origem](destino, marcas), relatorio)
    fuso = opcoes.fuso or destino.conta.fuso
    relatorio.say(f"Migração do {opcoes.origem.upper()} para a conta {destino.conta.id}.")
    relatorio.say(f"Datas que não dizem o seu fuso são lidas em {fuso}.")
    await _note(destino, "migracao.begin", {})
    execucao = Execucao(marcas, relatorio, ZoneInfo(fuso), clock.now, destino.simular)
    for tabela, arquivo in found:
        await execucao.bring(tabela, arquivo)
    sums = {f"{nome}.{one}": n for nome, counted in relatorio.contagens.items() for one, n in counted.items()}
    await _note(destino, "migracao.end", sums)
    if destino.cofre.guardadas:
        relatorio.say(
            f"{destino.cofre.guardadas} senhas provisórias estão em {destino.cofre.caminho}: "
            "entregue cada uma à sua pessoa, que a troca ao entrar, e apague o arquivo."
        )
    if destino.simular:
        relatorio.say("Simulação: nada foi gravado.")


def _files(
    opcoes: Opcoes, tabelas: Sequence[AnyTabela], relatorio: Relatorio
) -> list[tuple[AnyTabela, Arquivo]]:
    if not opcoes.pasta.is_dir():
        raise Inutilizavel("a pasta não existe.")
    found = []
    for tabela in tabelas:
        arquivo = find(opcoes.pasta, tabela.arquivos, tabela.colunas)
        if arquivo is None:
            relatorio.say(f"Não há {tabela.arquivos[0]}.csv, .json ou .ndjson na pasta: esta tabela não vem.")
        else:
            found.append((tabela, arquivo))
    if not found:
        raise Inutilizavel(f"não há nenhuma tabela do {opcoes.origem.upper()} na pasta.")
    return found


async def _note(destino: Destino, acao: str, detalhe: dict[str, int]) -> None:
    """On the audit before anything is brought: what cannot be recorded is not done."""
    if not destino.simular:
        recurso = f"/migracoes/{destino.origem}"
        await contas.auditoria_service().note(Nota(destino.conta.id, _COMMAND, acao, recurso, detalhe))


if __name__ == "__main__":
    sys.exit(main())
