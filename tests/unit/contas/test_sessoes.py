"""Logging in and out: guesses are few however they come, and the owner always gets in again."""

import asyncio
from collections.abc import Awaitable

import pytest
from argon2 import PasswordHasher

from shared.contas.errors import OnlyUsuarios, WrongLogin, WrongPassword
from shared.contas.usuarios import MudancaUsuario, TrocaSenha
from shared.kit.auth import Papel, Principal
from shared.kit.errors import InvalidInput, RetornoError, TooManyRequests, Unauthorized
from shared.kit.etags import Precondition
from tests.fakes import FakeClock
from tests.fakes_store import FakeDocuments
from tests.unit.contas.office import ADMIN, ADMIN_SENHA, CONTA, ELSEWHERE, HERE, PASSWORD, Office

pytestmark = pytest.mark.anyio


@pytest.mark.parametrize("name", ["maria", "Maria", " maria ", "MARIA@exemplo.com"])
async def test_a_usuario_logs_in_by_name_or_e_mail_however_they_are_written(
    office: Office, name: str
) -> None:
    signed_up = await office.sign_up("maria")

    opened = await office.log_in(name)

    assert (opened.token_type, opened.user_name, opened.expires_in) == ("bearer", "maria", 1800)
    assert not opened.senha_provisoria
    assert await office.bearer(opened.access_token) == signed_up


@pytest.mark.parametrize(
    ("name", "password"), [("maria", "errada"), ("joana", PASSWORD), ("maria", " " + PASSWORD)]
)
async def test_a_wrong_name_and_a_wrong_password_look_the_same_and_cost_the_same(
    office: Office, name: str, password: str
) -> None:
    await office.sign_up("maria")

    with pytest.raises(WrongLogin) as caught:
        await office.log_in(name, password)

    assert caught.value.detail == "Incorrect username or password"
    assert len(office.senhas.looked) == 1


async def test_a_deactivated_usuario_looks_like_an_unknown_one(office: Office) -> None:
    maria = await office.sign_up("maria")
    await office.service.change(CONTA, maria.sujeito, MudancaUsuario(ativo=False), Precondition())

    with pytest.raises(WrongLogin):
        await office.log_in("maria")


@pytest.mark.parametrize("at_once", [True, False], ids=["at once", "one by one"])
async def test_a_thousand_guesses_are_five_and_the_owner_gets_in(
    office: Office, clock: FakeClock, at_once: bool
) -> None:
    await office.sign_up("maria")

    guesses = [office.log_in("maria", f"chute {number}") for number in range(999)]
    guesses.append(office.log_in("maria"))  # even the right one, from where the others came
    done: list[object]
    if at_once:
        done = await asyncio.gather(*guesses, return_exceptions=True)
    else:
        done = [await _outcome(guess) for guess in guesses]

    assert [type(one) for one in done].count(TooManyRequests) == 995
    assert len(office.senhas.looked) == 5
    assert await office.log_in("maria", address=ELSEWHERE)
    clock.move(minutes=15)
    assert await office.log_in("maria", address=HERE)


async def test_guesses_at_a_name_from_many_places_are_fifty(office: Office, clock: FakeClock) -> None:
    await office.sign_up("maria")

    done = [
        await _outcome(office.log_in("maria", f"chute {number}", f"198.18.0.{number % 200}"))
        for number in range(300)
    ]

    assert [type(one) for one in done].count(WrongLogin) == 50
    clock.move(minutes=15)
    assert await office.log_in("maria")


@pytest.mark.parametrize("way", ["login", "basic"])
async def test_guesses_from_many_places_do_not_shut_the_owner_out_of_where_they_got_in_lately(
    office: Office, clock: FakeClock, way: str
) -> None:
    async def try_in(password: str, address: str) -> object:
        if way == "basic":
            return await _outcome(office.basic("ana", password, address))
        return await _outcome(office.log_in("maria", password, address))

    await office.sign_up("maria")
    right = "sen:ha" if way == "basic" else PASSWORD
    await try_in(right, HERE)
    clock.move(days=20)
    for number in range(60):
        await try_in("chute", f"198.18.0.{number}")

    owner = [await try_in(right, HERE) for _ in range(8)]
    guesses = [await try_in("chute", HERE) for _ in range(8)]

    assert not [one for one in owner if isinstance(one, Exception)]
    assert [isinstance(one, TooManyRequests) for one in guesses] == [False] * 5 + [True] * 3
    assert isinstance(await try_in(right, ELSEWHERE), TooManyRequests)


