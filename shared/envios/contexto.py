"""What the gate must know before it decides: who it is, where they are reached, what they got and wrote lately."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from shared.clientes.models import Cliente, Supressao, joined
from shared.contas.models import Conta
from shared.envios.decisao import Contexto
from shared.envios.models import Envio
from shared.envios.ports import Carteiros, Clientes, Entradas, Supressoes, UltimaEntrada
from shared.envios.ritmos import Ritmos, RitmoStore, saying_the_same, taken_by_others
from shared.kit.brasil import phone_key
from shared.kit.canais import Provedor
from shared.kit.titulares import Titular

# A message of somebody is answered where it came from; afterwards their main address counts again.
_LATELY = timedelta(hours=24)
# These reach somebody by an id of their own who hides the phone.
_WITHOUT_PHONE = (Provedor.META, Provedor.ZAPI)


@dataclass(frozen=True, slots=True)
class Lido:
    """A reading: the contexto, and the ritmos whose etags a place is taken over."""

    contexto: Contexto
    ritmos: Ritmos


@dataclass(frozen=True)
class Leitor:
    clientes: Clientes
    supressoes: Supressoes
    carteiros: Carteiros
    entradas: Entradas
    open_ritmos: Callable[[str], RitmoStore]

    async def read(self, conta: Conta, envio: Envio, agora: datetime) -> Lido:
        """Raises `NotFound` when the cliente is gone or blocked."""
        cliente = (await self.clientes.get(conta.id, envio.cliente_id)).cliente
        supressao = await self._supressao(conta, cliente)
        enderecos, ultimas = await self._reach(conta, cliente, envio, agora)
        store = self.open_ritmos(conta.id)
        ritmos = await store.read(store.ids_of(cliente))
        others = taken_by_others(ritmos, envio, agora)
        contexto = Contexto(
            conta=conta,
            cliente=_silenced(cliente, supressao),
            eliminado_em=supressao.eliminado_em,
            enderecos=enderecos,
            agora=agora,
            ultima_entrada=ultimas,
            enviados_em=tuple(one.em for one in others),
            outros=() if envio.resposta else tuple(saying_the_same(others, store.lugar(envio, agora))),
        )
        return Lido(contexto, ritmos)

    async def again(self, lido: Lido, agora: datetime) -> Contexto:
        """The same with what a person may have said meanwhile. Raises `NotFound` when the cliente is gone."""
        before = lido.contexto
        cliente = (await self.clientes.get(before.conta.id, before.cliente.id)).cliente
        supressao = await self._supressao(before.conta, cliente)
        silenced = _silenced(cliente, supressao)
        return replace(before, cliente=silenced, eliminado_em=supressao.eliminado_em, agora=agora)

    async def _supressao(self, conta: Conta, cliente: Cliente) -> Supressao:
        reached = Titular(telefones=cliente.telefones, emails=cliente.emails, enderecos=cliente.enderecos)
        return await self.supressoes.find(conta.id, reached)

    async def _reach(
        self, conta: Conta, cliente: Cliente, envio: Envio, agora: datetime
    ) -> tuple[Mapping[Provedor, str], Mapping[Provedor, datetime]]:
        provedores = [
            one
            for one in self.carteiros.provedores(conta)
            if one not in envio.provedores_tentados and await self.carteiros.of(conta, one)
        ]
        entradas = await self.entradas.last(conta.id, cliente.id, provedores)
        ultimas = {provedor: entrada.em for provedor, entrada in entradas.items()}
        enderecos: dict[Provedor, str] = {}
        for provedor in provedores:
            entrada = entradas.get(provedor)
            is_answered = entrada is not None and (envio.resposta or entrada.em > agora - _LATELY)
            endereco = address(provedor, cliente, entrada, is_answered=is_answered)
            if endereco is not None:
                enderecos[provedor] = endereco
            if entrada and (endereco is None or not _is_of(entrada, endereco) or _is_shut(envio, entrada)):
                del ultimas[provedor]  # it opens no window to where this one goes
        return enderecos, ultimas


def _silenced(cliente: Cliente, supressao: Supressao) -> Cliente:
    """As the gate sees the person: silent also where somebody who had one of the addresses asked for it."""
    return cliente.model_copy(update={"opt_out": joined(cliente.opt_out, supressao.opt_out)})


def address(
    provedor: Provedor, cliente: Cliente, entrada: UltimaEntrada | None, *, is_answered: bool
) -> str | None:
    """Where this channel reaches the person: where they wrote from if that `is_answered`, else the main address."""
    origem = _origin(provedor, cliente, entrada)
    if provedor is Provedor.TELEGRAM:
        return entrada.endereco if entrada and origem else None
    if provedor is Provedor.EMAIL:
        return origem if is_answered and origem in cliente.emails else cliente.email
    if is_answered and origem and ((entrada and entrada.telefone) or provedor in _WITHOUT_PHONE):
        return origem
    if cliente.telefone:
        return cliente.telefone
    if provedor is Provedor.SIMULADO:
        return cliente.email
    return origem if provedor in _WITHOUT_PHONE else None


def _origin(provedor: Provedor, cliente: Cliente, entrada: UltimaEntrada | None) -> str | None:
    """Where the message came from, unless it is a phone or an account that is theirs no more."""
    if entrada is None:
        return None
    if entrada.telefone is None:
        is_account = provedor is Provedor.TELEGRAM or provedor in _WITHOUT_PHONE
        is_theirs = f"{provedor}:{entrada.endereco}" in cliente.enderecos
        return entrada.endereco if is_theirs or not is_account else None
    if provedor is Provedor.TELEGRAM and f"{provedor}:{entrada.endereco}" in cliente.enderecos:
        return entrada.endereco
    theirs = {phone_key(telefone) for telefone in cliente.telefones}
    return entrada.telefone if phone_key(entrada.telefone) in theirs else None


def _is_of(entrada: UltimaEntrada, endereco: str) -> bool:
    if entrada.telefone is None:
        return entrada.endereco == endereco
    return phone_key(entrada.telefone) == phone_key(endereco)


def _is_shut(envio: Envio, entrada: UltimaEntrada) -> bool:
    """Whether the provider said, after that message, that its window is closed."""
    return envio.janela_fechada_em is not None and entrada.em <= envio.janela_fechada_em
