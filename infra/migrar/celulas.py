"""What the cells of another system's row say, as its database, pandas or a spreadsheet wrote them."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from typing import Any, TypeVar
from zoneinfo import ZoneInfo

from shared.kit.texto import fold

T = TypeVar("T")
Opcao = TypeVar("Opcao", bound=StrEnum)

_NOT_TEXT = "deve ser um texto ou um número"
_NOT_ID = "deve ser um número inteiro, como o banco de origem o dá"
_NOT_INSTANT = "deve ser data e hora, como 2025-11-18 10:30:00"
_FUTURE = "é uma data que ainda não chegou"
_NOT_BOOL = "deve ser verdadeiro ou falso"
REQUIRED = "é obrigatório"
_NOTHING = frozenset({"", "null", "none", "nan", "nat", "\\n"})
_TRUE, _FALSE = frozenset({"t", "true", "1", "sim", "s"}), frozenset({"f", "false", "0", "nao", "n"})
# What pandas makes of a column of numbers with a gap in it.
_ID = re.compile(r"([1-9]\d{0,14})(?:\.0+)?", re.ASCII)
_BRAZILIAN = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})(?:[ T](\d{1,2})(:\d{2}(?::\d{2})?))?", re.ASCII)


def column_key(name: str) -> str:
    """The name of a column without accents, capitals and marks."""
    return re.sub(r"[^a-z0-9]+", "_", fold(name)).strip("_")


class Recusa(Exception):
    """Why a row, or one cell of it, does not come in: a fixed sentence in Portuguese that holds nothing of the row."""

    def __init__(self, motivo: str, campo: str | None = None) -> None:
        super().__init__(motivo)
        self.motivo = motivo
        self.campo = campo


@dataclass(frozen=True, slots=True)
class Celulas:
    """One row by column. `fuso` is the zone of instants that name none; `agora` bounds what can have happened."""

    celulas: Mapping[str, Any]
    fuso: ZoneInfo
    agora: datetime

    def texto(self, campo: str, *, maximo: int | None = None) -> str | None:
        """None where there is nothing. Raises `Recusa`, as all of these do."""
        text = self._text(campo)
        if text.lower() in _NOTHING:
            return None
        if maximo is not None and len(text) > maximo:
            raise Recusa(f"deve ter no máximo {maximo} caracteres", campo)
        return text

    def palavras(self, campo: str) -> str:
        """What a person wrote, whatever it looks like; there must be some."""
        text = self._text(campo)
        if not text:
            raise Recusa(REQUIRED, campo)
        return text

    def id(self, campo: str) -> str:
        match = _ID.fullmatch(self._text(campo))
        if match is None:
            raise Recusa(_NOT_ID, campo)
        return match[1]

    def instante(self, campo: str) -> datetime:
        found = self.talvez_instante(campo)
        if found is None:
            raise Recusa(REQUIRED, campo)
        return found

    def talvez_instante(self, campo: str) -> datetime | None:
        text = self.texto(campo)
        if text is None:
            return None
        try:
            moment = datetime.fromisoformat(_as_iso(text))
            aware = (moment if moment.tzinfo else moment.replace(tzinfo=self.fuso)).astimezone(UTC)
        except (ValueError, OverflowError):
            raise Recusa(_NOT_INSTANT, campo) from None
        if aware > self.agora:
            raise Recusa(_FUTURE, campo)
        return aware

    def sim(self, campo: str) -> bool:
        """False where it says nothing."""
        cell = self.celulas.get(campo)
        plain = fold(str(cell)) if isinstance(cell, bool) else fold(self.texto(campo) or "false")
        if plain not in _TRUE | _FALSE:
            raise Recusa(_NOT_BOOL, campo)
        return plain in _TRUE

    def opcao(self, campo: str, opcoes: type[Opcao], outros: Mapping[str, Opcao]) -> Opcao | None:
        """One of `opcoes` in any spelling, or what `outros` names so."""
        text = self.texto(campo)
        if text is None:
            return None
        plain = fold(text)
        if plain in outros:
            return outros[plain]
        try:
            return opcoes(plain)
        except ValueError:
            raise Recusa(f"deve ser um destes valores: {', '.join(opcoes)}", campo) from None

    def lido(self, campo: str, read: Callable[[str], T]) -> T | None:
        """By `read`, whose `ValueError` says in our own words what is wrong."""
        text = self.texto(campo)
        if text is None:
            return None
        try:
            return read(text)
        except ValueError as error:
            raise Recusa(str(error), campo) from None

    def _text(self, campo: str) -> str:
        cell = self.celulas.get(campo)
        if isinstance(cell, bool | list | dict):
            raise Recusa(_NOT_TEXT, campo)
        return "" if cell is None else str(cell).strip()


def _as_iso(text: str) -> str:
    """A day as Brazilian spreadsheets turn it round; anything else as it is."""
    match = _BRAZILIAN.fullmatch(text)
    if match is None:
        return text
    return f"{match[3]}-{match[2]:0>2}-{match[1]:0>2}T{match[4] or '00':0>2}{match[5] or ':00'}"
