"""What people and other features do with a cliente: make, read, change, search, recognise."""

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from shared.clientes.cadastro import Cadastro, OpenCadastro
from shared.clientes.entradas import AlteracaoCliente, BuscaCliente, ClienteNovo
from shared.clientes.errors import ClienteNotFound, KeyErased, KeyReused
from shared.clientes.identidades import Chave, Tipo, chaves_de, settle, telefone_key
from shared.clientes.models import Cliente, Pessoa, Versao
from shared.clientes.pessoas import identify, read_pessoa
from shared.clientes.store import ClientePage
from shared.kit.auth import Principal
from shared.kit.clock import Now
from shared.kit.errors import FieldError, InvalidInput
from shared.kit.etags import Precondition
from shared.kit.ids import digest_id
from shared.kit.texto import key_of
from shared.kit.titulares import Eliminados
from shared.resumos.ports import Assunto, Invalidacao

_LISTS = {"telefone", "email", "telefones", "emails", "responsavel_id"}


@dataclass(frozen=True)
class ClienteService:
    open_cadastro: OpenCadastro
    eliminados: Eliminados
    now: Now
    new_id: Callable[[], str]
    invalidacao: Invalidacao

    async def create(self, principal: Principal, novo: ClienteNovo, *, chave: str | None = None) -> Versao:
        """The same `chave` with the same body gives the same cliente, with another body raises `KeyReused`.

        Raises `KeyErased` for a `chave` whose cliente was erased; `EmailTaken`, `DocumentoTaken`, `ClientIdTaken`;
        `InvalidInput` for a responsável that is not there.
        """
        cadastro = self.open_cadastro(principal.conta)
        responsavel_id = await _responsavel(cadastro, novo.responsavel_id)
        cliente = self._born(principal, novo, chave).model_copy(update={"responsavel_id": responsavel_id})
        if chave and await self.eliminados.holds_id(principal.conta, cliente.id):
            raise KeyErased
        added = await settle(lambda: _add(cadastro, cliente))
        await self.invalidacao.changed(principal.conta, Assunto.CLIENTES)
        return added

    def _born(self, principal: Principal, novo: ClienteNovo, chave: str | None) -> Cliente:
        # Defaults are left out: a field that a later version adds must not change the digest of an old body.
        said = novo.model_dump_json(exclude_defaults=True)
        now = self.now()
        return Cliente(
            **novo.model_dump(exclude=_LISTS),
            id=digest_id(principal.conta, "clientes", chave) if chave else self.new_id(),
            telefones=novo.all_telefones,
            emails=novo.all_emails,
            conteudo=hashlib.sha256(said.encode()).hexdigest() if chave else None,
            criado_em=now,
            atualizado_em=now,
            atualizado_por=principal.sujeito,
        )

    async def get(self, conta: str, cliente_id: str) -> Versao:
        """The cliente, or the one it was merged into. Raises `ClienteNotFound`."""
        return await self.open_cadastro(conta).current(cliente_id)

    async def names(self, conta: str, cliente_ids: Sequence[str]) -> dict[str, str]:
        """The names of those of `cliente_ids` that may be shown."""
        found = await self.open_cadastro(conta).clientes.many(cliente_ids)
        return {one: read.cliente.nome for one, read in found.items() if read.cliente.is_shown}

    async def canonical_id(self, conta: str, cliente_id: str) -> str:
        """The id of the cliente, or of the one it was merged into. Raises `ClienteNotFound`."""
        return (await self.get(conta, cliente_id)).cliente.id

    async def is_known(self, conta: str, *, telefone: str | None, email: str | None) -> bool:
        """Whether any cliente has this phone (E.164) or e-mail."""
        chaves = [telefone_key(telefone)] if telefone else []
        chaves += [Chave(Tipo.EMAIL, email)] if email else []
        if not chaves:
            return False
        achados = await self.open_cadastro(conta).look(chaves)
        return any(achados.donos(chave) for chave in chaves)

    async def patch(
        self, principal: Principal, cliente_id: str, *, alteracao: AlteracaoCliente, lido: Precondition
    ) -> Versao:
        """Raises what `create` raises, and `PreconditionFailed` unless `lido` names the newest version."""
        cadastro = self.open_cadastro(principal.conta)
        changes = alteracao.changes()
        if alteracao.responsavel_id is not None:
            changes["responsavel_id"] = await _responsavel(cadastro, alteracao.responsavel_id)

        async def attempt() -> Versao:
            read = await cadastro.current(cliente_id)
            lido.check(read.etag)
            changed = read.cliente.model_copy(update=changes)
            if changed == read.cliente:
                return read
            _check(read.cliente, changed)
            stamp = {"atualizado_em": self.now(), "atualizado_por": principal.sujeito}
            return await _save(cadastro, read, changed.model_copy(update=stamp))

        saved = await settle(attempt)
        await self.invalidacao.changed(principal.conta, Assunto.CLIENTES)
        return saved

    async def search(self, conta: str, busca: BuscaCliente) -> ClientePage:
        """Who has all of what is asked; by name alone, in pages."""
        cadastro = self.open_cadastro(conta)
        chaves = _asked(busca)
        if not chaves:
            return await cadastro.clientes.named(busca.nome or "", limit=busca.limite, cursor=busca.cursor)
        achados = await cadastro.look(chaves)
        found = [dono for dono in achados.donos(chaves[0]) if chaves_de(dono).issuperset(chaves)]
        if busca.nome:
            found = [dono for dono in found if key_of(busca.nome) in key_of(dono.nome)]
        return ClientePage(found[: busca.limite])

    async def identify(self, conta: str, pessoa: Pessoa, *, chave: str) -> str | None:
        """The id of the cliente behind a phone or e-mail, made when there is none.

        None when neither is usable, or when several people are behind it and the name does not tell which.
        The same `chave` never makes two. Raises only `TransientError`.
        """
        alguem = read_pessoa(pessoa, digest_id(conta, "pessoas", chave))
        if alguem is None:
            return None
        cadastro = self.open_cadastro(conta)
        known, is_news = await settle(lambda: identify(cadastro, alguem, self.now))
        if is_news:
            await self.invalidacao.changed(conta, Assunto.CLIENTES)
        return known


