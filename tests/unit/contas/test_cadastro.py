"""Signing up: who may, where they land, and that one name has one usuario whatever happens at once or halfway."""

import asyncio
import json

import pytest

from shared.contas.admissao import Candidato
from shared.contas.credencial_errors import InvalidConvite
from shared.contas.errors import CadastroClosed, ConviteOfAnother, ConviteRequired, EmailTaken, NameTaken
from shared.contas.usuarios import Cadastro, FiltroUsuarios
from shared.kit.auth import Papel
from shared.kit.errors import InvalidInput, RetornoError, TooManyRequests, TransientError, Unauthorized
from tests.fakes import FakeClock
from tests.fakes_store import FakeDocuments
from tests.unit.contas.office import ADMIN, CONTA, PASSWORD, Office

pytestmark = pytest.mark.anyio


async def test_an_open_sign_up_makes_an_atendente_of_the_default_conta(office: Office) -> None:
    principal = await office.sign_up("maria")

    assert (principal.conta, principal.papel) == (CONTA, Papel.ATENDENTE)
    (entry,) = map(json.loads, office.audited())
    assert (entry["acao"], entry["sujeito"]) == ("usuario.criar", principal.sujeito)
    assert entry["recurso"] == f"/usuarios/{principal.sujeito}"
    assert entry["detalhe"] == {"origem": "cadastro", "papel": "atendente"}


async def test_neither_the_password_nor_a_token_is_in_the_store(
    office: Office, documents: FakeDocuments
) -> None:
    await office.sign_up("maria")

    assert PASSWORD not in str(documents.partitions)
    assert "$argon2id$" in str(documents.partitions)


async def test_without_an_invitation_nobody_signs_up_where_one_is_needed(office: Office) -> None:
    with pytest.raises(ConviteRequired, match="convite"):
        await office.with_modo("convite").sign_up("maria")


@pytest.mark.parametrize("modo", ["convite", "aberto"])
async def test_an_invitation_leads_to_its_conta_with_its_papel(office: Office, modo: str) -> None:
    asked = office.with_modo("convite" if modo == "convite" else "aberto")
    codigo = await asked.invite(Papel.ADMIN, conta="clinica")

    principal = await asked.sign_up("maria", convite=codigo)

    assert (principal.conta, principal.papel) == ("clinica", Papel.ADMIN)


async def test_the_audit_says_which_invitation_let_somebody_in(office: Office) -> None:
    codigo = await office.invite(Papel.ADMIN, conta="clinica")
    convite = await office.credenciais.look(codigo)

    await office.sign_up("maria", convite=codigo)

    (entry,) = map(json.loads, office.audited("clinica"))
    assert entry["detalhe"] == {"origem": f"convite:{convite.credencial_id}", "papel": "admin"}


async def test_who_has_no_good_invitation_is_not_told_which_name_is_reserved(office: Office) -> None:
    with pytest.raises(InvalidConvite):
        await office.with_modo("convite").sign_up(ADMIN, convite="conv_inventado")


async def test_an_invitation_is_used_up_by_one(office: Office) -> None:
    codigo = await office.invite(Papel.CS)

    done = await asyncio.gather(
        *(office.sign_up(f"pessoa{number}", convite=codigo) for number in range(5)), return_exceptions=True
    )

    assert [isinstance(one, InvalidConvite) for one in done].count(False) == 1
    assert [await office.nomes.find(f"pessoa{number}") is None for number in range(5)].count(False) == 1


async def test_a_name_that_is_taken_leaves_the_invitation_as_it_was(office: Office) -> None:
    await office.sign_up("maria")
    codigo = await office.invite(Papel.CS)

    with pytest.raises(NameTaken):
        await office.sign_up("maria", email="outra@exemplo.com", convite=codigo)

    assert (await office.sign_up("outra", convite=codigo)).conta == "clinica"


async def test_an_invitation_for_one_e_mail_is_for_nobody_else_and_survives_the_mistake(
    office: Office,
) -> None:
    codigo = await office.invite(Papel.CS, email="maria@exemplo.com")

    with pytest.raises(ConviteOfAnother):
        await office.sign_up("joana", convite=codigo)

    assert (await office.sign_up("maria", convite=codigo)).papel is Papel.CS


async def test_a_closed_installation_takes_nobody_not_even_with_an_invitation(office: Office) -> None:
    codigo = await office.invite(Papel.CS)

    with pytest.raises(CadastroClosed):
        await office.with_modo("fechado").sign_up("maria", convite=codigo)


