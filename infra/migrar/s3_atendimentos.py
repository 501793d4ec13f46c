"""S3's `atendimentos`: those that are over are kept and never spoken of again, those to come go on being confirmed."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta

from infra.migrar.celulas import REQUIRED, Celulas, Recusa
from infra.migrar.marcas import Marca, Marcas
from infra.migrar.s3_historia import GRUPOS, AtendimentoS3, arrived, said
from infra.migrar.tabela import APAGADA, COLISAO, ELIMINADA, Registro, iso, text_columns
from shared.atendimentos import estados
from shared.atendimentos.classe import Classe
from shared.atendimentos.envelope import Pedido
from shared.atendimentos.errors import AtendimentoNotFound, MudancaRecusada
from shared.atendimentos.estados import Desejo
from shared.atendimentos.models import Atendimento, StatusConfirmacao
from shared.atendimentos.service import AtendimentoService
from shared.clientes.models import Origem, Pessoa
from shared.contas.models import Conta
from shared.kit.brasil import email_address, phone_number
from shared.kit.errors import Conflict
from shared.kit.ids import digest_id
from shared.kit.store import read_many
from shared.kit.titulares import Eliminados, Titular

NOME = "atendimentos"
_AGENDA = re.compile(r"[A-Za-z0-9_.:-]{1,100}")
_FURTHEST = timedelta(days=731)
_LATER = datetime.max.replace(tzinfo=UTC) - timedelta(days=2)
_DUAS_VEZES = "outro atendimento por vir já tem este número de agenda: corrija um dos dois na origem"
_DEIXADO = "{}: veio sem ele"
_OUTROS_STATUS = {
    "agendado": StatusConfirmacao.PENDENTE,
    "sem resposta": StatusConfirmacao.SEM_RESPOSTA,
    "reagendado": StatusConfirmacao.REAGENDAR,
}


@dataclass
class AtendimentosS3:
    """The port `Tabela`."""

    service: AtendimentoService
    eliminados: Eliminados
    marcas: Marcas
    conta: Conta
    sujeito: str
    nome: str = NOME
    arquivos: tuple[str, ...] = (NOME, "atendimento")
    ligada: str | None = "já estava aqui com este número de agenda: fica como está aqui"
    colunas: Mapping[str, str] = field(
        default_factory=lambda: text_columns(
            *("id", "nome_paciente", "telefone", "email", "nome_medico", "especialidade", "data_consulta"),
            *("observacoes", "subscriber_id", "mensagem_enviada", "resposta_paciente"),
            *("interpretacao_resposta", "lembrete_48h_enviado", "lembrete_12h_enviado"),
            *("ultimo_lembrete_enviado", "enviado_em", "respondido_em", "criado_em", "atualizado_em"),
            nr_seq_agenda="agenda_id",
            status_confirmacao="status",
            status="status",
        )
    )
    _there: frozenset[str] = frozenset()
    # The row that has a number of those to come; of two the first.
    _numbers: dict[str, str] = field(default_factory=dict)

    def read(self, celulas: Celulas) -> Registro[AtendimentoS3]:
        avisos: list[Recusa] = []
        dados = AtendimentoS3(
            nome_paciente=celulas.texto("nome_paciente", maximo=200) or _required("nome_paciente"),
            telefone=_or_without(celulas, "telefone", phone_number, avisos),
            email=_or_without(celulas, "email", email_address, avisos),
            nome_medico=celulas.texto("nome_medico", maximo=200) or "",
            especialidade=celulas.texto("especialidade", maximo=200) or "",
            observacoes=celulas.texto("observacoes", maximo=2_000) or "",
            data_consulta=_hour(celulas),
            agenda_id=celulas.lido("agenda_id", _agenda_id),
            subscriber_id=celulas.texto("subscriber_id", maximo=100),
            status_confirmacao=celulas.opcao("status", StatusConfirmacao, _OUTROS_STATUS)
            or StatusConfirmacao.PENDENTE,
            mensagem=(celulas.texto("mensagem_enviada") or "")[:4_000],
            enviado_em=celulas.talvez_instante("enviado_em"),
            lembrete_48h=celulas.sim("lembrete_48h_enviado"),
            lembrete_12h=celulas.sim("lembrete_12h_enviado"),
            ultimo_lembrete=celulas.talvez_instante("ultimo_lembrete_enviado"),
            resposta=(celulas.texto("resposta_paciente") or "")[:2_000],
            interpretacao=celulas.opcao("interpretacao_resposta", Classe, {}),
            respondido_em=celulas.talvez_instante("respondido_em"),
            criado_em=celulas.talvez_instante("criado_em"),
            atualizado_em=celulas.talvez_instante("atualizado_em"),
        )
        return Registro(celulas.id("id"), iso(dados.criado_em), dados.campos, dados, tuple(avisos))

    async def look(self, registros: Sequence[Registro[AtendimentoS3]], marcas: Mapping[str, Marca]) -> None:
        ids = {registro.id for registro in registros} | {marca.alvo for marca in marcas.values()}
        store = self.service.open_atendimentos(self.conta.id)
        self._there = frozenset(await read_many(store.documents, ids))
        for registro in registros:
            dados = registro.dados
            if dados.agenda_id and dados.data_consulta > self.service.now():
                self._numbers.setdefault(dados.agenda_id, registro.id)

    async def require(self, registro: Registro[AtendimentoS3], marca: Marca) -> None:
        if marca.alvo not in self._there:
            raise Recusa(ELIMINADA if await self._is_erased(registro.dados) else APAGADA)

    async def check(self, registro: Registro[AtendimentoS3], marca: Marca | None) -> str | None:
        if registro.id in self._there:
            if marca is None:
                raise Recusa(COLISAO, "id")
            await self._hand_over(registro.id)
            return registro.id
        if await self._is_erased(registro.dados):
            raise Recusa(ELIMINADA)
        await self._of_agenda(registro)
        return None

    async def create(self, registro: Registro[AtendimentoS3]) -> str:
        if known := await self._of_agenda(registro):
            return known
        at = arrived(
            registro.id,
            registro.dados,
            fuso=self.conta.fuso,
            sujeito=self.sujeito,
            now=self.service.now(),
        )
        at = at.model_copy(update=await self._people(at))
        try:
            await self.service.open_atendimentos(self.conta.id).add(at)
        except Conflict:
            raise Recusa(COLISAO, "id") from None
        if at.proximo_em:
            await self.service.enqueue(self.conta.id, at)
        return at.id

    async def change(self, registro: Registro[AtendimentoS3], marca: Marca) -> bool:
        changed = False

        def change(at: Atendimento) -> Atendimento:
            nonlocal changed
            found = self._taken_over(at, registro, marca)
            changed = found is not at
            return found

        try:
            await self.service.apply(Pedido(self.conta.id, self.sujeito, marca.alvo), change, None)
        except AtendimentoNotFound:
            raise Recusa(APAGADA) from None
        return changed

    def _taken_over(self, at: Atendimento, registro: Registro[AtendimentoS3], marca: Marca) -> Atendimento:
        """What S3 says anew of what is still here as it said before. What is over is history, and stays."""
        if at.encerrado_em is not None:
            return at
        novo, now, resumo = registro.dados, self.service.now(), self.marcas.resumo
        news = [
            grupo
            for grupo, names in GRUPOS.items()
            if resumo(registro.campos[grupo]) != marca.campos[grupo]
            and resumo(said(at, names)) == marca.campos[grupo]
        ]
        names = [name for grupo in ("pessoa", "dados") if grupo in news for name in GRUPOS[grupo]]
        if names:
            anew = {"cliente_id": None, "paciente_id": None} if "pessoa" in news else {}
            at = at.updated(now, **anew, **{name: getattr(novo, name) for name in names})
        if "quando" in news and novo.data_consulta > now:
            at = estados.rescheduled(at, novo.data_consulta, now=now, por=self.sujeito)
        if "status" in news:
            at = self._moved(at, novo.status_confirmacao, now)
        return at

    def _moved(self, at: Atendimento, status: StatusConfirmacao, now: datetime) -> Atendimento:
        try:
            return estados.moved(at, Desejo(status, self.sujeito), now=now)
        except MudancaRecusada:  # such as somebody's presence, before the hour came here
            return at

    async def _of_agenda(self, registro: Registro[AtendimentoS3]) -> str | None:
        """The atendimento that the hospital's system told here already by this number.

        Raises `Recusa` where two of one export, both to come, claim it.
        """
        agenda_id, to_come = registro.dados.agenda_id, registro.dados.data_consulta > self.service.now()
        if agenda_id and to_come and self._numbers[agenda_id] != registro.id:
            raise Recusa(_DUAS_VEZES, "nr_seq_agenda")
        known = await self.service.of_agenda(self.conta.id, agenda_id) if agenda_id else None
        if known is None or known.id == registro.id:
            return None
        if known.id_externo is None:
            return known.id
        if to_come and known.data_consulta > self.service.now():
            raise Recusa(_DUAS_VEZES, "nr_seq_agenda")
        return None

    async def _people(self, at: Atendimento) -> dict[str, str]:
        """Whose it is, known or made; nobody for a row without a phone and an e-mail."""
        if not (at.telefone or at.email):
            return {}
        pessoa = Pessoa(at.nome_paciente, at.telefone, at.email, origem=Origem.IMPORTACAO)
        chave = digest_id(NOME, at.id, at.nome_paciente, at.telefone or "", at.email or "")
        found = await self.service.clientes.identify(self.conta.id, pessoa, chave=chave)
        if found is None:
            return {}
        paciente = (await self.service.clientes.get(self.conta.id, found)).cliente
        return {"cliente_id": paciente.responsavel_id or paciente.id, "paciente_id": paciente.id}

    async def _hand_over(self, atendimento_id: str) -> None:
        """Of a run that ended before it could."""
        at = (await self.service.get(self.conta.id, atendimento_id)).atendimento
        if at.proximo_em and not at.fluxo_iniciado:
            await self.service.enqueue(self.conta.id, at)

    async def _is_erased(self, dados: AtendimentoS3) -> bool:
        titular = Titular(
            telefones=(dados.telefone,) if dados.telefone else (),
            emails=(dados.email,) if dados.email else (),
        )
        if not await self.eliminados.holds_person(self.conta.id, titular):
            return False
        known = await self.service.clientes.is_known(
            self.conta.id, telefone=dados.telefone, email=dados.email
        )
        return not known


def _required(campo: str) -> str:
    raise Recusa(REQUIRED, campo)


def _hour(celulas: Celulas) -> datetime:
    """Unlike what happened, an appointment may be to come."""
    found = replace(celulas, agora=_LATER).instante("data_consulta")
    if found > celulas.agora + _FURTHEST:
        raise Recusa("é daqui a mais de dois anos", "data_consulta")
    return found


def _agenda_id(text: str) -> str:
    """Raises `ValueError`."""
    plain = text.removesuffix(".0")
    if not _AGENDA.fullmatch(plain):
        raise ValueError("deve ser um número de agenda")
    return plain


def _or_without(celulas: Celulas, campo: str, read: Callable[[str], str], avisos: list[Recusa]) -> str | None:
    """None, and a warning, for what S3 took unchecked: nobody's appointment is left behind for it."""
    try:
        return celulas.lido(campo, read)
    except Recusa as recusa:
        avisos.append(Recusa(_DEIXADO.format(recusa.motivo), recusa.campo))
        return None
