"""Taking in what an outside source says of a cliente: whose ficha it is, and what it changes.

Apart because imports and the CRM call it thousands of times: two reads each, and two writes where anything is new.
"""

from dataclasses import dataclass
from typing import Any

from shared.clientes.cadastro import Achados, Cadastro, OpenCadastro
from shared.clientes.errors import (
    ClienteBloqueado,
    ClienteNotFound,
    FichaIncompleta,
    Moved,
    OutraPessoa,
    PessoaEliminada,
)
from shared.clientes.identidades import Chave, Tipo, chaves_de, settle, telefone_key
from shared.clientes.models import ESPONTANEAS, Aplicada, Cliente, Ficha, Origem, Resultado, Versao
from shared.kit.clock import Now
from shared.kit.errors import PreconditionFailed
from shared.kit.nomes import share_first_name
from shared.kit.texto import key_of
from shared.kit.titulares import Eliminados, Titular

# What a ficha says under another name or adds to a list.
_OWN = {"id", "telefone", "email", "crm_atualizado_em"}


@dataclass(frozen=True, slots=True)
class _Entrada:
    """One ficha on its way in: the id a new cliente would get, and who brings it."""

    conta: str
    ficha: Ficha
    novo_id: str
    origem: Origem
    sujeito: str

    @property
    def ids(self) -> list[str]:
        """The ids that the cliente may have, if it is known already."""
        return [self.ficha.id, self.novo_id] if self.ficha.id else [self.novo_id]


@dataclass(frozen=True)
class FichaService:
    open_cadastro: OpenCadastro
    eliminados: Eliminados
    now: Now

    async def apply(
        self, conta: str, ficha: Ficha, *, novo_id: str, origem: Origem, sujeito: str
    ) -> Aplicada:
        """Find whose ficha it is (id, client_id, documento, e-mail, then phone and name) and write what it changes.

        A new cliente gets the ficha's id, else `novo_id`, so the same ficha with the same `novo_id` never makes two.
        The CRM, which nobody asks, makes nobody anew who was erased.
        Raises a `DomainError` whose detail says why the ficha cannot be taken, and `TransientError`.
        """
        cadastro = self.open_cadastro(conta)
        entrada = _Entrada(conta, ficha, novo_id, origem, sujeito)
        return await settle(lambda: self._attempt(cadastro, entrada))

    async def forget(self, conta: str, cliente_id: str) -> None:
        """Take away whom a ficha has made, as its titular was erased meanwhile; nothing where there is nobody."""
        cadastro = self.open_cadastro(conta)
        try:
            await cadastro.remove(await cadastro.clientes.get(cliente_id))
        except ClienteNotFound:
            return
        except PreconditionFailed:
            raise Moved from None

    async def _attempt(self, cadastro: Cadastro, entrada: _Entrada) -> Aplicada:
        chaves = _chaves(entrada.ficha)
        achados = await cadastro.look(chaves, ids=entrada.ids)
        if any(achados.being_made(chave, beside=entrada.ids) for chave in chaves):
            raise Moved  # it may be this very cliente: wait until it can be read
        read = await _dono(cadastro, achados, entrada)
        if read is None:
            return await self._create(cadastro, achados, entrada)
        try:
            return await self._change(cadastro, achados, entrada=entrada, read=read)
        except PreconditionFailed:
            raise Moved from None

    async def _create(self, cadastro: Cadastro, achados: Achados, entrada: _Entrada) -> Aplicada:
        ficha, now = entrada.ficha, self.now()
        findable = ficha.id or ficha.client_id or ficha.documento or ficha.email or ficha.telefone
        if not (ficha.nome and findable):
            raise FichaIncompleta
        if entrada.origem is Origem.KOMMO and await self.eliminados.holds_person(
            entrada.conta, _person(ficha)
        ):
            raise PessoaEliminada
        cliente = Cliente(
            **_given(ficha),
            id=ficha.id or entrada.novo_id,
            telefones=(ficha.telefone,) if ficha.telefone else (),
            emails=(ficha.email,) if ficha.email else (),
            ids_externos=(ficha.id,) if ficha.id else (),
            crm_atualizado_em=ficha.crm_atualizado_em,
            origem=entrada.origem,
            criado_em=now,
            atualizado_em=now,
            atualizado_por=entrada.sujeito,
        )
        achados.check_free(cliente, chaves_de(cliente))
        await cadastro.add(cliente, achados)
        return Aplicada(cliente.id, Resultado.NOVO)

    async def _change(
        self, cadastro: Cadastro, achados: Achados, *, entrada: _Entrada, read: Versao
    ) -> Aplicada:
        changes = _changes(read.cliente, entrada.ficha)
        if read.cliente.origem in ESPONTANEAS:  # on the books of the conta, it is no mere lead any more
            changes["origem"] = entrada.origem
        if not changes:
            return Aplicada(read.cliente.id, Resultado.IGUAL)
        changes |= {"atualizado_em": self.now(), "atualizado_por": entrada.sujeito}
        changed = read.cliente.model_copy(update=changes)
        achados.check_free(changed, chaves_de(changed) - chaves_de(read.cliente))
        await cadastro.save(read, changed, achados)
        return Aplicada(read.cliente.id, Resultado.ATUALIZADO)


