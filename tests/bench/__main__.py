"""`make bench`: speed and memory, as ratios to a floor measured in the same run. Let nothing else run meanwhile."""

import os

from tests.bench import busca, chamados, clientes, imports, recebimentos, relatos, resumos, rodada, saude
from tests.bench.report import show


def main() -> None:
    # Without bytecode every start would compile everything, and that is not what is deployed.
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    print("Importing in fresh interpreters ...", flush=True)
    rows = imports.measure()
    print("Running relatos through the local host ...", flush=True)
    rows += relatos.measure()
    print("Answering chamados ...", flush=True)
    rows += chamados.measure()
    print("Taking in messages ...", flush=True)
    rows += recebimentos.measure()
    print("Reading clientes out of 50,000 ...", flush=True)
    rows += clientes.measure()
    print("Scoring 1,000, 10,000 and 100,000 clientes ...", flush=True)
    rows += rodada.measure()
    print("Searching in 50,000 mensagens ...", flush=True)
    rows += busca.measure()
    print("Answering out of the cache ...", flush=True)
    rows += resumos.measure()
    print("Scoring 4,000 clientes ...", flush=True)
    rows += saude.measure_score()
    print()
    show(rows)


main()
