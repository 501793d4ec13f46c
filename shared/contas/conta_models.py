"""What people see and change of their conta; apart from `models`, which is read with every request."""

from datetime import date, time
from typing import Annotated, Any

from pydantic import AfterValidator, ConfigDict, Field

from shared.clientes.models import ClienteId
from shared.contas.atendimentos import Horas, PoliticaAtendimentos
from shared.contas.atendimentos_models import Politica, Preparos, Profissionais
from shared.contas.chamados import PoliticaChamados
from shared.contas.chamados_models import NovoPrazo, Variaveis
from shared.contas.mensageria import Curto, Mensageria
from shared.contas.mensageria_models import (
    Canais,
    HoraLocal,
    Modelos,
    NovaFrequencia,
    NovoHorario,
    NovosHorarios,
)
from shared.contas.models import Conta, Retencao
from shared.contas.pauta import MEIO_DIA, PoliticaPauta
from shared.contas.saude import PoliticaSaude
from shared.contas.saude_models import NomeEnviado, NovoPerfil, NovoSinal, changed
from shared.kit.clock import is_zone
from shared.kit.errors import FieldError, InvalidInput
from shared.kit.models import Day, Document, NewInput

# Every zone of the IANA database starts with a capital; what else a machine keeps in its folder is its own.
_MAX_ZONE = 64


def _zone(name: str) -> str:
    if not (name[0].isupper() and is_zone(name)):
        raise ValueError("deve ser um fuso da base IANA, como America/Sao_Paulo")
    return name


_ordered = AfterValidator(lambda days: tuple(sorted(set(days))))
_once = AfterValidator(lambda ids: tuple(dict.fromkeys(ids)))
Nome = Annotated[str, Field(min_length=1, max_length=120)]
Fuso = Annotated[str, Field(min_length=1, max_length=_MAX_ZONE), AfterValidator(_zone)]
Feriados = Annotated[tuple[Day, ...], Field(max_length=400), _ordered]
Cadencia = Annotated[
    tuple[Annotated[int, Field(ge=1, le=365)], ...], Field(min_length=1, max_length=10), _ordered
]
Ofertas = Annotated[tuple[Annotated[str, Field(min_length=1, max_length=200)], ...], Field(max_length=50)]
# Never read: what was not sent is not among `model_fields_set`, and null is not of any field's type.
_ABSENT: Any = None


def _without_defaults(schema: dict[str, Any]) -> None:
    for field in schema["properties"].values():
        field.pop("default", None)


class _Changes(NewInput):
    """What is absent stays as it is."""

    model_config = ConfigDict(json_schema_extra=_without_defaults)


class MudancaRetencao(_Changes):
    lead_meses: Annotated[int, Field(ge=1, le=12)] = _ABSENT
    conversa_meses: Annotated[int, Field(ge=1, le=24)] = _ABSENT


class MudancaMensageria(_Changes):
    canais: Canais = _ABSENT
    horarios: NovosHorarios = _ABSENT
    frequencia: NovaFrequencia = _ABSENT
    modelos: Modelos = _ABSENT
    assinatura: Curto = _ABSENT
    carnaval: bool = _ABSENT
    avisos_apos_sair: bool = _ABSENT


class MudancaPrazos(_Changes):
    critica: NovoPrazo = _ABSENT
    alta: NovoPrazo = _ABSENT
    media: NovoPrazo = _ABSENT
    baixa: NovoPrazo = _ABSENT


class MudancaChamados(_Changes):
    expediente: NovoHorario = _ABSENT
    prazos: MudancaPrazos = _ABSENT
    resposta_automatica: bool = _ABSENT
    resposta_livre: bool = _ABSENT
    silencio_horas: Annotated[int, Field(ge=1, le=720)] = _ABSENT
    reabertura_dias: Annotated[int, Field(ge=1, le=30)] = _ABSENT
    validade_dias: Annotated[int, Field(ge=1, le=1_095)] = _ABSENT
    variaveis: Variaveis = _ABSENT


