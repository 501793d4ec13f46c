"""S1's `clientes`: each keeps its id, its date and what people changed here; who was erased stays away."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from infra.migrar.celulas import REQUIRED, Celulas, Recusa
from infra.migrar.marcas import Marca
from infra.migrar.tabela import APAGADA, COLISAO, ELIMINADA, Registro, iso, text_columns
from shared.clientes.cadastro import Achados, Cadastro
from shared.clientes.errors import ClienteNotFound, Moved
from shared.clientes.identidades import Chave, Tipo, chaves_de, settle, telefone_key
from shared.clientes.models import Canal, Cliente, Origem, Versao
from shared.kit.brasil import email_address, phone_number
from shared.kit.clock import Now
from shared.kit.errors import PreconditionFailed
from shared.kit.nomes import share_first_name
from shared.kit.texto import key_of
from shared.kit.titulares import Eliminados, Titular

NOME = "clientes"
_CANAIS = {"e-mail": Canal.EMAIL, "mail": Canal.EMAIL, "zap": Canal.WHATSAPP, "chat_ia": Canal.SITE}
_LEFT_OUT = "{}; o cliente veio sem isto"
_LIGADA = "já era cliente daqui, pelo e-mail e nome ou pelo telefone e nome: o id da origem leva a ele"
_DE_OUTRO = (
    "o e-mail já é de outro cliente daqui, com outro nome ou outro id: corrija um dos dois e rode de novo"
)


@dataclass(frozen=True, slots=True)
class ClienteS1:
    nome: str
    email: str | None
    telefone: str | None
    canal: Canal
    criado_em: datetime


@dataclass
class ClientesS1:
    """The port `Tabela`. `resumo` makes the digests of marks; `vindos` are the ids that a simulation would bring."""

    cadastro: Cadastro
    eliminados: Eliminados
    conta: str
    sujeito: str
    resumo: Callable[[str], str]
    now: Now
    vindos: set[str]
    simular: bool
    nome: str = NOME
    arquivos: tuple[str, ...] = (NOME,)
    ligada: str | None = _LIGADA
    colunas: Mapping[str, str] = field(
        default_factory=lambda: text_columns(
            "id", "nome", "email", "telefone", "canal_preferido", data_criacao="criado_em"
        )
    )
    _there: dict[str, Versao] = field(default_factory=dict)

    def read(self, celulas: Celulas) -> Registro[ClienteS1]:
        avisos: list[Recusa] = []
        nome = celulas.texto("nome", maximo=200)
        if nome is None:
            raise Recusa(REQUIRED, "nome")
        dados = ClienteS1(
            nome=nome,
            email=celulas.lido("email", email_address),
            telefone=_or_without(lambda: celulas.lido("telefone", phone_number), avisos),
            canal=_or_without(lambda: celulas.opcao("canal_preferido", Canal, _CANAIS), avisos) or Canal.SITE,
            criado_em=celulas.instante("criado_em"),
        )
        campos = {
            "nome": nome,
            "email": dados.email or "",
            "telefone": dados.telefone or "",
            "canal": dados.canal,
        }
        return Registro(celulas.id("id"), iso(dados.criado_em), campos, dados, tuple(avisos))

    async def look(self, _registros: Sequence[Registro[ClienteS1]], marcas: Mapping[str, Marca]) -> None:
        self._there = await self.cadastro.clientes.many(marca.alvo for marca in marcas.values())

    async def require(self, registro: Registro[ClienteS1], marca: Marca) -> None:
        read = self._there.get(marca.alvo)
        if read is None or read.cliente.bloqueado_em:
            erased = await self.eliminados.holds_id(self.conta, marca.alvo)
            raise Recusa(ELIMINADA if read or erased else APAGADA)
        if self.simular:
            self.vindos.add(registro.id)

    async def check(self, registro: Registro[ClienteS1], marca: Marca | None) -> str | None:
        dados = registro.dados
        achados = await self._look(registro)
        if marca and (ours := _with_id(achados, registro.id)):
            return ours.id
        titular = Titular(
            telefones=(dados.telefone,) if dados.telefone else (),
            emails=(dados.email,) if dados.email else (),
        )
        erased = await self.eliminados.holds_id(self.conta, registro.id)
        if erased or await self.eliminados.holds_person(self.conta, titular):
            raise Recusa(ELIMINADA)
        _known_here(achados, registro)
        if self.simular:
            self.vindos.add(registro.id)
        return None

    async def create(self, registro: Registro[ClienteS1]) -> str:
        return await settle(lambda: self._create(registro))

    async def _create(self, registro: Registro[ClienteS1]) -> str:
        achados = await self._look(registro)
        dono = _known_here(achados, registro)
        if dono is not None:
            return await self._link(achados.clientes[dono.id], registro, achados)
        dados = registro.dados
        cliente = Cliente(
            id=registro.id,
            nome=dados.nome,
            emails=(dados.email,) if dados.email else (),
            telefones=(dados.telefone,) if dados.telefone else (),
            canal_preferido=dados.canal,
            ids_externos=(registro.id,),
            origem=Origem.IMPORTACAO,
            criado_em=dados.criado_em,
            atualizado_em=dados.criado_em,
            atualizado_por=self.sujeito,
        )
        achados.check_free(cliente, chaves_de(cliente))
        await self.cadastro.add(cliente, achados)
        return cliente.id

    async def _link(self, read: Versao, registro: Registro[ClienteS1], achados: Achados) -> str:
        """Somebody whom we know: what is written here stays, and the id of the source leads there."""
        dados, known = registro.dados, chaves_de(read.cliente)
        changes: dict[str, Any] = {}
        if registro.id not in (read.cliente.id, *read.cliente.ids_externos):
            changes["ids_externos"] = (*read.cliente.ids_externos, registro.id)
        if dados.telefone and telefone_key(dados.telefone) not in known:
            changes["telefones"] = (*read.cliente.telefones, dados.telefone)
        if dados.email and dados.email not in read.cliente.emails:
            changes["emails"] = (*read.cliente.emails, dados.email)
        if changes and read.cliente.is_shown:
            await self._save(read, changes, achados)
        return read.cliente.id

    async def change(self, registro: Registro[ClienteS1], marca: Marca) -> bool:
        return await settle(lambda: self._change(registro, marca))

    async def _change(self, registro: Registro[ClienteS1], marca: Marca) -> bool:
        try:
            read = await self.cadastro.follow(await self.cadastro.clientes.get(marca.alvo))
        except ClienteNotFound:
            raise Recusa(ELIMINADA) from None
        changes = self._changes(read.cliente, registro, marca)
        if changes:
            changed = read.cliente.model_copy(update=changes)
            await self._save(read, changes, await self.cadastro.look(chaves_de(changed)))
        return bool(changes)

    def _changes(self, cliente: Cliente, registro: Registro[ClienteS1], marca: Marca) -> dict[str, Any]:
        """What the source says anew of what is still as it said before."""
        dados = registro.dados
        wanted: dict[str, Any] = {
            "telefones": self._in_place(cliente.telefones, dados.telefone, marca.campos["telefone"]),
            "emails": self._in_place(cliente.emails, dados.email, marca.campos["email"]),
        }
        if self.resumo(cliente.nome) == marca.campos["nome"]:
            wanted["nome"] = dados.nome
        if self.resumo(cliente.canal_preferido) == marca.campos["canal"]:
            wanted["canal_preferido"] = dados.canal
        return {name: value for name, value in wanted.items() if getattr(cliente, name) != value}

    def _in_place(self, known: tuple[str, ...], new: str | None, before: str) -> tuple[str, ...]:
        """With the new value where the source's old one stands; where that is gone, people here know better."""
        if self.resumo(new or "") == before or new in known:
            return known
        if before == self.resumo(""):
            return (*known, new) if new else known
        place = next((at for at, one in enumerate(known) if self.resumo(one) == before), None)
        if place is None:
            return known
        return (*known[:place], *((new,) if new else ()), *known[place + 1 :])

    async def _save(self, read: Versao, changes: dict[str, Any], achados: Achados) -> None:
        """Raises `Moved` where somebody was quicker, and what `check_free` does."""
        stamp = {"atualizado_em": self.now(), "atualizado_por": self.sujeito}
        changed = read.cliente.model_copy(update=changes | stamp)
        achados.check_free(changed, chaves_de(changed) - chaves_de(read.cliente))
        try:
            await self.cadastro.save(read, changed, achados)
        except PreconditionFailed:
            raise Moved from None

    async def _look(self, registro: Registro[ClienteS1]) -> Achados:
        dados = registro.dados
        chaves = {Chave(Tipo.ID_EXTERNO, registro.id)}
        if dados.email:
            chaves.add(Chave(Tipo.EMAIL, dados.email))
        if dados.telefone:
            chaves.add(telefone_key(dados.telefone))
        return await self.cadastro.look(chaves, ids=[registro.id])


