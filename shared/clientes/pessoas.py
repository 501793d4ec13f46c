"""The cliente that another feature heard of by a phone, an e-mail and maybe a name; made when there is none."""

from dataclasses import dataclass

from shared.clientes.cadastro import Achados, Cadastro
from shared.clientes.errors import ClienteNotFound, Moved
from shared.clientes.identidades import Chave, Tipo, telefone_key
from shared.clientes.models import Cliente, Origem, Pessoa
from shared.kit.brasil import email_address, phone_number
from shared.kit.clock import Now
from shared.kit.errors import PreconditionFailed
from shared.kit.texto import key_of, squeeze

SEM_NOME = "Cliente sem nome"
_MAX_NOME = 200
_TITLES = frozenset({"sr", "sra", "srta", "dr", "dra", "dona", "seu", "senhor", "senhora"})


@dataclass(frozen=True, slots=True)
class Alguem:
    """A pessoa with what was usable of it, and the id that a new cliente would get."""

    novo_id: str
    nome: str | None
    telefone: str | None
    email: str | None

    @property
    def chaves(self) -> list[Chave]:
        """The e-mail first: it is one person's, a phone may be a family's."""
        found = [Chave(Tipo.EMAIL, self.email)] if self.email else []
        return [*found, telefone_key(self.telefone)] if self.telefone else found


def read_pessoa(pessoa: Pessoa, novo_id: str) -> Alguem | None:
    """None when neither phone nor e-mail is usable."""
    nome = squeeze(pessoa.nome or "")[:_MAX_NOME] or None
    telefone, email = _telefone(pessoa.telefone), _email(pessoa.email)
    return Alguem(novo_id, nome, telefone, email) if telefone or email else None


async def identify(cadastro: Cadastro, alguem: Alguem, now: Now) -> str | None:
    """The id of the cliente. None when it is one whose data is blocked. Raises `Moved`."""
    achados = await cadastro.look(alguem.chaves, ids=[alguem.novo_id])
    if alguem.novo_id in achados.clientes:
        try:
            return (await cadastro.follow(achados.clientes[alguem.novo_id])).cliente.id
        except ClienteNotFound:
            return None
    if any(achados.being_made(chave, beside=[alguem.novo_id]) for chave in alguem.chaves):
        raise Moved  # it may be this very person: wait until the name can be read
    if (dono := _choose(achados, alguem)) is not None:
        await _name(cadastro, achados, dono=dono, alguem=alguem)
        return dono.id
    return (await cadastro.add(_new(achados, alguem, now), achados)).cliente.id


def _choose(achados: Achados, alguem: Alguem) -> Cliente | None:
    """Who it is among those behind the e-mail, else the phone; names that contradict make somebody new.

    Only whoever has nothing but an e-mail is its owner in any case: it could not be told apart afterwards.
    """
    for chave in alguem.chaves:
        if near := _compatible(achados.donos(chave), alguem.nome):
            return near
    if alguem.email and not alguem.telefone:
        return next(iter(achados.donos(Chave(Tipo.EMAIL, alguem.email))), None)
    return None


def _compatible(donos: list[Cliente], nome: str | None) -> Cliente | None:
    """The one of this very name, else the first of this first name; without a name, whoever was there first."""
    fitting = [dono for dono in donos if _same_first_name(dono.nome, nome)]
    return min(
        fitting, key=lambda dono: (key_of(dono.nome) != key_of(nome or ""), dono.criado_em), default=None
    )


def _same_first_name(one: str, other: str | None) -> bool:
    first, second = _first_name(one), _first_name(other or "")
    return not first or not second or first == second


def _first_name(nome: str) -> str:
    """Folded and without a title; empty where no name is known."""
    if nome == SEM_NOME:
        return ""
    words = [word.strip(".,") for word in key_of(nome).split()]
    return next((word for word in words if word and word not in _TITLES), "")


async def _name(cadastro: Cadastro, achados: Achados, *, dono: Cliente, alguem: Alguem) -> None:
    """A cliente that was made without a name gets the first one that is heard."""
    if dono.nome != SEM_NOME or not alguem.nome:
        return
    named = dono.model_copy(update={"nome": alguem.nome})
    try:
        await cadastro.save(achados.clientes[dono.id], named, None)
    except PreconditionFailed:
        raise Moved from None


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
        origem=Origem.RELATO,
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
