"""Who writes to us from an address: a message has no name to rely on, so who is behind it is all there is to go by."""

from collections.abc import Callable
from dataclasses import dataclass

from shared.clientes.cadastro import OpenCadastro
from shared.clientes.errors import Moved
from shared.clientes.identidades import Chave, Tipo, settle, telefone_key
from shared.clientes.models import Cliente, Pessoa, Versao
from shared.clientes.pessoas import Alguem, read_pessoa
from shared.clientes.ports import Supressoes
from shared.kit.clock import Now
from shared.kit.errors import PreconditionFailed
from shared.kit.titulares import Titular


@dataclass(frozen=True)
class RemetenteService:
    open_cadastro: OpenCadastro
    supressoes: Supressoes
    now: Now

    async def senders(self, conta: str, pessoa: Pessoa) -> list[Cliente]:
        """Everybody who is reached at this account, e-mail or phone, the newest first.

        Who never spoke of silence is shown with what the address was asked for before they had it.
        """
        alguem = read_pessoa(pessoa, "")
        if alguem is None:
            return []
        achados = await self.open_cadastro(conta).look(alguem.chaves)
        behind = {dono.id: dono for chave in alguem.chaves for dono in achados.donos(chave)}
        if not behind:
            return []
        asked = (await self.supressoes.find(conta, _reached(alguem))).opt_out
        found = [one if one.opt_out else one.model_copy(update={"opt_out": asked}) for one in behind.values()]
        return sorted(found, key=lambda dono: (dono.criado_em, dono.id), reverse=True)

    async def learn(self, conta: str, cliente_id: str, pessoa: Pessoa) -> None:
        """Remember the account of a channel that the cliente wrote from: next time no phone may come with it."""
        endereco = pessoa.endereco
        if endereco is None:
            return

        def change(cliente: Cliente) -> Cliente:
            if endereco in cliente.enderecos:
                return cliente
            return cliente.model_copy(update={"enderecos": (*cliente.enderecos, endereco)})

        await self._save(conta, cliente_id, change, {Chave(Tipo.CANAL, endereco)})

    async def unlink(self, conta: str, cliente_id: str, pessoa: Pessoa) -> None:
        """Take the addresses of `pessoa` off the cliente: they are somebody else's."""
        alguem = read_pessoa(pessoa, "")
        wrong = set(alguem.chaves) if alguem else set()

        def change(cliente: Cliente) -> Cliente:
            left = {
                "telefones": tuple(one for one in cliente.telefones if telefone_key(one) not in wrong),
                "emails": tuple(one for one in cliente.emails if Chave(Tipo.EMAIL, one) not in wrong),
                "enderecos": tuple(one for one in cliente.enderecos if Chave(Tipo.CANAL, one) not in wrong),
            }
            unlinked = cliente.model_copy(update=left)
            return cliente if unlinked == cliente else unlinked

        await self._save(conta, cliente_id, change, set())

    async def _save(
        self, conta: str, cliente_id: str, change: Callable[[Cliente], Cliente], new: set[Chave]
    ) -> None:
        cadastro = self.open_cadastro(conta)

        async def attempt() -> Versao:
            read = await cadastro.current(cliente_id)
            changed = change(read.cliente)
            if changed is read.cliente:
                return read
            achados = await cadastro.look(new) if new else None
            try:
                stamped = changed.model_copy(update={"atualizado_em": self.now()})
                return await cadastro.save(read, stamped, achados)
            except PreconditionFailed:
                raise Moved from None

        await settle(attempt)


def _reached(alguem: Alguem) -> Titular:
    return Titular(
        telefones=(alguem.telefone,) if alguem.telefone else (),
        emails=(alguem.email,) if alguem.email else (),
        enderecos=(alguem.endereco,) if alguem.endereco else (),
    )
