"""Rows of clientes: each a ficha, taken in by whoever knows clientes."""

from dataclasses import dataclass

from pydantic import ValidationError

from shared.clientes.importacao.colunas import CampoInvalido, ficha_fields
from shared.clientes.importacao.models import ELIMINADA, ErroLinha, Importacao, LinhaGuardada
from shared.clientes.importacao.ports import Fichas
from shared.clientes.models import Ficha, Origem, Resultado
from shared.kit.errors import DomainError, FieldError
from shared.kit.ids import digest_id
from shared.kit.validation import field_errors


@dataclass(frozen=True)
class FichaAplicador:
    fichas: Fichas

    async def apply(
        self, conta: str, importacao: Importacao, linha: LinhaGuardada
    ) -> Resultado | list[ErroLinha]:
        """A row gives its cliente an id of its own, so that it makes one however often it is applied."""
        novo_id = digest_id(conta, importacao.id, str(linha.numero))
        if linha.motivo == ELIMINADA:  # a worker that had read it before may have brought the person back
            await self.fichas.forget(conta, novo_id)
        if linha.motivo:
            return [ErroLinha(linha=linha.numero, motivo=linha.motivo)]
        ficha, wrong = read_ficha(linha)
        if ficha is None:
            return [ErroLinha(linha=linha.numero, campo=one.campo, motivo=one.motivo) for one in wrong]
        try:
            aplicada = await self.fichas.apply(
                conta, ficha, novo_id=novo_id, origem=Origem.IMPORTACAO, sujeito=importacao.criada_por
            )
        except DomainError as error:
            return ErroLinha.refused(linha.numero, error)
        # A part that was cut short finds its own clientes there already.
        return Resultado.NOVO if aplicada.cliente_id == novo_id else aplicada.resultado


def read_ficha(linha: LinhaGuardada) -> tuple[Ficha | None, list[CampoInvalido]]:
    """The ficha that a row tells, or what is wrong with each of its fields."""
    fields, wrong = ficha_fields(linha.celulas)
    try:
        ficha = Ficha.model_validate(fields)
    except ValidationError as error:
        return None, [*wrong, *map(_field, field_errors(error))]
    return (None, wrong) if wrong else (ficha, [])


def _field(error: FieldError) -> CampoInvalido:
    return CampoInvalido(error.pointer.removeprefix("#/"), error.detail)