def _person(ficha: Ficha) -> Titular:
    return Titular(
        telefones=(ficha.telefone,) if ficha.telefone else (),
        emails=(ficha.email,) if ficha.email else (),
        client_ids=(ficha.client_id,) if ficha.client_id else (),
    )


def _chaves(ficha: Ficha) -> frozenset[Chave]:
    found = set()
    if ficha.id:
        found.add(Chave(Tipo.ID_EXTERNO, ficha.id))
    if ficha.client_id:
        found.add(Chave(Tipo.CLIENT_ID, ficha.client_id))
    if ficha.documento:
        found.add(Chave(Tipo.DOCUMENTO, ficha.documento))
    if ficha.email:
        found.add(Chave(Tipo.EMAIL, ficha.email))
    if ficha.telefone:
        found.add(telefone_key(ficha.telefone))
    return frozenset(found)


async def _dono(cadastro: Cadastro, achados: Achados, entrada: _Entrada) -> Versao | None:
    """Whose ficha it is; None for somebody new. Raises `ClienteBloqueado`, `OutraPessoa`."""
    by_id = await _by_id(cadastro, achados, entrada)
    if by_id is not None:
        return by_id
    chaves = {chave.tipo: chave for chave in _chaves(entrada.ficha)}
    for tipo in (Tipo.CLIENT_ID, Tipo.DOCUMENTO, Tipo.EMAIL):
        chave = chaves.get(tipo)
        if chave is None:
            continue
        if donos := achados.donos(chave):
            dono = _nearest(donos, entrada.ficha)
            if tipo is not Tipo.CLIENT_ID and _contradicts(entrada.ficha, dono):
                raise OutraPessoa
            if tipo is Tipo.EMAIL and not share_first_name(entrada.ficha.nome, dono.nome):
                raise OutraPessoa  # a couple's e-mail: neither may take the other's place
            return achados.clientes[dono.id]
        if tipo is not Tipo.EMAIL and achados.blocked(chave):
            raise ClienteBloqueado
    return _by_phone(achados, chaves.get(Tipo.TELEFONE), entrada.ficha)


async def _by_id(cadastro: Cadastro, achados: Achados, entrada: _Entrada) -> Versao | None:
    ficha = entrada.ficha
    donos = achados.donos(Chave(Tipo.ID_EXTERNO, ficha.id)) if ficha.id else []
    for known in (*entrada.ids, *(dono.id for dono in donos)):
        if known not in achados.clientes:
            continue
        try:
            return await cadastro.follow(achados.clientes[known])
        except ClienteNotFound:
            raise ClienteBloqueado from None
    return None


def _by_phone(achados: Achados, chave: Chave | None, ficha: Ficha) -> Versao | None:
    """The one with this phone and this very name: several people may stand behind a phone."""
    if chave is None or ficha.nome is None:
        return None
    named = key_of(ficha.nome)
    for dono in achados.donos(chave):
        if key_of(dono.nome) == named and not _contradicts(ficha, dono):
            return achados.clientes[dono.id]
    return None


def _nearest(donos: list[Cliente], ficha: Ficha) -> Cliente:
    """Of a family behind one e-mail, the one of this name, else who answers for it."""
    named = key_of(ficha.nome or "")
    return min(donos, key=lambda dono: (key_of(dono.nome) != named, dono.responsavel_id is not None))


def _contradicts(ficha: Ficha, dono: Cliente) -> bool:
    """Whether both are known by an identifier that names one person, and it differs."""
    by_client_id = ficha.client_id and dono.client_id and ficha.client_id != dono.client_id
    by_documento = ficha.documento and dono.documento and ficha.documento != dono.documento
    by_id = ficha.id and dono.ids_externos and ficha.id not in (dono.id, *dono.ids_externos)
    return bool(by_client_id or by_documento or by_id)


def _given(ficha: Ficha) -> dict[str, Any]:
    """The fields that the ficha says something of and that stand alone in a cliente."""
    return ficha.model_dump(exclude=_OWN, exclude_none=True)


def _changes(cliente: Cliente, ficha: Ficha) -> dict[str, Any]:
    """What the ficha makes different; nothing when the CRM has said newer already."""
    said_em, known_em = ficha.crm_atualizado_em, cliente.crm_atualizado_em
    if said_em and known_em and said_em < known_em:
        return {}
    found = {name: value for name, value in _given(ficha).items() if getattr(cliente, name) != value}
    if said_em and said_em != known_em:
        found["crm_atualizado_em"] = said_em
    chaves = chaves_de(cliente)
    if ficha.telefone and telefone_key(ficha.telefone) not in chaves:
        found["telefones"] = (*cliente.telefones, ficha.telefone)
    if ficha.email and ficha.email not in cliente.emails:
        found["emails"] = (*cliente.emails, ficha.email)
    if ficha.id and ficha.id not in (cliente.id, *cliente.ids_externos):
        found["ids_externos"] = (*cliente.ids_externos, ficha.id)
    return found
