"""S1's users get a password of ours, told to the operator alone; an admin of S1 is one here only by somebody's word."""

import csv
import stat

import pytest

from shared.contas.usuarios import Login, Usuario
from shared.kit.auth import Papel
from tests.unit.contas.office import HERE
from tests.unit.envios.world import CONTA
from tests.unit.migrar.mundo import IGUAIS, NOVAS, RECUSADAS, Mundo, counted

pytestmark = pytest.mark.anyio
RENATA = {
    "id": 2,
    "username": "renata",
    "email": "renata@exemplo.com.br",
    "hashed_password": "$2b$12$naosaidaqui",
    "role": "admin",
}


def passwords(mundo: Mundo) -> dict[str, str]:
    with mundo.cofre.caminho.open(encoding="utf-8") as file:
        return {row["username"]: row["senha_provisoria"] for row in csv.DictReader(file)}


async def usuario(mundo: Mundo, name: str = "renata") -> Usuario:
    acesso = await mundo.office.nomes.find(name)
    assert acesso is not None
    return (await mundo.office.usuarios(CONTA).get(acesso.sujeito)).usuario


async def test_a_user_logs_in_with_the_old_name_and_the_new_password(mundo: Mundo) -> None:
    mundo.rows("users.csv", RENATA | {"full_name": "Renata Alves"})

    await mundo.migrar()

    senha = passwords(mundo)["renata"]
    sessao = await mundo.office.sessoes.log_in(Login(username="renata", password=senha), HERE)
    assert (sessao.user_name, sessao.senha_provisoria) == ("renata", True)
    made = await usuario(mundo)
    assert (made.nome, made.email, made.papel) == (
        "Renata Alves",
        "renata@exemplo.com.br",
        Papel.ATENDENTE,
    )


async def test_the_passwords_are_in_a_file_of_the_operator_s_and_nowhere_else(mundo: Mundo) -> None:
    mundo.rows("users.csv", RENATA)

    await mundo.migrar()

    assert stat.S_IMODE(mundo.cofre.caminho.stat().st_mode) == 0o600
    assert passwords(mundo)["renata"] not in mundo.said
    assert "naosaidaqui" not in mundo.cofre.caminho.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("row", "confiar", "papel"),
    [
        ({"role": "admin"}, False, Papel.ATENDENTE),
        ({"role": "admin"}, True, Papel.ADMIN),
        ({"role": "", "is_superuser": "t"}, True, Papel.ADMIN),
        ({"role": "user"}, True, Papel.ATENDENTE),
        ({"role": ""}, True, Papel.ATENDENTE),
    ],
    ids=["admin", "a trusted admin", "a trusted superuser", "user", "none"],
)
async def test_an_admin_stays_one_only_by_the_operator_s_word(
    mundo: Mundo, row: dict[str, str], confiar: bool, papel: Papel
) -> None:
    mundo.rows("usuarios.csv", RENATA | row)

    await mundo.migrar(confiar_admin=confiar)

    assert (await usuario(mundo)).papel is papel


async def test_a_second_run_makes_nobody_and_no_password(mundo: Mundo) -> None:
    mundo.rows("users.csv", RENATA)
    await mundo.migrar()
    before, told = await mundo.everything(), mundo.cofre.caminho.read_bytes()

    relatorio = await mundo.migrar(confiar_admin=True)

    assert counted(relatorio, "users.csv") == {IGUAIS: 1}
    assert await mundo.everything() == before
    assert mundo.cofre.caminho.read_bytes() == told


@pytest.mark.parametrize(
    ("row", "why"),
    [
        ({"is_active": "f"}, "o usuário está inativo na origem"),
        ({"role": "cliente"}, "(role): é um acesso de cliente"),
        ({"username": "renata alves"}, "(username): não tem o formato esperado"),
        ({"username": ""}, "(username): é obrigatório"),
        ({"email": "sem arroba"}, "(email): deve ser um e-mail"),
        ({"username": "Admin"}, "(username): este nome é do primeiro administrador"),
        ({"username": "outra@exemplo.com.br"}, "(username): com @, deve ser igual ao e-mail"),
    ],
    ids=[
        "inactive",
        "a cliente's",
        "a name we cannot take",
        "no name",
        "no e-mail",
        "the first admin's",
        "another's e-mail",
    ],
)
async def test_who_cannot_come_is_told(mundo: Mundo, row: dict[str, str], why: str) -> None:
    mundo.rows("users.csv", RENATA | row, RENATA | {"id": 3, "username": "paula", "email": ""})

    relatorio = await mundo.migrar()

    assert counted(relatorio, "users.csv") == {RECUSADAS: 1, NOVAS: 1}
    assert f"users.csv, linha 2 {why}".replace("2 o ", "2: o ") in mundo.said


async def test_a_name_that_somebody_has_here_is_refused(mundo: Mundo) -> None:
    mundo.rows("users.csv", RENATA)
    await mundo.migrar()
    mundo.rows("users.csv", RENATA | {"id": 9}, RENATA | {"id": 10, "username": "outra"})

    relatorio = await mundo.migrar()

    assert counted(relatorio, "users.csv") == {RECUSADAS: 2}
    assert "já existe um usuário com este nome de acesso" in mundo.said
    assert "já existe um usuário com este e-mail" in mundo.said


async def test_a_run_that_ends_before_the_password_is_written_gives_another(
    mundo: Mundo, monkeypatch: pytest.MonkeyPatch
) -> None:
    mundo.rows("users.csv", RENATA)
    mundo.cofre.caminho.mkdir()  # nothing can be written there
    with pytest.raises(IsADirectoryError):
        await mundo.migrar()
    mundo.cofre.caminho.rmdir()

    relatorio = await mundo.migrar()

    assert counted(relatorio, "users.csv") == {NOVAS: 1}
    login = Login(username="renata", password=passwords(mundo)["renata"])
    assert (await mundo.office.sessoes.log_in(login, HERE)).senha_provisoria
