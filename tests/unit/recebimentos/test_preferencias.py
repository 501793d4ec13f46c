"""What people tell Meta itself about our messages holds here as well."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime

import pytest

from shared.clientes.models import Canal, Cliente, OptOut, Pessoa
from shared.kit.auditing import Nota
from shared.kit.canais import Preferencia, Provedor
from shared.kit.errors import NotFound
from shared.recebimentos.preferencias import PreferenciaService
from tests.builders import RECEIVED_AT
from tests.fakes import FakeClock

pytestmark = pytest.mark.anyio
PHONE = "+5531999999999"


@dataclass
class Ledger:
    """People by address; what was written about each, and who was erased meanwhile."""

    behind: Mapping[str, list[Cliente]] = field(default_factory=dict)
    erased: set[str] = field(default_factory=set)
    silenced: list[tuple[str, str, datetime]] = field(default_factory=list)
    ended: list[str] = field(default_factory=list)
    notas: list[Nota] = field(default_factory=list)

    async def note(self, nota: Nota) -> None:
        self.notas.append(nota)

    async def senders(self, conta: str, pessoa: Pessoa) -> list[Cliente]:
        return list(self.behind.get(pessoa.telefone or pessoa.endereco or "", []))

    async def identify(self, conta: str, pessoa: Pessoa, *, chave: str) -> str | None:
        return f"novo:{pessoa.telefone or pessoa.endereco}"

    async def silence(
        self, conta: str, cliente_id: str, *, canal: Canal, evidencia: str, em: datetime
    ) -> None:
        if cliente_id in self.erased:
            raise NotFound
        self.silenced.append((cliente_id, evidencia, em))

    async def end_silence(self, conta: str, cliente_id: str, *, canal: Canal, evidencia: str) -> None:
        self.ended.append(cliente_id)


def cliente(cliente_id: str, evidencia: str | None = None) -> Cliente:
    opt_out = evidencia and OptOut(
        canal=Canal.WHATSAPP, evidencia=evidencia, em=RECEIVED_AT, registrado_por="webhooks"
    )
    fields = {"id": cliente_id, "nome": "João", "criado_em": RECEIVED_AT, "atualizado_em": RECEIVED_AT}
    return Cliente.model_validate(fields | {"opt_out": opt_out or None, "telefones": (PHONE,)})


async def prefer(ledger: Ledger, *, sair: bool, endereco: str = PHONE, em: int = 1739000000) -> None:
    service = PreferenciaService(ledger, ledger, FakeClock())
    await service.prefer("clinica", Preferencia(Provedor.META, endereco, sair=sair, em=em))


async def test_everybody_behind_the_address_falls_silent_with_evidence_and_a_line_in_the_audit() -> None:
    ledger = Ledger({PHONE: [cliente("C1"), cliente("C2")]})

    await prefer(ledger, sair=True)

    em = datetime.fromtimestamp(1739000000, UTC)
    evidence = "meta:preferencia:1739000000"
    assert ledger.silenced == [("C1", evidence, em), ("C2", evidence, em)]
    assert [(nota.acao, nota.recurso) for nota in ledger.notas] == [
        ("cliente.silenced", "/clientes/C1"),
        ("cliente.silenced", "/clientes/C2"),
    ]


@pytest.mark.parametrize(("endereco", "known"), [(PHONE, PHONE), ("BR.150", "meta:BR.150")])
async def test_who_is_unknown_becomes_known_by_asking_for_silence(endereco: str, known: str) -> None:
    ledger = Ledger()

    await prefer(ledger, sair=True, endereco=endereco)

    assert [cliente_id for cliente_id, _, _ in ledger.silenced] == [f"novo:{known}"]


async def test_an_instant_of_the_future_counts_as_now() -> None:
    ledger = Ledger({PHONE: [cliente("C1")]})

    await prefer(ledger, sair=True, em=4_000_000_000)

    assert ledger.silenced[0][2] == RECEIVED_AT


async def test_resuming_takes_back_what_was_told_to_the_provider_and_no_word_told_to_us() -> None:
    ledger = Ledger({PHONE: [cliente("C1", "meta:preferencia:1"), cliente("C2", "meta:ABC"), cliente("C3")]})

    await prefer(ledger, sair=False)

    assert ledger.ended == ["C1"]


async def test_who_is_erased_meanwhile_does_not_hold_up_the_others() -> None:
    ledger = Ledger({PHONE: [cliente("C1"), cliente("C2")]}, erased={"C1"})

    await prefer(ledger, sair=True)

    assert [cliente_id for cliente_id, _, _ in ledger.silenced] == ["C2"]
