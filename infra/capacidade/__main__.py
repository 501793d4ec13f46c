"""`python -m infra.capacidade`: counts a local run, then tells what Retorno takes, what that costs, where it ends."""

import argparse
import sys
from collections.abc import Iterator, Mapping, Sequence

from infra.capacidade.arquivos import (
    CONTAGEM,
    Parametros,
    read_contagem,
    read_parametros,
    write_contagem,
    write_docs,
)
from infra.capacidade.consumo import Consumo, Contado, consumo_of
from infra.capacidade.custo import PARTICAO_GB, Carga, anos_ate_encher, custo_of, usos

# What the tables are about, and per how many.
POR = {
    "relato": (1_000, "1.000 relatos"),
    "chamado": (1_000, "1.000 chamados"),
    "atendimento": (1_000, "1.000 atendimentos"),
    "score": (100_000, "100.000 scores"),
    "hora_quieta": (24 * 30, "uma conta parada, 30 dias"),
}
# A clinic that works: what a day brings, and how many of them are contas of one deployment.
CLINICA = Carga({"relato": 20, "chamado": 60, "atendimento": 40, "score": 2_000})
CONTAS = 10
FATORES = (1, 10, 100, 1_000)


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m infra.capacidade", description=__doc__)
    parser.add_argument(
        "--so-calcular", action="store_true", help="com a última contagem guardada, sem rodar nada"
    )
    if not parser.parse_args(arguments).so_calcular:
        from infra.capacidade.ensaio import count_run

        write_contagem(count_run())
    lines = list(report(read_contagem(), read_parametros()))
    write_docs(lines)
    print("\n".join(lines))  # noqa: T201  # a command-line tool
    return 0


def report(contados: Mapping[str, Contado], parametros: Parametros) -> Iterator[str]:
    """Tables in Markdown, as docs/capacity.md holds them."""
    consumos = {name: consumo_of(contado, parametros.regras) for name, contado in contados.items()}
    yield f"Contado em {CONTAGEM.name}; preços {'confirmados' if parametros.is_confirmed else 'A CONFIRMAR'}."
    yield from ("", *_taken(contados, consumos), "", *_cost(consumos, parametros), "", *_limits(consumos))
    container, _ = anos_ate_encher(CLINICA, contados)
    years = (anos_ate_encher(CLINICA.vezes(factor), contados)[1] for factor in FATORES)
    told = " | ".join(f"{one:,.2f} anos" for one in years)
    yield f"| {PARTICAO_GB:.0f} GB por conta e contêiner ({container}) | {told} | reter menos, ou repartir a conta |"


def _taken(contados: Mapping[str, Contado], consumos: Mapping[str, Consumo]) -> Iterator[str]:
    yield "| por unidade | n | RU | op. de fila | passos de fluxo | execuções | GB-s | GB-s isolado | tokens |"
    yield "|---|---|---|---|---|---|---|---|---|"
    for name, one in consumos.items():
        tokens = f"{one.tokens_entrada:,.0f} + {one.tokens_saida:,.0f}"
        figures = (
            one.ru,
            one.operacoes_fila,
            one.acoes_duraveis,
            one.execucoes,
            one.gb_s_junto,
            one.gb_s_isolado,
        )
        told = " | ".join(f"{figure:,.3g}" if figure < 1 else f"{figure:,.1f}" for figure in figures)
        yield f"| {name} | {contados[name].n} | {told} | {tokens} |"


def _cost(consumos: Mapping[str, Consumo], parametros: Parametros) -> Iterator[str]:
    yield "| US$ por | funções | documentos | filas | fluxos | modelo | total | R$ | isolado, R$ |"
    yield "|---|---|---|---|---|---|---|---|---|"
    reais = parametros.cambio.valor
    for name, (times, said) in POR.items():
        cost = custo_of(consumos[name], times, parametros.precos)
        alone = custo_of(consumos[name], times, parametros.precos, isolado=True)
        parts = (cost.funcoes, cost.documentos, cost.filas, cost.fluxos, cost.modelo, cost.total)
        told = " | ".join(f"{part:,.4f}" for part in parts)
        yield f"| {said} | {told} | {cost.total * reais:,.2f} | {alone.total * reais:,.2f} |"


def _limits(consumos: Mapping[str, Consumo]) -> Iterator[str]:
    yield "| limite no pico | " + " | ".join(f"{factor:,}x" for factor in FATORES) + " | no limite |"
    yield "|---|" + "---|" * (len(FATORES) + 1)
    everyone = CLINICA.vezes(CONTAS)
    rows = [usos(everyone.vezes(factor), consumos, contas=CONTAS) for factor in FATORES]
    for column in zip(*rows, strict=True):
        shares = " | ".join(f"{uso.fracao:.1%}" for uso in column)
        yield f"| {column[0].limite.componente} | {shares} | {column[0].limite.saida} |"


if __name__ == "__main__":
    sys.exit(main())
