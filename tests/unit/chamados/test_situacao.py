"""Who wrote something asks where it is: an answer for who knows both, one refusal for everybody else."""

from dataclasses import dataclass, field
from typing import Any

import pytest

from shared.chamados.errors import SituacaoNotFound
from shared.chamados.estados import routed
from shared.chamados.pedidos import ConsultaSituacao
from shared.chamados.situacao import SituacaoService
from shared.chamados.views import SITUACOES
from shared.clientes.models import Cliente
from shared.kit.canais import Provedor, TipoConteudo
from shared.kit.errors import TooManyRequests, Unauthorized
from shared.limites.models import Cota
from shared.recebimentos.models import Recebimento, RecebimentoStatus
from tests.unit.chamados.casos import make_conta
from tests.unit.chamados.equipe import ABRIMOS, Equipe, begun
from tests.unit.envios.world import CONTA, MARINA

pytestmark = pytest.mark.anyio
ADDRESS = "203.0.113.7"
PROTOCOLO = "F0000000000000000000000001"


class FakeFormularios:
    async def conta_of(self, chave: str) -> str:
        if chave != "chave":
            raise Unauthorized
        return CONTA


@dataclass
class FakeRecebidos:
    known: dict[str, Recebimento] = field(default_factory=dict)

    async def find(self, conta: str, recebimento_id: str) -> Recebimento | None:
        return self.known.get(recebimento_id)


@dataclass
class FakeTentativas:
    left: int = 100
    seen: list[Cota] = field(default_factory=list)

    async def count(self, *cotas: Cota) -> None:
        self.seen += cotas
        self.left -= 1
        if self.left < 0:
            raise TooManyRequests


@dataclass
class Balcao:
    equipe: Equipe
    recebidos: FakeRecebidos = field(default_factory=FakeRecebidos)
    tentativas: FakeTentativas = field(default_factory=FakeTentativas)

    async def ask(self, protocolo: str, *, chave: str = "chave", **typed: str) -> dict[str, Any]:
        service = SituacaoService(
            formularios=FakeFormularios(),
            tentativas=self.tentativas,
            chamados=self.equipe.chamado,
            clientes=self.equipe.clientes,
            recebidos=self.recebidos,
        )
        consulta = ConsultaSituacao.model_validate({"protocolo": protocolo} | typed)
        return (await service.ask(chave, consulta, ADDRESS)).model_dump()

    def receive(self, protocolo: str, **fields: Any) -> None:
        given: dict[str, Any] = {
            "id": f"formulario:{protocolo}",
            "provedor": Provedor.FORMULARIO,
            "provedor_id": "x",
            "tipo": TipoConteudo.TEXTO,
            "endereco": "+5531998765432",
            "telefone": "+5531998765432",
            "campos": {"email": "rute@exemplo.com.br"},
            "recebido_em": self.equipe.clock(),
            "atualizado_em": self.equipe.clock(),
        }
        self.recebidos.known[f"formulario:{protocolo}"] = Recebimento(**given | fields)


@pytest.fixture
async def balcao() -> Balcao:
    return Balcao(await begun())


async def test_who_knows_the_protocolo_and_a_phone_sees_where_it_is_and_the_newest_answer(
    balcao: Balcao,
) -> None:
    chamado = await balcao.equipe.asks_people()
    before = await balcao.ask(chamado.protocolo, telefone="(11) 98888-7777")
    await balcao.equipe.says(chamado)

    after = await balcao.ask(chamado.protocolo.lower(), telefone="11 8888-7777")

    assert before == {
        "protocolo": chamado.protocolo,
        "situacao": SITUACOES[chamado.status],
        "recebido_em": chamado.criado_em,
        "resposta": None,
        "respondido_em": None,
    }
    assert (after["resposta"], after["respondido_em"]) == (ABRIMOS, balcao.equipe.clock())


async def test_any_address_of_the_cliente_will_do(balcao: Balcao) -> None:
    await balcao.equipe.add_cliente("C2", telefones=("+5531998765432",), emails=("ana@exemplo.com.br",))
    chamado = await balcao.equipe.post(cliente_id="C2")

    shown = await balcao.ask(chamado.protocolo, email=" ANA@exemplo.com.br ", telefone=MARINA)

    assert shown["protocolo"] == chamado.protocolo