class MudancaAtendimentos(_Changes):
    confirmar_ao_criar: bool = _ABSENT
    antecedencia_h: Horas = _ABSENT
    silencio_h: Horas = _ABSENT
    ultimo_aviso_h: Horas = _ABSENT
    autocancelar: Politica = _ABSENT
    autocancelar_h: Horas = _ABSENT
    mostrar_profissional: bool = _ABSENT
    local: Curto = _ABSENT
    preparos: Preparos = _ABSENT
    profissionais: Profissionais = _ABSENT
    reserva_min: Annotated[int, Field(ge=5, le=1_440)] = _ABSENT


class MudancaSinais(_Changes):
    chamados_abertos: NovoSinal = _ABSENT
    faltas: NovoSinal = _ABSENT


class MudancaSaude(_Changes):
    perfil: NomeEnviado = _ABSENT
    proprio: NovoPerfil = _ABSENT
    sinais: MudancaSinais = _ABSENT


def _in_the_morning(hora: time) -> time:
    if hora >= MEIO_DIA:
        raise ValueError("deve ser antes das 12:00")
    return hora


class MudancaPauta(_Changes):
    ativa: bool = _ABSENT
    hora: Annotated[HoraLocal, AfterValidator(_in_the_morning)] = _ABSENT
    destinatarios: Annotated[tuple[ClienteId, ...], Field(max_length=20), _once] = _ABSENT


class MudancaConta(_Changes):
    """The body of `PATCH /conta`. Lists, hours, the frequency of messages, the variables of answers, preparations and
    professionals are replaced as a whole, and so is the own profile of scores; deadlines of chamados priority by
    priority."""

    nome: Nome = _ABSENT
    fuso: Fuso = _ABSENT
    feriados: Feriados = _ABSENT
    cadencia: Cadencia = _ABSENT
    hora_contato: Annotated[int, Field(ge=0, le=23)] = _ABSENT
    ofertas_permitidas: Ofertas = _ABSENT
    llm_externo: bool = _ABSENT
    retencao: MudancaRetencao = _ABSENT
    mensageria: MudancaMensageria = _ABSENT
    chamados: MudancaChamados = _ABSENT
    atendimentos: MudancaAtendimentos = _ABSENT
    saude: MudancaSaude = _ABSENT
    pauta: MudancaPauta = _ABSENT

    def applied(self, conta: Conta) -> Conta:
        """Raises `InvalidInput` for what makes no sense together with what stays."""
        changes = self.model_dump(exclude_unset=True)
        merged = {
            "retencao": conta.retencao.model_dump() | changes.pop("retencao", {}),
            "mensageria": conta.mensageria.model_dump() | changes.pop("mensageria", {}),
            "atendimentos": _atendimentos(conta.atendimentos, changes.pop("atendimentos", {})),
            "chamados": _chamados(conta.chamados, changes.pop("chamados", {})),
            "saude": changed(conta.saude, changes.pop("saude", {})),
            "pauta": conta.pauta.model_dump() | changes.pop("pauta", {}),
        }
        return Conta.model_validate(conta.model_dump() | changes | merged)


def _chamados(politica: PoliticaChamados, changes: dict[str, Any]) -> dict[str, Any]:
    prazos = politica.prazos.model_dump() | changes.get("prazos", {})
    return politica.model_dump() | changes | {"prazos": prazos}


def _atendimentos(politica: PoliticaAtendimentos, changes: dict[str, Any]) -> dict[str, Any]:
    """Nobody is reminded, or given up on, before they were asked."""
    merged = politica.model_dump() | changes
    late = [name for name in ("ultimo_aviso_h", "autocancelar_h") if merged[name] >= merged["antecedencia_h"]]
    if changes and late:
        sentence = "deve ser menor que antecedencia_h"
        raise InvalidInput(errors=[FieldError(f"#/atendimentos/{name}", sentence) for name in late])
    return merged


class ContaDetalhe(Document):
    id: str
    nome: str
    fuso: str
    feriados: tuple[date, ...]
    cadencia: tuple[int, ...]
    hora_contato: int
    ofertas_permitidas: tuple[str, ...]
    llm_externo: bool
    retencao: Retencao
    mensageria: Mensageria
    chamados: PoliticaChamados
    atendimentos: PoliticaAtendimentos
    saude: PoliticaSaude
    pauta: PoliticaPauta