def _or_without(read: Callable[[], Any], avisos: list[Recusa]) -> Any:
    """None, and a warning, for what S1 took unchecked: a cliente is not left behind for it."""
    try:
        return read()
    except Recusa as recusa:
        avisos.append(Recusa(_LEFT_OUT.format(recusa.motivo), recusa.campo))
        return None


def _known_here(achados: Achados, registro: Registro[ClienteS1]) -> Cliente | None:
    """Whose row it is, where we know the person already, as files of clientes find it out.

    Raises `Recusa` where the id or the e-mail is somebody else's.
    """
    dados = registro.dados
    if dono := _with_id(achados, registro.id):
        if dados.email in dono.emails and share_first_name(dados.nome, dono.nome):
            return dono
        raise Recusa(COLISAO, "id")
    if dados.email and (donos := achados.donos(Chave(Tipo.EMAIL, dados.email))):
        if donos[0].ids_externos or not share_first_name(dados.nome, donos[0].nome):
            raise Recusa(_DE_OUTRO, "email")
        return donos[0]
    phone = achados.donos(telefone_key(dados.telefone)) if dados.telefone else []
    named = key_of(dados.nome)
    return next((dono for dono in phone if key_of(dono.nome) == named and not dono.ids_externos), None)


def _with_id(achados: Achados, cliente_id: str) -> Cliente | None:
    """Who has this id here, or is known by it."""
    if read := achados.clientes.get(cliente_id):
        return read.cliente
    return next(iter(achados.donos(Chave(Tipo.ID_EXTERNO, cliente_id))), None)