@pytest.mark.parametrize(
    "typed",
    [
        {"telefone": "(31) 99876-5432"},
        {"telefone": "não sei"},
        {"email": "outra@exemplo.com.br"},
        {"email": "isto não é um e-mail"},
    ],
)
async def test_a_wrong_address_and_a_wrong_protocolo_are_refused_alike(
    balcao: Balcao, typed: dict[str, str]
) -> None:
    chamado = await balcao.equipe.asks_people()

    with pytest.raises(SituacaoNotFound) as wrong_address:
        await balcao.ask(chamado.protocolo, **typed)
    with pytest.raises(SituacaoNotFound) as wrong_protocolo:
        await balcao.ask("20260101000000-AAAA", telefone=MARINA)
    with pytest.raises(SituacaoNotFound) as no_id:
        await balcao.ask("é isto?", telefone=MARINA)

    assert wrong_address.value.detail == wrong_protocolo.value.detail == no_id.value.detail


@pytest.mark.parametrize("typed", [{"telefone": "31 99876-5432"}, {"email": "rute@exemplo.com.br"}])
async def test_a_form_that_is_no_chamado_yet_is_found_already(balcao: Balcao, typed: dict[str, str]) -> None:
    balcao.receive("ABC")
    waiting = await balcao.ask("ABC", **typed)
    balcao.receive("ABC", status=RecebimentoStatus.ENCAMINHADO)

    routed_on = await balcao.ask("ABC", **typed)

    assert waiting["situacao"] == "Recebemos o seu pedido e ele está em análise."
    assert routed_on["situacao"] == "Seu pedido está com a nossa equipe, que vai responder."


async def test_who_wrote_a_form_is_known_by_what_they_wrote_there(balcao: Balcao) -> None:
    """The cliente that it was put down to may be somebody with other addresses."""
    fala = balcao.equipe.make_fala("Oi", "formulario:ABC", provedor=Provedor.FORMULARIO)
    chamado = await balcao.equipe.chamado.hear(CONTA, fala, "")
    balcao.receive("ABC")

    shown = await balcao.ask("ABC", email="rute@exemplo.com.br")

    assert shown["situacao"] == SITUACOES[chamado.status]


async def test_whoever_was_erased_is_not_found(balcao: Balcao) -> None:
    chamado = await balcao.equipe.post()
    await balcao.equipe.documents.open(Cliente.CONTAINER, CONTA).delete("C1")

    with pytest.raises(SituacaoNotFound):
        await balcao.ask(chamado.protocolo, telefone=MARINA)


async def test_every_try_counts_by_address_and_by_conta_before_anything_is_looked_up(balcao: Balcao) -> None:
    balcao.tentativas.left = 1
    with pytest.raises(SituacaoNotFound):
        await balcao.ask("X", telefone=MARINA)

    with pytest.raises(TooManyRequests):
        await balcao.ask("X", telefone=MARINA)

    assert {(cota.chave, cota.conta) for cota in balcao.tentativas.seen} == {
        (f"situacao:{ADDRESS}", CONTA),
        ("situacao", CONTA),
    }


async def test_a_key_of_no_form_opens_nothing(balcao: Balcao) -> None:
    with pytest.raises(Unauthorized):
        await balcao.ask("X", chave="outra", telefone=MARINA)


async def test_nothing_tells_what_people_said_to_each_other(balcao: Balcao) -> None:
    chamado = await balcao.equipe.asks_people()
    store = balcao.equipe.chamados()
    conta, now = make_conta(), balcao.equipe.clock()
    await store.update(chamado.id, lambda one: routed(one, conta=conta, now=now, motivo="Cliente difícil"))

    shown = await balcao.ask(chamado.protocolo, telefone=MARINA)

    assert set(shown) == {"protocolo", "situacao", "recebido_em", "resposta", "respondido_em"}
    assert "difícil" not in str(shown)


async def test_who_wrote_a_form_in_another_s_name_reads_nothing_of_what_that_other_is_answered(
    balcao: Balcao,
) -> None:
    """The form is to Marina's chamado what anybody may write; then she writes herself, and is answered there."""
    forged = await balcao.equipe.hear(
        "Quero saber do meu exame", f"formulario:{PROTOCOLO}", provedor=Provedor.FORMULARIO
    )
    await balcao.equipe.says(forged, "Oi! Foi a senhora que pediu?")
    balcao.receive(PROTOCOLO)
    told = await balcao.ask(PROTOCOLO, telefone="31 99876-5432")
    await balcao.equipe.hear("Fui eu sim. E o resultado?")

    await balcao.equipe.says(forged, "O resultado deu positivo.")

    seen = await balcao.ask(PROTOCOLO, telefone="31 99876-5432")
    assert told["resposta"] == seen["resposta"] == "Oi! Foi a senhora que pediu?"
