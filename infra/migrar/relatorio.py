"""What the operator reads: each row that did not come in, by file and line; the progress; the sums at the end."""

import sys
from collections import Counter
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TextIO

from infra.migrar.celulas import Recusa

_PROGRESS_EVERY = 5_000


class Desfecho(StrEnum):
    """What became of a row."""

    NOVA = "novas"
    ATUALIZADA = "atualizadas"
    IGUAL = "iguais"
    RECUSADA = "recusadas"


@dataclass
class Relatorio:
    """`out` takes what is worth keeping, `err` what passes."""

    out: TextIO = field(default_factory=lambda: sys.stdout)
    err: TextIO = field(default_factory=lambda: sys.stderr)
    contagens: dict[str, Counter[Desfecho]] = field(default_factory=dict)
    avisos: Counter[str] = field(default_factory=Counter)

    def begin(self, arquivo: str) -> None:
        self.contagens[arquivo] = Counter()

    def count(self, arquivo: str, desfecho: Desfecho) -> None:
        contagem = self.contagens[arquivo]
        contagem[desfecho] += 1
        if contagem.total() % _PROGRESS_EVERY == 0:
            print(f"{arquivo}: {_thousands(contagem.total())} linhas...", file=self.err, flush=True)

    def refuse(self, arquivo: str, linha: int, recusa: Recusa) -> None:
        self._tell("recusada", arquivo, linha, recusa)
        self.count(arquivo, Desfecho.RECUSADA)

    def warn(self, arquivo: str, linha: int, recusa: Recusa) -> None:
        """The row came in, but not all of it."""
        self._tell("aviso", arquivo, linha, recusa)
        self.avisos[arquivo] += 1

    def say(self, sentence: str) -> None:
        print(sentence, file=self.out)

    def conclude(self, arquivo: str, ignoradas: list[str]) -> None:
        contagem = self.contagens[arquivo]
        sums = ", ".join(f"{one} {_thousands(contagem[one])}" for one in Desfecho)
        avisos = f", avisos {_thousands(self.avisos[arquivo])}" if self.avisos[arquivo] else ""
        self.say(f"{arquivo}: linhas {_thousands(contagem.total())}; {sums}{avisos}.")
        if ignoradas:
            self.say(f"{arquivo}: colunas que não usamos: {', '.join(ignoradas)}.")

    def _tell(self, kind: str, arquivo: str, linha: int, recusa: Recusa) -> None:
        where = f" ({recusa.campo})" if recusa.campo else ""
        self.say(f"{kind}: {arquivo}, linha {linha}{where}: {recusa.motivo}")


def _thousands(number: int) -> str:
    return f"{number:,}".replace(",", ".")
