"""Rows of a file of atendimentos, taken in one by one: by the number that the hospital's system knows them by, else by
what they say, so that a file that is sent again books nothing twice."""

import hashlib
from dataclasses import dataclass

from pydantic import ValidationError

from shared.atendimentos.envelope import Envelope
from shared.atendimentos.importacao_colunas import fields_of_row
from shared.atendimentos.models import Atendimento, NovoAtendimento
from shared.atendimentos.service import AtendimentoService
from shared.clientes.importacao.models import ErroLinha, Importacao, LinhaGuardada
from shared.clientes.models import Resultado
from shared.kit.auth import Papel, Principal
from shared.kit.errors import DomainError, InvalidInput
from shared.kit.validation import field_errors

# The columns by which people know the fields.
_SHOWN = {"nome_paciente": "nome", "data_consulta": "data"}


@dataclass(frozen=True)
class AtendimentoAplicador:
    atendimentos: AtendimentoService

    async def apply(
        self, conta: str, importacao: Importacao, linha: LinhaGuardada
    ) -> Resultado | list[ErroLinha]:
        """What a row made of what is known, or why it cannot be taken. Raises `TransientError`."""
        if linha.motivo:
            return [ErroLinha(linha=linha.numero, motivo=linha.motivo)]
        try:
            novo = _novo(linha)
            envelope = _envelope(conta, importacao, novo)
            if novo.nr_seq_agenda is None:
                return _made(await self.atendimentos.create(novo, envelope), importacao)
            before, after = await self.atendimentos.write_agenda(novo.nr_seq_agenda, novo, envelope)
        except DomainError as error:
            return _told(ErroLinha.refused(linha.numero, error))
        if before is None or before is after:
            await self.atendimentos.enqueue(conta, after)
            return _made(after, importacao)
        await self.atendimentos.hand_on(conta, before, after, flows=None)
        return Resultado.ATUALIZADO


def _novo(linha: LinhaGuardada) -> NovoAtendimento:
    """Raises `InvalidInput`."""
    try:
        return NovoAtendimento.model_validate(fields_of_row(linha.celulas))
    except ValidationError as error:
        raise InvalidInput(errors=field_errors(error)) from None


def _envelope(conta: str, importacao: Importacao, novo: NovoAtendimento) -> Envelope:
    said = hashlib.sha256(novo.model_dump_json(exclude_defaults=True).encode()).hexdigest()
    who = Principal(conta=conta, sujeito=importacao.criada_por, papel=Papel.INTEGRACAO)
    return Envelope(who, importacao.traceparent, chave=f"importacao:{said}", sozinho=True)


def _made(atendimento: Atendimento, importacao: Importacao) -> Resultado:
    """A part that was cut short finds its own there already."""
    return Resultado.NOVO if atendimento.criado_em >= importacao.criada_em else Resultado.IGUAL


def _told(erros: list[ErroLinha]) -> list[ErroLinha]:
    return [one.model_copy(update={"campo": _SHOWN.get(one.campo or "", one.campo)}) for one in erros]
