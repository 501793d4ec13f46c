"""What-if: a score before and after a change of measures or of profile. Writes nothing."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from shared.contas.models import Conta
from shared.contas.saude import NomePerfil
from shared.kit.errors import FieldError, InvalidInput
from shared.saude.calculo import measures_of
from shared.saude.errors import DadosIlegiveis, SemSaude
from shared.saude.evolucao import changes
from shared.saude.medidas import Medidas
from shared.saude.models import MedidasGuardadas
from shared.saude.pagina import PaginaService
from shared.saude.perfil_models import Perfil
from shared.saude.perfis import own, perfil_of, with_signals
from shared.saude.ports import Clientes, Contas
from shared.saude.simulacao_models import PedidoSimulacao, ScoreSimulado, Simulacao

_SIMULADO = f"{NomePerfil.PROPRIO}:simulado"


@dataclass(frozen=True, slots=True)
class _Base:
    medidas: Medidas
    cliente_id: str | None = None
    dia: date | None = None


@dataclass(frozen=True)
class SimulacaoService:
    contas: Contas
    clientes: Clientes
    pagina: PaginaService

    async def simulate(self, conta_id: str, pedido: PedidoSimulacao) -> Simulacao:
        """Raises `ClienteNotFound`, `SemSaude` and `DadosIlegiveis` of a cliente's own measures, and `InvalidInput`
        for the own profile of a conta that has none."""
        conta = await self.contas.load(conta_id)
        perfil = _profile(conta, pedido)
        base = await self._base(conta, pedido)
        antes = ScoreSimulado.of(base.medidas, perfil_of(conta))
        depois = ScoreSimulado.of(pedido.mudancas.on(base.medidas), perfil)
        return Simulacao(
            cliente_id=base.cliente_id,
            dia=base.dia,
            antes=antes,
            depois=depois,
            diferenca=changes(antes.day, depois.day),
        )

    async def _base(self, conta: Conta, pedido: PedidoSimulacao) -> _Base:
        if pedido.medidas is not None:
            return _Base(pedido.medidas.on(Medidas()))
        if pedido.cliente_id is None:
            raise RuntimeError("a request has measures or a cliente")
        cliente = (await self.clientes.get(conta.id, pedido.cliente_id)).cliente
        if not cliente.is_scored:
            raise SemSaude
        contexto = self.pagina.context(conta)
        corpo: dict[str, Any] = cliente.model_dump(mode="json", exclude={"id"}, exclude_none=True)
        done = await self.pagina.calculate(conta.id, {cliente.id: corpo}, contexto)
        if not done:
            raise DadosIlegiveis
        kept = MedidasGuardadas.model_validate(done[0].escrita.atual["medidas"])
        return _Base(measures_of(kept), cliente.id, contexto.dia)


def _profile(conta: Conta, pedido: PedidoSimulacao) -> Perfil:
    if pedido.proprio is not None:
        return with_signals(own(pedido.proprio.as_version(1), _SIMULADO), conta.saude.sinais)
    if pedido.perfil is NomePerfil.PROPRIO and conta.saude.proprio is None:
        raise InvalidInput(
            errors=[FieldError("#/perfil", "pede um perfil próprio, e a conta não tem nenhum")]
        )
    return perfil_of(conta, pedido.perfil)
