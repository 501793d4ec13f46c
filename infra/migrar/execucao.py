"""The run over one table: slice by slice, what is new comes in, what the source changed is taken over, once each.

A row is marked before it is written and again after. Whatever ends a run, the next one goes on from there.
"""

import asyncio
from collections.abc import Awaitable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar
from zoneinfo import ZoneInfo

from infra.migrar.arquivos import Arquivo
from infra.migrar.celulas import Celulas, Recusa
from infra.migrar.marcas import Marca, Marcas
from infra.migrar.relatorio import Desfecho, Relatorio
from infra.migrar.tabela import AnyTabela, Registro
from shared.clientes.importacao.linhas import Linha
from shared.kit.clock import Now
from shared.kit.errors import DomainError

T = TypeVar("T")
_SLICE = 100
_AT_ONCE = 16
_OUTRO_BANCO = (
    "este id já veio desta origem com outra data de criação, outro cliente ou outro nome de usuário: "
    "parece de outro banco, ou o --fuso mudou"
)


@dataclass(frozen=True, slots=True)
class _Lida:
    numero: int
    registro: Registro[Any]


@dataclass(frozen=True, slots=True)
class _Passo:
    """What is to be done with a row. Without `marca` it is new; with one that is not `feita` it was being brought."""

    marca: Marca | None


@dataclass(frozen=True, slots=True)
class _Feito:
    desfecho: Desfecho
    alvo: str