async def _add(cadastro: Cadastro, cliente: Cliente) -> Versao:
    chaves = chaves_de(cliente)
    achados = await cadastro.look(chaves, ids=[cliente.id])
    if prior := achados.clientes.get(cliente.id):
        if prior.cliente.conteudo != cliente.conteudo:
            raise KeyReused
        return await cadastro.follow(prior)
    achados.check_free(cliente, chaves)
    return await cadastro.add(cliente, achados)


async def _save(cadastro: Cadastro, read: Versao, changed: Cliente) -> Versao:
    new = chaves_de(changed) - chaves_de(read.cliente)
    # Another responsável is another family: what was shared with the old one may not stay.
    moved = changed.responsavel_id != read.cliente.responsavel_id
    shared = {chave for chave in chaves_de(changed) if moved and chave.tipo is Tipo.EMAIL}
    achados = await cadastro.look(new | shared) if new | shared else None
    if achados:
        achados.check_free(changed, new | shared)
    return await cadastro.save(read, changed, achados if new else None)


async def _responsavel(cadastro: Cadastro, responsavel_id: str | None) -> str | None:
    """The id of who stays, if that one was merged."""
    if responsavel_id is None:
        return None
    try:
        return (await cadastro.current(responsavel_id)).cliente.id
    except ClienteNotFound:
        wrong = FieldError("#/responsavel_id", "não é o id de um cliente desta conta")
        raise InvalidInput(errors=[wrong]) from None


def _check(before: Cliente, after: Cliente) -> None:
    """What a change may not do. Raises `InvalidInput`."""
    if after.responsavel_id == after.id:
        raise InvalidInput(errors=[FieldError("#/responsavel_id", "não pode ser o próprio cliente")])
    if chaves_de(before) and not chaves_de(after):
        sentence = "deve deixar ao menos um e-mail, um telefone ou um documento"
        raise InvalidInput(errors=[FieldError("#", sentence)])


def _asked(busca: BuscaCliente) -> list[Chave]:
    found = []
    if busca.documento:
        found.append(Chave(Tipo.DOCUMENTO, busca.documento))
    if busca.email:
        found.append(Chave(Tipo.EMAIL, busca.email))
    if busca.telefone:
        found.append(telefone_key(busca.telefone))
    return found