@pytest.mark.parametrize(
    ("username", "email", "error"),
    [
        ("maria", "nova@exemplo.com", NameTaken),
        ("MARIA", "nova@exemplo.com", NameTaken),
        ("nova", "Maria@Exemplo.com", EmailTaken),
        ("maria@exemplo.com", "maria@exemplo.com", NameTaken),
    ],
)
async def test_a_name_or_e_mail_is_one_usuarios_over_all_contas(
    office: Office, username: str, email: str, error: type[NameTaken]
) -> None:
    await office.sign_up("maria", convite=await office.invite(Papel.CS, conta="clinica"))

    with pytest.raises(NameTaken) as caught:
        await office.sign_up(username, email=email)

    assert (type(caught.value), caught.value.status) == (error, 400)
    assert (await office.sign_up("nova", email="nova@exemplo.com")).conta == CONTA


async def test_of_two_who_want_one_name_at_once_one_gets_it(office: Office) -> None:
    done = await asyncio.gather(
        *(office.sign_up("maria", email=f"maria{number}@exemplo.com") for number in range(8)),
        return_exceptions=True,
    )

    assert [isinstance(one, NameTaken) for one in done].count(False) == 1
    assert await _usuarios(office) == 1


async def test_the_name_of_the_first_admin_is_nobodys_to_take(office: Office) -> None:
    with pytest.raises(NameTaken):
        await office.sign_up(ADMIN.upper())


async def test_an_e_mail_of_somebody_else_is_no_username(office: Office) -> None:
    with pytest.raises(InvalidInput) as caught:
        await office.sign_up("chefe@exemplo.com", email="maria@exemplo.com")

    assert [wrong.pointer for wrong in caught.value.errors] == ["#/username"]


async def test_a_name_left_by_a_crash_is_free_again_after_a_minute(office: Office, clock: FakeClock) -> None:
    await _crash_halfway(office)
    with pytest.raises(NameTaken):
        await office.sign_up("maria")

    clock.move(seconds=61)

    assert (await office.sign_up("maria")).conta == CONTA


async def test_the_name_of_a_usuario_is_never_taken_over(office: Office, clock: FakeClock) -> None:
    await office.sign_up("maria")
    clock.move(days=400)

    with pytest.raises(NameTaken):
        await office.sign_up("maria")


async def test_a_sign_up_that_took_too_long_gives_up_before_its_name_may_be_anothers(
    office: Office, clock: FakeClock
) -> None:
    async def slowly() -> None:
        clock.move(seconds=31)

    with pytest.raises(TransientError):
        await office.admissao.admit(_candidate(), let_in=slowly)

    assert await office.nomes.find("maria") is None


async def test_what_cannot_be_recorded_is_not_done(office: Office, documents: FakeDocuments) -> None:
    async def store_goes_down() -> None:
        documents.down = True

    with pytest.raises(TransientError):
        await office.admissao.admit(_candidate(), let_in=store_goes_down)

    documents.down = False
    assert await _usuarios(office) == 0


async def test_sign_ups_from_one_place_are_limited(office: Office) -> None:
    refused: list[type[BaseException]] = []
    for _ in range(101):
        try:
            await office.sign_up("maria", convite="conv_nada")
        except RetornoError as error:
            refused.append(type(error))

    assert refused == [InvalidConvite] * 100 + [TooManyRequests]


@pytest.mark.parametrize(
    "fields",
    [
        {"username": "ab"},
        {"username": "a" * 61},
        {"username": "maria silva"},
        {"username": "maria\x00"},
        {"username": ".maria"},
        {"username": "joão"},
        {"email": "maria"},
        {"email": "maria@exemplo"},
        {"nome": "Maria\x00Souza"},
        {"password": "1234567"},
        {"password": "a" * 201},
    ],
    ids=str,
)
def test_a_sign_up_that_makes_no_sense_is_refused(fields: dict[str, str]) -> None:
    given = {"username": "maria", "email": "maria@exemplo.com", "password": PASSWORD}
    assert Cadastro(**given)

    with pytest.raises(ValueError, match=next(iter(fields))) as caught:
        Cadastro(**given | fields)

    assert next(iter(fields.values())) not in str(caught.value)


async def test_a_password_is_taken_as_it_was_typed_whatever_keyboard_made_it(office: Office) -> None:
    await office.sign_up("maria", password="  maçã verde  ")

    assert await office.log_in("maria", "  mac\u0327a\u0303 verde  ")
    with pytest.raises(Unauthorized):
        await office.log_in("maria", "maçã verde")


async def _usuarios(office: Office) -> int:
    """How many there are in the default conta."""
    return len((await office.usuarios().list(FiltroUsuarios())).itens)


def _candidate() -> Candidato:
    return Candidato(CONTA, Papel.ATENDENTE, "teste", "maria", PASSWORD, "maria@exemplo.com")


async def _crash_halfway(office: Office) -> None:
    """As a process that ends between taking the names and making the usuario."""

    async def crash() -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        await office.admissao.admit(_candidate(), let_in=crash)