@dataclass(frozen=True)
class Execucao:
    """With `simular` nothing is written. `fuso` is the zone of instants that name none."""

    marcas: Marcas
    relatorio: Relatorio
    fuso: ZoneInfo
    now: Now
    simular: bool

    async def bring(self, tabela: AnyTabela, arquivo: Arquivo) -> None:
        """Raises `Inutilizavel` for a file that ends being readable; what came before stays."""
        self.relatorio.begin(arquivo.nome)
        for fatia in self._slices(tabela, arquivo):
            await self._bring_slice(tabela, arquivo.nome, fatia)
        self.relatorio.conclude(arquivo.nome, arquivo.colunas.ignoradas)

    def _slices(self, tabela: AnyTabela, arquivo: Arquivo) -> Iterator[list[_Lida]]:
        """As many rows as one batch marks, in order, and no id twice in one."""
        fatia: dict[str, _Lida] = {}
        for linha in arquivo.linhas():
            try:
                registro = self._read(tabela, linha)
            except Recusa as recusa:
                self.relatorio.refuse(arquivo.nome, linha.numero, recusa)
                continue
            if len(fatia) == _SLICE or registro.id in fatia:
                yield list(fatia.values())
                fatia = {}
            fatia[registro.id] = _Lida(linha.numero, registro)
        if fatia:
            yield list(fatia.values())

    def _read(self, tabela: AnyTabela, linha: Linha) -> Registro[Any]:
        if linha.motivo:
            raise Recusa(linha.motivo)
        return tabela.read(Celulas(linha.celulas, self.fuso, self.now()))

    async def _bring_slice(self, tabela: AnyTabela, arquivo: str, fatia: Sequence[_Lida]) -> None:
        registros = [lida.registro for lida in fatia]
        marcas = await self.marcas.read(tabela.nome, [registro.id for registro in registros])
        await tabela.look(registros, marcas)
        passos = await _all(self._plan(tabela, one, marcas.get(one.id)) for one in registros)
        if not self.simular:
            await self._announce(tabela, registros, passos)
        feitos = await _all(
            self._do(tabela, one, passo) for one, passo in zip(registros, passos, strict=True)
        )
        if not self.simular:
            await self._record(tabela, registros, passos=passos, feitos=feitos)
        for lida, feito in zip(fatia, feitos, strict=True):
            self._tell(arquivo, lida, feito=feito, ligada=tabela.ligada)

    async def _plan(self, tabela: AnyTabela, registro: Registro[Any], marca: Marca | None) -> _Passo | Recusa:
        try:
            if marca and marca.nascimento != self.marcas.resumo(registro.nascimento):
                return Recusa(_OUTRO_BANCO, "id")
            if marca and marca.feita:
                await tabela.require(registro, marca)
                return _Passo(marca)
            alvo = await tabela.check(registro, marca)
        except (Recusa, DomainError) as error:
            return _as_recusa(error)
        return _Passo(Marca(alvo, marca.nascimento, marca.campos, feita=False) if marca and alvo else None)

    async def _announce(
        self, tabela: AnyTabela, registros: Sequence[Registro[Any]], passos: Sequence[_Passo | Recusa]
    ) -> None:
        new = {
            registro.id: self._marca(registro, registro.id, feita=False)
            for registro, passo in zip(registros, passos, strict=True)
            if isinstance(passo, _Passo) and passo.marca is None
        }
        await self.marcas.write(tabela.nome, new)

    async def _do(
        self, tabela: AnyTabela, registro: Registro[Any], passo: _Passo | Recusa
    ) -> _Feito | Recusa:
        if isinstance(passo, Recusa):
            return passo
        marca = passo.marca
        try:
            if marca is None:
                alvo = registro.id if self.simular else await tabela.create(registro)
                return _Feito(Desfecho.NOVA, alvo)
            if self._is_same(registro, marca):
                return _Feito(Desfecho.IGUAL if marca.feita else Desfecho.NOVA, marca.alvo)
            changed = self.simular or await tabela.change(registro, marca)
        except (Recusa, DomainError) as error:
            return _as_recusa(error)
        return _Feito(Desfecho.ATUALIZADA if changed else Desfecho.IGUAL, marca.alvo)

    async def _record(
        self,
        tabela: AnyTabela,
        registros: Sequence[Registro[Any]],
        *,
        passos: Sequence[_Passo | Recusa],
        feitos: Sequence[_Feito | Recusa],
    ) -> None:
        done: dict[str, Marca] = {}
        for registro, passo, feito in zip(registros, passos, feitos, strict=True):
            if isinstance(passo, Recusa):
                continue
            if isinstance(feito, _Feito):
                marca = self._marca(registro, feito.alvo, feita=True)
                if marca != passo.marca:
                    done[registro.id] = marca
            elif passo.marca is None:
                await self.marcas.drop(tabela.nome, registro.id)
        await self.marcas.write(tabela.nome, done)

    def _tell(self, arquivo: str, lida: _Lida, *, feito: _Feito | Recusa, ligada: str | None) -> None:
        if isinstance(feito, Recusa):
            self.relatorio.refuse(arquivo, lida.numero, feito)
            return
        if feito.desfecho is not Desfecho.IGUAL:
            for aviso in lida.registro.avisos:
                self.relatorio.warn(arquivo, lida.numero, aviso)
        if ligada and feito.desfecho is Desfecho.NOVA and feito.alvo != lida.registro.id:
            self.relatorio.warn(arquivo, lida.numero, Recusa(ligada))
        self.relatorio.count(arquivo, feito.desfecho)

    def _marca(self, registro: Registro[Any], alvo: str, *, feita: bool) -> Marca:
        return Marca(alvo, self.marcas.resumo(registro.nascimento), self._campos(registro), feita)

    def _is_same(self, registro: Registro[Any], marca: Marca) -> bool:
        return self._campos(registro) == marca.campos

    def _campos(self, registro: Registro[Any]) -> Mapping[str, str]:
        return {campo: self.marcas.resumo(valor) for campo, valor in registro.campos.items()}


def _as_recusa(error: Recusa | DomainError) -> Recusa:
    if isinstance(error, Recusa):
        return error
    first = error.errors[0] if error.errors else None
    return Recusa(first.detail, first.pointer.removeprefix("#/")) if first else Recusa(error.detail)


async def _all(works: Iterator[Awaitable[T]]) -> list[T]:
    """Their results in order, some at a time; where one fails the others end first."""
    free = asyncio.Semaphore(_AT_ONCE)

    async def run(work: Awaitable[T]) -> list[T]:
        async with free:
            return [await work]

    done = await asyncio.gather(*map(run, works), return_exceptions=True)
    for one in done:
        if isinstance(one, BaseException):
            raise one
    return [result for one in done if not isinstance(one, BaseException) for result in one]
