"""What importações hold of a person: rows that wait, and a file named after somebody."""

from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass
from typing import Any

from shared.clientes.importacao.colunas import ficha_fields
from shared.clientes.importacao.models import ELIMINADA, Importacao, LinhaGuardada, Parte
from shared.kit.errors import NotFound, PreconditionFailed, TransientError
from shared.kit.store import DocumentStore, Stored, Where
from shared.kit.texto import key_of
from shared.kit.titulares import About, Mencao, Titular, full_name_key, is_about, is_surely_about, matching

_WAITING = Where("linhas", "is_defined", True)
_NAMED = Where("nome_arquivo", "is_defined", True)
_PART_TTL_S = 30 * 24 * 3600
_ATTEMPTS = 8


@dataclass(frozen=True)
class ImportacaoGuardiao:
    """Comes first: a row that comes in later would bring the person back."""

    open_importacoes: Callable[[str], DocumentStore]
    nome: str = "importacoes"
    containers: tuple[str, ...] = (Importacao.CONTAINER,)

    async def export(self, conta: str, titular: Titular) -> list[dict[str, Any]]:
        """The rows that have not come in yet; those that have are the cliente's own fields."""
        return [
            {"importacao_id": _lote(stored), "linha": linha.numero, "celulas": linha.celulas}
            async for stored in _parts(self.open_importacoes(conta))
            for linha in Parte.model_validate(stored.body).linhas
            if _names(titular, linha, is_surely_about)
        ]

    async def erase(self, conta: str, titular: Titular) -> int:
        """A row leaves its number and why it did not come in, so that no line of the file is unaccounted for."""
        store = self.open_importacoes(conta)
        parts = [stored.id async for stored in _parts(store)]
        rows = sum([await self._clean(store, part_id, titular) for part_id in parts])
        return rows + await _forget_file_names(store, titular)

    async def _clean(self, store: DocumentStore, part_id: str, titular: Titular) -> int:
        for _ in range(_ATTEMPTS):
            try:
                stored = await store.get(part_id)
                parte = Parte.model_validate(stored.body)
                linhas = tuple(
                    _without(linha) if _names(titular, linha, is_about) else linha for linha in parte.linhas
                )
                gone = sum(new is not old for new, old in zip(linhas, parte.linhas, strict=True))
                if gone:
                    cleaned = parte.model_copy(update={"linhas": linhas})
                    body = {"v": parte.v} | cleaned.model_dump(mode="json", exclude_defaults=True)
                    await store.replace(part_id, body, etag=stored.etag, ttl_s=_PART_TTL_S)
            except NotFound:
                return 0
            except PreconditionFailed:
                continue
            return gone
        raise TransientError


async def _parts(store: DocumentStore) -> AsyncIterator[Stored]:
    """The parts whose rows wait. The header of an importação counts its `linhas`, a part holds them."""
    async for stored in matching(store, _WAITING):
        if isinstance(stored.body["linhas"], list):
            yield stored


def _names(titular: Titular, linha: LinhaGuardada, about: About) -> bool:
    fields, _ = ficha_fields(linha.celulas)
    said = {name: str(value) for name, value in fields.items()}
    mencao = Mencao(
        nome=said.get("nome"),
        telefone=said.get("telefone"),
        email=said.get("email"),
        texto=f"{said.get('documento', '')} {said.get('observacoes', '')}",
    )
    return about(titular, mencao) or titular.documento == said.get("documento", "")


def _without(linha: LinhaGuardada) -> LinhaGuardada:
    return LinhaGuardada(numero=linha.numero, motivo=ELIMINADA)


async def _forget_file_names(store: DocumentStore, titular: Titular) -> int:
    full_name = full_name_key(titular.nome)
    if full_name is None:
        return 0
    forgotten = 0
    async for stored in matching(store, _NAMED):
        if full_name in key_of((stored.body["nome_arquivo"] or "").replace("_", " ").replace("-", " ")):
            await _forget_name(store, stored.id)
            forgotten += 1
    return forgotten


async def _forget_name(store: DocumentStore, importacao_id: str) -> None:
    for _ in range(_ATTEMPTS):
        stored = await store.get(importacao_id)
        try:
            await store.replace(importacao_id, {**stored.body, "nome_arquivo": None}, etag=stored.etag)
        except PreconditionFailed:
            continue
        return
    raise TransientError


def _lote(stored: Stored) -> str:
    return stored.id.partition("-")[0]
