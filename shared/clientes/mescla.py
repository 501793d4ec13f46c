"""Two clientes that are one person become one; the other stays as a sign that leads to it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise
from typing import Any, TypeVar

from shared.clientes.cadastro import Cadastro, OpenCadastro
from shared.clientes.entradas import distinct_phones
from shared.clientes.errors import ClienteNotFound, JaMesclado, MesmoCliente, Moved, NaoSaoUm
from shared.clientes.identidades import chaves_de, settle
from shared.clientes.models import (
    AGAIN_WITHIN,
    ESPONTANEAS,
    SEM_NOME,
    Cliente,
    Consentimento,
    Finalidade,
    GuardaLegal,
    OptOut,
    PedidoOptOut,
    Versao,
    joined,
)
from shared.clientes.ports import Dependentes
from shared.kit.auth import Principal
from shared.kit.clock import Now, instant
from shared.kit.errors import PreconditionFailed
from shared.kit.etags import Precondition
from shared.resumos.ports import Assunto, Invalidacao

# What one of two can only have once: different values mean different people, or a CRM that must be mended first.
_ONE_EACH = ("documento", "client_id")
_FILLED = (
    *_ONE_EACH,
    *("tenant_id", "slug", "razao_social", "valor", "vendedor", "cs", "status", "pipeline", "data_adesao"),
    *("data_start_onboarding", "data_end_onboarding", "data_cancelamento", "motivos_churn"),
    *("descricao_cancelamento", "crm_atualizado_em"),
)

_Line = TypeVar("_Line", Consentimento, PedidoOptOut)


@dataclass(frozen=True)
class MesclaService:
    open_cadastro: OpenCadastro
    dependentes: Sequence[Dependentes]
    now: Now
    invalidacao: Invalidacao

    async def merge(
        self, principal: Principal, cliente_id: str, *, duplicado_id: str, lido: Precondition
    ) -> Versao:
        """The cliente with all that the duplicate had. Repeated after a crash anywhere, it does what was left.

        Raises `ClienteNotFound`, for a blocked one too; `MesmoCliente`, `JaMesclado`, `NaoSaoUm`; and
        `PreconditionFailed` unless `lido` names the newest version of the one that stays.
        """
        if cliente_id == duplicado_id:
            raise MesmoCliente
        cadastro = self.open_cadastro(principal.conta)

        async def attempt() -> tuple[Cliente, Cliente]:
            stays, duplicate = (
                await cadastro.clientes.get(cliente_id),
                await cadastro.clientes.get(duplicado_id),
            )
            lido.check(stays.etag)
            _check(stays.cliente, duplicate.cliente)
            return await self._unite(cadastro, principal, stays=stays, duplicate=duplicate)

        pair = await settle(attempt)
        await self._hand_over(cadastro, principal.conta, pair)
        await self.invalidacao.changed(principal.conta, Assunto.CLIENTES, Assunto.SAUDE)
        return await cadastro.clientes.get(cliente_id)

    async def _unite(
        self, cadastro: Cadastro, principal: Principal, *, stays: Versao, duplicate: Versao
    ) -> tuple[Cliente, Cliente]:
        """Link, write the one that stays, then mark the other: in between both have everything."""
        if duplicate.cliente.mesclado_em:
            return stays.cliente, duplicate.cliente
        stamp = {"atualizado_em": self.now(), "atualizado_por": principal.sujeito}
        both = (stays.cliente, duplicate.cliente)
        agreed = _agreed(*both, em=self.now(), por=principal.sujeito)
        united = stays.cliente.model_copy(update=_united(*both) | {"consentimentos": agreed})
        try:
            if united != stays.cliente:
                achados = await cadastro.look(chaves_de(united) - chaves_de(stays.cliente))
                await cadastro.save(stays, united.model_copy(update=stamp), achados)
            sign = _sign(duplicate.cliente, united.id).model_copy(update=stamp)
            await cadastro.clientes.save(sign, duplicate.etag)
        except PreconditionFailed:
            raise Moved from None
        return united, duplicate.cliente

    async def _hand_over(self, cadastro: Cadastro, conta: str, pair: tuple[Cliente, Cliente]) -> None:
        """What still names the duplicate names the one that stays."""
        stays, duplicate = pair
        # After a crash the duplicate is a sign already; what it had, the one that stays has now.
        chaves = chaves_de(duplicate) | chaves_de(stays)
        await cadastro.identidades.unlink(duplicate.id, chaves, until=instant(cadastro.identidades.now()))
        for child in await cadastro.clientes.guarded_by(duplicate.id):
            await cadastro.clientes.update(
                child.id, lambda read: read.model_copy(update={"responsavel_id": stays.id})
            )
        for dependente in self.dependentes:
            await dependente.relink(conta, duplicate.id, stays.id)


def _check(stays: Cliente, duplicate: Cliente) -> None:
    if stays.bloqueado_em or duplicate.bloqueado_em:
        raise ClienteNotFound
    if stays.mesclado_em or duplicate.mesclado_em not in (None, stays.id):
        raise JaMesclado
    for name in _ONE_EACH:
        if len({getattr(stays, name), getattr(duplicate, name)} - {None}) > 1:
            raise NaoSaoUm


def _united(stays: Cliente, other: Cliente) -> dict[str, Any]:
    """Both together; done twice, it gives the same again."""
    filled = {name: getattr(other, name) for name in _FILLED if getattr(stays, name) is None}
    ids = [one for one in (*stays.ids_externos, *other.ids_externos) if one != stays.id]
    opt_outs = _ledger((*stays.opt_outs, *other.opt_outs))
    return filled | {
        "origem": other.origem if stays.origem in ESPONTANEAS else stays.origem,
        "nome": other.nome if stays.nome == SEM_NOME else stays.nome,
        "telefones": distinct_phones((*stays.telefones, *other.telefones)),
        "emails": tuple(dict.fromkeys((*stays.emails, *other.emails))),
        "enderecos": tuple(dict.fromkeys((*stays.enderecos, *other.enderecos))),
        "ids_externos": tuple(dict.fromkeys(ids)),
        "observacoes": _joined(stays.observacoes, other.observacoes, "\n"),
        "responsavel_id": _responsavel(stays, other),
        "opt_outs": opt_outs,
        "opt_out": _silence(joined(stays.opt_out, other.opt_out), opt_outs),
        "guarda_legal": _kept(stays.guarda_legal, other.guarda_legal),
        "criado_em": min(stays.criado_em, other.criado_em),
    }


def _ledger(lines: Sequence[_Line]) -> tuple[_Line, ...]:
    """In the order of time, each once."""
    distinct = [line for index, line in enumerate(lines) if line not in lines[:index]]
    return tuple(sorted(distinct, key=lambda line: line.em))


def _agreed(stays: Cliente, other: Cliente, *, em: datetime, por: str) -> tuple[Consentimento, ...]:
    """Both ledgers; what either of the two revoked stands, whatever was agreed to as the other."""
    lines = _ledger((*stays.consentimentos, *other.consentimentos))
    for finalidade in Finalidade:
        known = [_standing(one.consentimentos, finalidade) for one in (stays, other)]
        revoked = [line for line in known if line and not line.concedido]
        newest = _standing(lines, finalidade)
        if revoked and newest and newest.concedido:
            proof = {"evidencia": f"mescla:{other.id}", "em": em, "registrado_por": por}
            lines = (*lines, revoked[-1].model_copy(update=proof))
    return lines


def _standing(lines: Sequence[Consentimento], finalidade: Finalidade) -> Consentimento | None:
    found = sorted((line for line in lines if line.finalidade is finalidade), key=lambda line: line.em)
    return found[-1] if found else None


def _silence(standing: OptOut | None, lines: Sequence[PedidoOptOut]) -> OptOut | None:
    """Asked for soon after one another, once as each of the two, it was asked for twice: it is total."""
    ends = [at for at, line in enumerate(lines) if not line.sair]
    asked = lines[ends[-1] + 1 :] if ends else lines
    if standing is None or not any(
        one.evidencia != again.evidencia and again.em - one.em <= AGAIN_WITHIN
        for one, again in pairwise(asked)
    ):
        return standing
    return standing.model_copy(update={"total": True})


def _responsavel(stays: Cliente, other: Cliente) -> str | None:
    named = (stays.responsavel_id, other.responsavel_id)
    return next((one for one in named if one not in (None, stays.id, other.id)), None)


def _kept(one: GuardaLegal | None, other: GuardaLegal | None) -> GuardaLegal | None:
    """Both reasons, until the later day; without a day there is no end."""
    if one is None or other is None:
        return one or other
    until = max(one.ate, other.ate) if one.ate and other.ate else None
    return GuardaLegal(motivo=_joined(one.motivo, other.motivo, "; ") or one.motivo, ate=until)


def _joined(one: str | None, other: str | None, gap: str) -> str | None:
    if not one or not other or other in one:
        return one or other
    return f"{one}{gap}{other}"


def _sign(duplicate: Cliente, stays_id: str) -> Cliente:
    """Nothing personal stays in it."""
    return Cliente(
        id=duplicate.id,
        nome="",
        origem=duplicate.origem,
        mesclado_em=stays_id,
        conteudo=duplicate.conteudo,
        criado_em=duplicate.criado_em,
        atualizado_em=duplicate.atualizado_em,
    )