async def test_guesses_from_one_place_at_many_names_are_a_hundred(office: Office) -> None:
    done = [await _outcome(office.log_in(f"pessoa{number}")) for number in range(150)]

    assert [type(one) for one in done].count(WrongLogin) == 100


async def test_one_who_holds_a_whole_ipv6_network_is_one_place(office: Office) -> None:
    done = [await _outcome(office.log_in("maria", "chute", f"2001:db8::{number:x}")) for number in range(20)]

    assert [type(one) for one in done].count(WrongLogin) == 5


async def test_a_good_log_in_forgives_the_bad_ones_before_it(office: Office) -> None:
    await office.sign_up("maria")

    for _ in range(6):
        for _ in range(4):
            with pytest.raises(WrongLogin):
                await office.log_in("maria", "errada")
        assert await office.log_in("maria")


async def test_many_good_log_ins_at_once_and_in_a_row_use_up_nothing(office: Office) -> None:
    await office.sign_up("maria")

    for _ in range(5):
        opened = await asyncio.gather(*(office.log_in("maria") for _ in range(25)))
        assert len(opened) == 25


async def test_guesses_at_a_basic_user_are_five_and_the_owner_gets_in(
    office: Office, clock: FakeClock
) -> None:
    guesses = [office.basic("ana", f"chute {number}") for number in range(999)]
    done = await asyncio.gather(*guesses, office.basic("ana", "sen:ha"), return_exceptions=True)

    assert [type(one) for one in done].count(Unauthorized) == 5
    assert isinstance(done[-1], TooManyRequests)
    assert await office.basic("ana", "sen:ha", ELSEWHERE)
    clock.move(minutes=15)
    assert await office.basic("ana", "sen:ha", HERE)


async def test_a_changed_password_ends_every_other_session(office: Office) -> None:
    maria = await office.sign_up("maria")
    old = (await office.log_in("maria")).access_token

    opened = await office.sessoes.change_password(maria, _change(PASSWORD, "outra senha boa"))

    assert await office.bearer(opened.access_token) == maria
    with pytest.raises(Unauthorized):
        await office.bearer(old)
    with pytest.raises(WrongLogin):
        await office.log_in("maria")
    assert await office.log_in("maria", "outra senha boa")


async def test_a_session_guesses_the_current_password_five_times_only(office: Office) -> None:
    maria = await office.sign_up("maria")

    done = [
        await _outcome(office.sessoes.change_password(maria, _change("errada", "nova senha")))
        for _ in range(9)
    ]

    assert [type(one) for one in done] == [WrongPassword] * 5 + [TooManyRequests] * 4


async def test_a_password_is_not_changed_for_itself(office: Office) -> None:
    principal = await office.sign_up("maria")

    with pytest.raises(InvalidInput):
        await office.sessoes.change_password(principal, TrocaSenha(senha_atual=PASSWORD, nova_senha=PASSWORD))


async def test_logging_out_ends_every_session(office: Office) -> None:
    maria = await office.sign_up("maria")
    tokens = [(await office.log_in("maria")).access_token for _ in range(2)]

    await office.sessoes.log_out(maria)

    for token in tokens:
        with pytest.raises(Unauthorized):
            await office.bearer(token)


async def test_a_token_has_no_session_to_end_and_no_password(office: Office) -> None:
    robot = await office.bearer(await office.issue(Papel.ADMIN))
    odd = Principal("clinica", "Site da clínica, nº 1", Papel.ADMIN)

    for principal in (robot, odd):
        with pytest.raises(OnlyUsuarios):
            await office.sessoes.log_out(principal)
        with pytest.raises(OnlyUsuarios):
            await office.sessoes.change_password(principal, _change("senha", "nova senha"))


