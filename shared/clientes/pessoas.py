"""The cliente that another feature heard of by a phone, an e-mail and maybe a name; made when there is none."""

from collections.abc import Callable
from dataclasses import dataclass

from shared.clientes.cadastro import Achados, Cadastro
from shared.clientes.errors import ClienteNotFound, Moved
from shared.clientes.identidades import Chave, Tipo, telefone_key
from shared.clientes.models import SEM_NOME, Cliente, Origem, Pessoa
from shared.kit.brasil import email_address, phone_number
from shared.kit.clock import Now
from shared.kit.errors import PreconditionFailed
from shared.kit.nomes import may_be_one, share_first_name
from shared.kit.texto import key_of, squeeze

_MAX_NOME = 200


@dataclass(frozen=True, slots=True)
class Alguem:
    """A pessoa with what was usable of it, and the id that a new cliente would get."""

    novo_id: str
    nome: str | None
    telefone: str | None
    email: str | None
    endereco: str | None = None
    origem: Origem = Origem.RELATO

    @property
    def chaves(self) -> list[Chave]:
        """The account of a channel and the e-mail first: they are one person's, a phone may be a family's."""
        found = [Chave(Tipo.CANAL, self.endereco)] if self.endereco else []
        found += [Chave(Tipo.EMAIL, self.email)] if self.email else []
        return [*found, telefone_key(self.telefone)] if self.telefone else found


def read_pessoa(pessoa: Pessoa, novo_id: str) -> Alguem | None:
    """None when there is no way to reach them."""
    nome = squeeze(pessoa.nome or "")[:_MAX_NOME] or None
    telefone, email = _telefone(pessoa.telefone), _email(pessoa.email)
    if not (telefone or email or pessoa.endereco):
        return None
    return Alguem(novo_id, nome, telefone, email, pessoa.endereco, pessoa.origem)


async def identify(cadastro: Cadastro, alguem: Alguem, now: Now) -> tuple[str | None, bool]:
    """The id of the cliente, and whether it was made or named just now.

    None when nobody can tell whose it is, or its data is blocked. Raises `Moved`.
    """
    achados = await cadastro.look(alguem.chaves, ids=[alguem.novo_id])
    if alguem.novo_id in achados.clientes:
        try:
            return (await cadastro.follow(achados.clientes[alguem.novo_id])).cliente.id, False
        except ClienteNotFound:
            return None, False
    if any(achados.being_made(chave, beside=[alguem.novo_id]) for chave in alguem.chaves):
        raise Moved  # it may be this very person: wait until the name can be read
    match _candidates(achados, alguem):
        case [dono]:
            return dono.id, await _name(cadastro, achados, dono=dono, alguem=alguem)
        case [] if not _has_only_anothers(achados, alguem):
            return (await cadastro.add(_new(achados, alguem, now), achados)).cliente.id, True
    return None, False  # a guess would show one person's matters to another


def _candidates(achados: Achados, alguem: Alguem) -> list[Cliente]:
    """Who it may be among those behind the e-mail, else the phone; an e-mail is more one person's than a phone."""
    for chave in alguem.chaves:
        fits = may_be_one if chave.tipo is Tipo.TELEFONE else share_first_name
        if found := _fitting(achados.donos(chave), alguem.nome, fits):
            return found
    return []


def _fitting(
    donos: list[Cliente], nome: str | None, fits: Callable[[str, str | None], bool]
) -> list[Cliente]:
    """The first of this very name, else all whose name fits, else who has none yet."""
    same = [dono for dono in donos if nome and key_of(dono.nome) == key_of(nome)]
    named = [dono for dono in donos if dono.nome != SEM_NOME and fits(dono.nome, nome)]
    nameless = [dono for dono in donos if dono.nome == SEM_NOME]
    if not nome:
        return named + nameless
    return sorted(same, key=lambda dono: dono.criado_em)[:1] or named or nameless


def _has_only_anothers(achados: Achados, alguem: Alguem) -> bool:
    """Whether all that is known is an e-mail of somebody else's: by it they could not be told apart afterwards."""
    if alguem.telefone or alguem.endereco or not alguem.email:
        return False
    return bool(achados.donos(Chave(Tipo.EMAIL, alguem.email)))


async def _name(cadastro: Cadastro, achados: Achados, *, dono: Cliente, alguem: Alguem) -> bool:
    """A cliente that was made without a name gets the first one that is heard; whether it did."""
    if dono.nome != SEM_NOME or not alguem.nome:
        return False
    named = dono.model_copy(update={"nome": alguem.nome})
    try:
        await cadastro.save(achados.clientes[dono.id], named, None)
    except PreconditionFailed:
        raise Moved from None
    return True


def _new(achados: Achados, alguem: Alguem, now: Now) -> Cliente:
    """With the e-mail only where it is nobody else's."""
    email = Chave(Tipo.EMAIL, alguem.email or "")
    is_free = alguem.email and not achados.donos(email)
    born = now()
    return Cliente(
        id=alguem.novo_id,
        nome=alguem.nome or SEM_NOME,
        telefones=(alguem.telefone,) if alguem.telefone else (),
        emails=(email.valor,) if is_free else (),
        enderecos=(alguem.endereco,) if alguem.endereco else (),
        origem=alguem.origem,
        criado_em=born,
        atualizado_em=born,
    )


def _telefone(text: str | None) -> str | None:
    try:
        return phone_number(text or "")
    except ValueError:
        return None


def _email(text: str | None) -> str | None:
    try:
        return email_address(text or "")
    except ValueError:
        return None
