"""What an admin does with usuarios: it holds at once, and a conta never loses its last admin."""

import asyncio
from typing import Any

import pytest

from shared.contas.admissao import Candidato
from shared.contas.errors import LastAdmin, NameTaken, UsuarioNotFound, WrongLogin
from shared.contas.usuarios import FiltroUsuarios, MudancaUsuario, TrocaSenha, Usuario
from shared.kit.auth import Papel
from shared.kit.errors import PreconditionFailed, TransientError, Unauthorized
from shared.kit.etags import Precondition
from tests.fakes import FakeClock
from tests.unit.contas.office import CONTA, PASSWORD, Office

pytestmark = pytest.mark.anyio
ANY = Precondition()


async def make_admins(office: Office, *names: str) -> list[str]:
    """Their ids, in the default conta."""
    return [
        (await office.sign_up(name, convite=await office.invite(Papel.ADMIN, conta=CONTA))).sujeito
        for name in names
    ]


async def change(office: Office, usuario_id: str, **fields: Any) -> Usuario:
    mudanca = MudancaUsuario.model_validate(fields)
    return (await office.service.change(CONTA, usuario_id, mudanca, ANY)).usuario


@pytest.mark.parametrize("fields", [{"papel": Papel.CS}, {"ativo": False}], ids=str)
async def test_the_last_active_admin_stays(office: Office, fields: dict[str, Any]) -> None:
    (chefe,) = await make_admins(office, "chefe")

    with pytest.raises(LastAdmin):
        await change(office, chefe, **fields)

    assert (await office.log_in("chefe")).user_name == "chefe"


@pytest.mark.parametrize("first", [{"papel": Papel.CS}, {"ativo": False}], ids=str)
async def test_two_admins_who_end_each_other_at_once_do_not_both_succeed(
    office: Office, first: dict[str, Any]
) -> None:
    ids = await make_admins(office, "chefe", "socia", "diretor")

    done = await asyncio.gather(
        *(
            change(office, one, **fields)
            for one, fields in zip(ids, (first, {"ativo": False}, first), strict=True)
        ),
        return_exceptions=True,
    )

    assert [type(one) for one in done].count(LastAdmin) == 1
    left = [one.is_admin for one in (await office.usuarios().list(FiltroUsuarios())).itens]
    assert left.count(True) == 1


async def test_one_who_was_deactivated_or_demoted_counts_as_no_admin(office: Office) -> None:
    chefe, socia, diretor = await make_admins(office, "chefe", "socia", "diretor")
    await change(office, socia, ativo=False)
    await change(office, diretor, papel=Papel.CS)

    with pytest.raises(LastAdmin):
        await change(office, chefe, ativo=False)

    await change(office, socia, ativo=True)
    assert not (await change(office, chefe, ativo=False)).ativo


async def test_a_change_of_what_was_read_before_somebody_elses_is_refused(office: Office) -> None:
    maria = (await office.sign_up("maria")).sujeito
    read = await office.service.get(CONTA, maria)
    await change(office, maria, nome="Maria Souza")

    with pytest.raises(PreconditionFailed):
        await office.service.change(CONTA, maria, MudancaUsuario(ativo=False), Precondition(f'"{read.etag}"'))

    assert (await office.service.get(CONTA, maria)).usuario.ativo


async def test_a_new_name_ends_no_session_and_what_changes_nothing_writes_nothing(
    office: Office, clock: FakeClock
) -> None:
    maria = (await office.sign_up("maria")).sujeito
    token = (await office.log_in("maria")).access_token
    clock.move(seconds=5)

    renamed = await change(office, maria, nome="Maria Souza")
    clock.move(seconds=5)
    again = await change(office, maria, nome="Maria Souza", ativo=True)

    assert renamed.atualizado_em == again.atualizado_em
    assert renamed.atualizado_em > renamed.criado_em
    assert await office.bearer(token)


async def test_a_provisional_password_is_shown_once_and_ends_sessions(office: Office) -> None:
    maria = await office.sign_up("maria")
    token = (await office.log_in("maria")).access_token

    shown = await office.service.reset_password(CONTA, maria.sujeito)

    with pytest.raises(Unauthorized):
        await office.bearer(token)
    with pytest.raises(WrongLogin):
        await office.log_in("maria")
    opened = await office.log_in("maria", shown.senha)
    assert opened.senha_provisoria
    assert shown.senha not in str(office.documents.partitions)
    own = TrocaSenha(senha_atual=shown.senha, nova_senha="uma senha minha")
    assert not (await office.sessoes.change_password(maria, own)).senha_provisoria


async def test_usuarios_are_listed_by_name_in_pages_and_nothing_else_is(office: Office) -> None:
    await make_admins(office, "chefe")
    for name in ("maria", "ana", "joana"):
        await office.sign_up(name)

    first = await office.service.list(CONTA, FiltroUsuarios(limite=3))
    rest = await office.service.list(CONTA, FiltroUsuarios(limite=3, cursor=first.cursor))

    names = [usuario.username for page in (first, rest) for usuario in page.itens]
    assert names == ["ana", "chefe", "joana", "maria"]
    assert rest.cursor is None


@pytest.mark.parametrize("usuario_id", ["01J0000000000000000000000", "administradores", "a b", "x" * 300])
async def test_what_is_no_usuario_of_the_conta_is_not_found(office: Office, usuario_id: str) -> None:
    (chefe,) = await make_admins(office, "chefe")

    with pytest.raises(UsuarioNotFound):
        await office.service.get(CONTA, usuario_id)
    with pytest.raises(UsuarioNotFound):
        await office.service.reset_password(CONTA, usuario_id)
    with pytest.raises(UsuarioNotFound):
        await office.service.get("clinica", chefe)


async def test_the_command_makes_the_first_admin_of_any_conta(office: Office) -> None:
    usuario = await office.nomeacao.appoint(_candidate("clinica"))

    principal = await office.bearer((await office.log_in("chefe")).access_token)
    assert (principal.conta, principal.sujeito, principal.papel) == ("clinica", usuario.id, Papel.ADMIN)
    assert any("make admin" in text for text in office.audited("clinica"))


async def test_the_command_brings_back_who_lost_the_password_and_ends_every_session(office: Office) -> None:
    await office.sign_up("chefe", password="a que se perdeu")
    maria = (await office.sign_up("maria")).sujeito
    token = (await office.log_in("chefe", "a que se perdeu")).access_token

    await office.nomeacao.appoint(_candidate(CONTA))

    with pytest.raises(Unauthorized):
        await office.bearer(token)
    assert (await office.bearer((await office.log_in("chefe")).access_token)).papel is Papel.ADMIN
    assert (await office.service.get(CONTA, maria)).usuario.papel is Papel.ATENDENTE
    assert any("usuario.reabilitar" in text for text in office.audited())


async def test_the_command_takes_nobody_from_another_conta(office: Office) -> None:
    await office.sign_up("chefe")

    with pytest.raises(NameTaken):
        await office.nomeacao.appoint(_candidate("clinica"))


async def test_an_outage_changes_nothing(office: Office) -> None:
    (chefe,) = await make_admins(office, "chefe")
    office.documents.down = True

    with pytest.raises(TransientError):
        await change(office, chefe, nome="Outro")


def _candidate(conta: str) -> Candidato:
    return Candidato(conta, Papel.ADMIN, "make admin", "chefe", PASSWORD, "chefe@exemplo.com")
