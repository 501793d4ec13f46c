"""`make evals DADOS=DIR SAIDA=DIR [TAREFA=relatos]`: runs the language tasks by the rules, writes, and scores.

DIR is shaped like `tests/evals/dados`: one JSON Lines file for each task. Only what a caller would know goes in.
"""

import argparse
import asyncio
import json
import sys
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from shared.relatos.models import Extracao
from shared.relatos.ports import Leitura
from shared.relatos.regras import RegrasExtractor
from tests.evals import busca, score_chamados, score_confirmacoes
from tests.evals.score_relatos import FIELDS, LABELS, Report, score

Item = Mapping[str, Any]
Predict = Callable[[Item], Awaitable[dict[str, Any]]]


@dataclass(frozen=True)
class Task:
    """`file` is its name without `.jsonl`; what `open` makes of the folder gives the fields that the labelled set's
    README names. An item that lacks any of `labels` is not labelled.
    """

    file: str
    open: Callable[[Path], Awaitable[Predict]]
    report: Callable[[Sequence[Item], Mapping[str, Item]], str]
    labels: frozenset[str]


async def open_relatos(folder: Path) -> Predict:
    return read_relato


async def read_relato(item: Item) -> dict[str, Any]:
    """The prediction for one relato, made from its text and reference day alone."""
    leitura = Leitura(item["texto"], date.fromisoformat(item["data_referencia"]))
    extracao = await RegrasExtractor().extract(leitura)
    return {"id": item["id"]} | extracao.model_dump(mode="json", include=_PREDICTED)


_PREDICTED = set(Extracao.model_fields) - {"evidencias", "campos_ausentes", "descartados", "origem", "prompt"}


def report_relatos(labelled: Sequence[Item], predicted: Mapping[str, Item]) -> str:
    report = score(labelled, predicted)
    lines = [f"relatos: {report.items} itens"]
    lines += [f"  {name:22s} {report.right[name] / report.items:.3f}" for name in FIELDS]
    lines += [f"  palavras: {name:12s} {hits}/{total}" for name, (hits, total) in report.words.items()]
    lines += [f"  inventado: {what}" for what in _inventions(report)] or ["  inventados: nenhum"]
    lines += [
        f"  erro {name} {item}: rótulo {want!r}, previsto {got!r}" for name, item, want, got in report.wrong
    ]
    return "\n".join([*lines, f"  RESUMO relatos = {report.resumo:.3f}"])


def _inventions(report: Report) -> list[str]:
    values = [f"valor {item}" for item in report.invented_values]
    numbers = [f"números {item} {found}" for item, found in report.invented_numbers]
    return values + [f"data {item}" for item in report.invented_dates] + numbers


async def open_busca(folder: Path) -> Predict:
    return (await busca.open_busca(folder)).predict


async def open_chamados(folder: Path) -> Predict:
    return score_chamados.read_chamado


async def open_confirmacoes(folder: Path) -> Predict:
    return score_confirmacoes.read_confirmacao


TASKS = {
    "relatos": Task("relatos", open_relatos, report_relatos, LABELS),
    "busca": Task("busca_consultas", open_busca, busca.report_busca, busca.LABELS),
    "chamados": Task("chamados", open_chamados, score_chamados.report_chamados, score_chamados.LABELS),
    "confirmacoes": Task(
        "confirmacoes",
        open_confirmacoes,
        score_confirmacoes.report_confirmacoes,
        score_confirmacoes.LABELS,
    ),
}


def main(arguments: Sequence[str] | None = None) -> int:
    """0 when every task asked for ran; 2, with the reason, when one cannot."""
    options = _parse(arguments)
    chosen = [options.tarefa] if options.tarefa else _present(options.dados)
    options.saida.mkdir(parents=True, exist_ok=True)
    for name in chosen:
        if name not in TASKS:
            return _refuse(f"a tarefa {name} ainda não existe nesta versão; existem: {', '.join(TASKS)}")
        source = options.dados / f"{TASKS[name].file}.jsonl"
        if not source.is_file():
            return _refuse(f"falta o arquivo {source.name} na pasta de dados")
        print(_run(TASKS[name], source, options.saida))
    return 0


def _present(data: Path) -> list[str]:
    """What there is data for; the first task where there is none, to be refused by its name."""
    return [name for name in TASKS if (data / f"{TASKS[name].file}.jsonl").is_file()] or list(TASKS)[:1]


def _run(task: Task, source: Path, target: Path) -> str:
    items: list[Item] = [json.loads(line) for line in source.read_text("utf-8").splitlines() if line.strip()]
    found = asyncio.run(_predict(task, source.parent, items))
    lines = [json.dumps(prediction, ensure_ascii=False) for prediction in found]
    (target / source.name).write_text("\n".join(lines) + "\n", "utf-8")
    labelled = [item for item in items if item.keys() >= task.labels]
    if not labelled:
        return f"{task.file}: {len(items)} previsões escritas; sem rótulos, sem nota"
    return task.report(labelled, {prediction["id"]: prediction for prediction in found})


async def _predict(task: Task, folder: Path, items: Sequence[Item]) -> list[dict[str, Any]]:
    predict = await task.open(folder)
    return [await predict(item) for item in items]


def _parse(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="make evals", description="Avalia as tarefas de linguagem por regras."
    )
    parser.add_argument("--dados", type=Path, required=True, help="pasta com um .jsonl por tarefa")
    parser.add_argument("--saida", type=Path, required=True, help="pasta das previsões")
    parser.add_argument("--tarefa", help="só esta tarefa")
    return parser.parse_args(arguments)


def _refuse(reason: str) -> int:
    print(f"Não foi possível avaliar: {reason}.", file=sys.stderr)
    return 2


if __name__ == "__main__":
    sys.exit(main())