async def test_who_one_is_says_name_papel_and_escopos(office: Office) -> None:
    maria = await office.sign_up("maria")
    robot = await office.bearer(await office.issue(Papel.CS, escopos=("clientes:ler",)))

    person, program = await office.sessoes.who(maria), await office.sessoes.who(robot)

    assert (person.username, person.escopos, person.papel) == ("maria", None, Papel.ATENDENTE)
    assert (program.username, program.escopos, program.conta) == (None, ("clientes:ler",), "clinica")


async def test_a_hash_of_other_parameters_is_renewed_by_the_next_good_log_in(
    office: Office, documents: FakeDocuments
) -> None:
    maria = await office.sign_up("maria")
    store = documents.open("usuarios", CONTA)
    stored = await store.get(maria.sujeito)
    other = PasswordHasher(time_cost=2, memory_cost=8, parallelism=1).hash(PASSWORD)
    await store.upsert(stored.id, stored.body | {"senha_hash": other})

    opened = await office.log_in("maria")

    renewed = (await office.usuarios().get(maria.sujeito)).usuario.senha_hash
    assert "m=8,t=1,p=1" in renewed
    assert await office.bearer(opened.access_token) == maria
    assert await office.log_in("maria")


async def test_a_hash_that_cannot_be_read_opens_nothing(office: Office, documents: FakeDocuments) -> None:
    maria = await office.sign_up("maria")
    store = documents.open("usuarios", CONTA)
    stored = await store.get(maria.sujeito)
    await store.upsert(stored.id, stored.body | {"senha_hash": "quebrado"})

    with pytest.raises(WrongLogin):
        await office.log_in("maria")


async def test_the_first_admin_is_made_by_the_first_log_in_with_what_the_settings_say(office: Office) -> None:
    opened = await office.log_in(ADMIN, ADMIN_SENHA)

    principal = await office.bearer(opened.access_token)
    assert (principal.conta, principal.papel) == (CONTA, Papel.ADMIN)
    assert any("configuracao" in text for text in office.audited())
    assert await office.log_in(ADMIN.upper(), ADMIN_SENHA)


async def test_the_first_admin_is_made_once_by_many_log_ins_at_once(office: Office) -> None:
    done = await asyncio.gather(
        *(office.log_in(ADMIN, ADMIN_SENHA) for _ in range(8)), return_exceptions=True
    )

    assert {type(one).__name__ for one in done} == {"SessaoAberta"}
    assert len({(await office.bearer(one.access_token)).sujeito for one in done}) == 1  # type: ignore[union-attr]  # none failed: see above


@pytest.mark.parametrize(("name", "password"), [(ADMIN, "senha-do-segundo"), ("outro", ADMIN_SENHA)])
async def test_anything_else_makes_no_admin(office: Office, name: str, password: str) -> None:
    with pytest.raises(WrongLogin):
        await office.log_in(name, password)

    assert not await office.usuarios().has_admin()


async def test_the_settings_make_no_admin_where_there_is_one(office: Office) -> None:
    await office.sign_up("chefe", convite=await office.invite(Papel.ADMIN, conta=CONTA))

    with pytest.raises(WrongLogin):
        await office.log_in(ADMIN, ADMIN_SENHA)


async def test_the_settings_password_is_worth_nothing_once_the_admin_has_another(office: Office) -> None:
    admin = await office.bearer((await office.log_in(ADMIN, ADMIN_SENHA)).access_token)

    await office.sessoes.change_password(admin, _change(ADMIN_SENHA, "outra senha boa"))

    with pytest.raises(WrongLogin):
        await office.log_in(ADMIN, ADMIN_SENHA)
    assert await office.log_in(ADMIN, "outra senha boa")


def _change(old: str, new: str) -> TrocaSenha:
    return TrocaSenha(senha_atual=old, nova_senha=new)


async def _outcome(attempt: Awaitable[object]) -> object:
    try:
        return await attempt
    except RetornoError as error:
        return error
