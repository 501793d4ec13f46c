"""The labelled texts that we write and ship, in JSON Lines: by intention, between intentions, whole situations."""

import json
from dataclasses import dataclass
from pathlib import Path

TEXTOS = Path(__file__).parent / "chamados"


@dataclass(frozen=True, slots=True)
class Exemplo:
    """`rotulos` has a label for each head."""

    texto: str
    rotulos: dict[str, str]


def read_exemplos(folder: Path, cabecas: dict[str, tuple[str, ...]]) -> list[Exemplo]:
    """All of them, in the order of file names and lines."""
    lines = [
        line
        for path in sorted(folder.glob("*.jsonl"))
        for line in path.read_text("utf-8").splitlines()
        if line.strip()
    ]
    return [_read(json.loads(line), cabecas) for line in lines]


def _read(item: dict[str, object], cabecas: dict[str, tuple[str, ...]]) -> Exemplo:
    rotulos = {cabeca: str(item[cabeca]).lower() for cabeca in cabecas}
    for cabeca, rotulo in rotulos.items():
        if rotulo not in cabecas[cabeca]:
            raise ValueError(f"unknown label of {cabeca}: {rotulo}")
    return Exemplo(str(item["texto"]), rotulos)
