"""`make treinar`: reads the texts, fits the weights, writes the file, says how large it is."""

import sys

from infra.treino.dados import TEXTOS, read_exemplos
from infra.treino.pesos import CABECAS, train
from shared.chamados.modelo import PESOS


def main() -> int:
    exemplos = read_exemplos(TEXTOS, CABECAS)
    packed = train(exemplos)
    PESOS.parent.mkdir(exist_ok=True)
    PESOS.write_bytes(packed)
    sys.stdout.write(f"{len(exemplos)} textos, {len(packed) // 1024} KB em {PESOS.name}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
