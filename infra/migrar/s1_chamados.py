"""S1's `chamados`, each in the conversation of the cliente that its row names."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from infra.migrar.celulas import Celulas, Recusa
from infra.migrar.marcas import Marca, Marcas
from infra.migrar.s1_clientes import NOME as CLIENTES
from infra.migrar.s1_conversa import ChamadoS1, Chegada, arrived, taken_over
from infra.migrar.tabela import APAGADA, COLISAO, ELIMINADA, Registro, iso, text_columns
from shared.chamados.classe import Prioridade
from shared.chamados.models import CanalChamado, Chamado, ChamadoStatus
from shared.chamados.store import ChamadoStore
from shared.clientes.cadastro import Cadastro
from shared.clientes.errors import ClienteNotFound
from shared.contas.models import Conta
from shared.kit.clock import Now
from shared.kit.errors import Conflict
from shared.kit.store import read_many
from shared.kit.titulares import Eliminados

NOME = "chamados"
_SEM_CLIENTE = "o cliente deste chamado não veio desta origem: migre clientes antes, ou corrija a linha dele"
_STATUS_S1 = {
    "aberto": ChamadoStatus.ABERTO,
    "resolvido": ChamadoStatus.RESOLVIDO,
    "encaminhado": ChamadoStatus.ENCAMINHADO,
}
_CANAIS = {"e-mail": CanalChamado.EMAIL, "mail": CanalChamado.EMAIL, "zap": CanalChamado.WHATSAPP}
_PROTOCOLO = 40


@dataclass
class ChamadosS1:
    """The port `Tabela`. `vindos` are the clientes that a simulation would bring."""

    chamados: ChamadoStore
    cadastro: Cadastro
    eliminados: Eliminados
    marcas: Marcas
    conta: Conta
    sujeito: str
    now: Now
    vindos: set[str]
    nome: str = NOME
    arquivos: tuple[str, ...] = (NOME,)
    ligada: str | None = None
    colunas: Mapping[str, str] = field(
        default_factory=lambda: text_columns(
            *("id", "cliente_id", "canal", "mensagem", "status", "prioridade", "resposta_automatica"),
            *("resposta", "encaminhado_para_humano", "protocolo"),
            resolucao="resposta",
            data_criacao="criado_em",
            data_atualizacao="mudado_em",
            data_fechamento="fechado_em",
        )
    )
    _there: frozenset[str] = frozenset()
    _clientes: dict[str, str] = field(default_factory=dict)

    def read(self, celulas: Celulas) -> Registro[ChamadoS1]:
        dados = ChamadoS1(
            cliente_id=celulas.id("cliente_id"),
            canal=celulas.opcao("canal", CanalChamado, _CANAIS) or CanalChamado.SITE,
            mensagem=celulas.palavras("mensagem"),
            status=_status(celulas),
            prioridade=celulas.opcao("prioridade", Prioridade, {}),
            automatica=celulas.texto("resposta_automatica"),
            resposta=celulas.texto("resposta"),
            humano=celulas.sim("encaminhado_para_humano"),
            protocolo=celulas.texto("protocolo", maximo=_PROTOCOLO),
            criado_em=celulas.instante("criado_em"),
            mudado_em=celulas.talvez_instante("mudado_em"),
            fechado_em=celulas.talvez_instante("fechado_em"),
        )
        nascimento = f"{iso(dados.criado_em)}|{dados.cliente_id}"
        return Registro(celulas.id("id"), nascimento, dados.campos, dados)

    async def look(self, registros: Sequence[Registro[ChamadoS1]], _marcas: Mapping[str, Marca]) -> None:
        ids = [registro.id for registro in registros]
        self._there = frozenset(await read_many(self.chamados.documents, ids))
        named = {registro.dados.cliente_id for registro in registros}
        known = await self.marcas.read(CLIENTES, named)
        alvos = {one: marca.alvo for one, marca in known.items() if marca.feita}
        read = await self.cadastro.clientes.many(alvos.values())
        self._clientes = {one: alvo for one, alvo in alvos.items() if alvo in read}

    async def require(self, registro: Registro[ChamadoS1], marca: Marca) -> None:
        if marca.alvo not in self._there:
            raise Recusa(await self._why_gone(registro.dados.cliente_id) or APAGADA)

    async def check(self, registro: Registro[ChamadoS1], marca: Marca | None) -> str | None:
        if registro.id in self._there:
            if marca is None:
                raise Recusa(COLISAO, "id")
            return registro.id
        await self._cliente(registro)
        return None

    async def create(self, registro: Registro[ChamadoS1]) -> str:
        cliente_id = await self._cliente(registro)
        chamado = arrived(registro.id, registro.dados, cliente_id=cliente_id, chegada=self._chegada())
        try:
            await self.chamados.add(chamado)
        except Conflict:
            raise Recusa(COLISAO, "id") from None
        return chamado.id

    async def change(self, registro: Registro[ChamadoS1], marca: Marca) -> bool:
        chegada, changed = self._chegada(), False

        def change(chamado: Chamado) -> Chamado:
            nonlocal changed
            found = taken_over(chamado, registro, marca=marca, resumo=self.marcas.resumo, chegada=chegada)
            changed = found is not chamado
            return found

        await self.chamados.update(marca.alvo, change)
        return changed

    async def _cliente(self, registro: Registro[ChamadoS1]) -> str:
        """The cliente that stays after merges here."""
        named = registro.dados.cliente_id
        if named in self.vindos:
            return named
        try:
            return (await self.cadastro.current(self._clientes[named])).cliente.id
        except (KeyError, ClienteNotFound):
            raise Recusa(await self._why_gone(named) or _SEM_CLIENTE, "cliente_id") from None

    async def _why_gone(self, cliente_id: str) -> str | None:
        return ELIMINADA if await self.eliminados.holds_id(self.conta.id, cliente_id) else None

    def _chegada(self) -> Chegada:
        return Chegada(self.conta, self.now(), self.sujeito)


def _status(celulas: Celulas) -> ChamadoStatus:
    text = (celulas.texto("status") or "aberto").lower()
    if text not in _STATUS_S1:
        raise Recusa(f"deve ser um destes valores: {', '.join(_STATUS_S1)}", "status")
    return _STATUS_S1[text]
