"""The file of provisional passwords: made when there is one to write, readable by nobody but the operator."""

import csv
import os
from dataclasses import dataclass
from pathlib import Path

_HEADER = ("username", "email", "papel", "senha_provisoria")
_MODE = 0o600


@dataclass
class Cofre:
    """Each password is on the disk when `keep` returns: it exists nowhere else."""

    caminho: Path
    guardadas: int = 0

    def keep(self, *cells: str) -> None:
        flags = os.O_WRONLY | os.O_CREAT | os.O_APPEND | os.O_NOFOLLOW
        descriptor = os.open(self.caminho, flags, _MODE)
        with open(descriptor, "a", encoding="utf-8", newline="") as file:
            os.fchmod(descriptor, _MODE)
            writer = csv.writer(file)
            if os.fstat(descriptor).st_size == 0:
                writer.writerow(_HEADER)
            writer.writerow(cells)
            file.flush()
            os.fsync(descriptor)
        self.guardadas += 1
