"""Botconversa's API v1 behind the `Carteiro` port, with its flows, tags, campaigns and subscribers beside it.

Source: https://backend.botconversa.com.br/swagger/ (a path without its last slash loses the body to a redirect)
"""

import json
import re
from typing import Any
from urllib.parse import quote

from shared.adapters.canais_http import ANSWER_S, ESPERA, CanalHttp, Resposta, of_status
from shared.adapters.canais_texto import is_phone, plain, unreachable
from shared.kit.brasil import phone_key, phone_number
from shared.kit.canais import Aceite, FalhaDeEnvio, Incerto, NaoAgora, Provedor, Saida

_MAX_TEXT = 4_096
_MAX_NAME = 100
# Lists come whole, or by pages of a hundred once they are longer; nobody has thousands of flows.
_MAX_PAGES = 50
_NOT_FOUND, _NO_SUCH_READING = 404, 405
_REFUSALS = range(400, 500)
_DUPLICATE = b"already exist"
_ID = re.compile(r"[0-9]{1,18}")

Objeto = dict[str, Any]


class Botconversa:
    """One account. A 200 to a message is no delivery, and no word on it ever follows."""

    provedor = Provedor.BOTCONVERSA

    def __init__(self, base_url: str, chave: str, *, answer_s: float = ANSWER_S) -> None:
        self._http = CanalHttp(self.provedor, headers={"API-KEY": chave}, answer_s=answer_s)
        self._base_url = base_url.rstrip("/")

    async def close(self) -> None:
        await self._http.close()

    async def send(self, saida: Saida) -> Aceite:
        """`detalhe["assinante"]` of what it returns is the subscriber's id."""
        texto = plain(saida, _MAX_TEXT)
        assinante = await self.ensure(saida.endereco, saida.nome)
        await self._once(f"/subscriber/{assinante}/send_message/", {"type": "text", "value": texto})
        return Aceite("", {"assinante": str(assinante)})

    async def send_flow(self, assinante: int, fluxo: int) -> None:
        """Start a flow with a subscriber: it speaks to a person, hence is never done twice."""
        await self._once(f"/subscriber/{assinante}/send_flow/", {"flow": fluxo})

    async def ensure(self, telefone: str, nome: str) -> int:
        """The subscriber behind an E.164 phone, made where there is none. Repeatable."""
        return await self.find(telefone) or await self._create(telefone, nome)

    async def find(self, telefone: str) -> int | None:
        """The subscriber behind an E.164 phone, with or without its ninth digit."""
        for written in _spellings(telefone):
            resposta = await self._http.repeatable("GET", self._url(_by_phone(written)))
            if resposta.status == _NOT_FOUND:
                continue
            found = _subscriber(_checked(resposta).json(), telefone)
            if found:
                return found
        return None

    async def phone_of(self, assinante: int) -> str | None:
        """A subscriber's phone in E.164; None where there is no such one, or the account does not tell."""
        resposta = await self._http.repeatable("GET", self._url(f"/subscriber/{assinante}/"))
        if resposta.status in (_NOT_FOUND, _NO_SUCH_READING):
            return None
        return _e164(_checked(resposta).json().get("phone"))

    async def flows(self) -> list[Objeto]:
        return await self._list("/flows/")

    async def tags(self) -> list[Objeto]:
        return await self._list("/tags/")

    async def campaigns(self) -> list[Objeto]:
        return await self._list("/campaigns/")

    async def custom_fields(self) -> list[Objeto]:
        return await self._list("/custom_fields/")

    async def add_tag(self, assinante: int, tag: int) -> None:
        await self._change("POST", f"/subscriber/{assinante}/tags/{tag}/")

    async def remove_tag(self, assinante: int, tag: int) -> None:
        await self._change("DELETE", f"/subscriber/{assinante}/tags/{tag}/")

    async def add_to_campaign(self, assinante: int, campanha: int) -> None:
        await self._change("POST", f"/subscriber/{assinante}/campaigns/{campanha}/")

    async def remove_from_campaign(self, assinante: int, campanha: int) -> None:
        await self._change("DELETE", f"/subscriber/{assinante}/campaigns/{campanha}/")

    async def set_custom_field(self, assinante: int, campo: int, valor: str) -> None:
        """A date goes as `dd.mm.aaaa`."""
        await self._change("POST", f"/subscriber/{assinante}/custom_fields/{campo}/", {"value": valor})

    async def delete_subscriber(self, assinante: int) -> None:
        """Forget a person there (LGPD art. 18); one who is gone already is no error."""
        resposta = await self._http.repeatable("DELETE", self._url(f"/subscriber/{assinante}/delete/"))
        if resposta.status != _NOT_FOUND:
            _checked(resposta)

    async def _create(self, telefone: str, nome: str) -> int:
        """A new subscriber. Whom the account has already under another spelling is looked up again."""
        primeiro, _, resto = " ".join(nome.split())[:_MAX_NAME].partition(" ")
        novo = {
            "phone": telefone.removeprefix("+"),
            "first_name": primeiro or "Cliente",
            "last_name": resto or "-",
            "has_opt_in_whatsapp": True,  # the gate asked for the consent before it came here
        }
        resposta = await self._http.repeatable("POST", self._url("/subscriber/"), json=novo)
        if not _is_duplicate(resposta):
            if resposta.status in _REFUSALS and "phone" in resposta.json():
                raise unreachable("telefone_recusado")
            made = _subscriber(_checked(resposta).json(), telefone)
            if made:
                return made
        found = await self.find(telefone)
        if found is None:
            raise unreachable("assinante_nao_encontrado")
        return found

    async def _once(self, path: str, body: Objeto) -> None:
        """What reaches a person: sent once, and only a certain failure says that it may be sent again."""
        resposta = await self._http.post(self._url(path), json=body)
        if resposta.status == _NOT_FOUND:
            raise unreachable("assinante_nao_encontrado")
        if not resposta.ok or "html" in resposta.headers.get("content-type", ""):  # a proxy's page: who knows
            raise of_status(resposta)

    async def _change(self, method: str, path: str, body: Objeto | None = None) -> None:
        _checked(await self._http.repeatable(method, self._url(path), json=body))

    async def _list(self, path: str) -> list[Objeto]:
        """All of a list. Its `next` is only a sign: the address in it is never followed."""
        found: list[Objeto] = []
        for page in range(1, _MAX_PAGES + 1):
            suffix = f"?page={page}" if page > 1 else ""
            itens, has_next = _page(_checked(await self._http.repeatable("GET", self._url(path + suffix))))
            found += itens
            if not has_next:
                break
        return found

    def _url(self, path: str) -> str:
        return self._base_url + path


def _by_phone(written: str) -> str:
    return f"/subscriber/get_by_phone/{quote(written, safe='')}/"


def _spellings(telefone: str) -> list[str]:
    """How the account may have a phone: as given, and a Brazilian mobile with and without its ninth digit."""
    if not is_phone(telefone):
        raise unreachable("endereco")
    key = phone_key(telefone)
    spoken = [telefone]
    if key != telefone:
        spoken += [f"+55{key[:2]}9{key[2:]}", f"+55{key}"]
    return list(dict.fromkeys(one for e164 in spoken for one in (e164, e164[1:])))


def _subscriber(body: Objeto, telefone: str) -> int | None:
    """The id in an answer, unless it tells of somebody else's phone."""
    found, shown = body.get("id"), body.get("phone")
    if shown and phone_key(_e164(shown) or "") != phone_key(telefone):
        return None
    return int(found) if isinstance(found, int | str) and _ID.fullmatch(str(found)) else None


def _e164(shown: object) -> str | None:
    """Its phones always have their country, be it without the sign."""
    try:
        return phone_number("+" + shown.strip().removeprefix("+")) if isinstance(shown, str) else None
    except ValueError:
        return None


def _is_duplicate(resposta: Resposta) -> bool:
    """Told as a 401 or another 4xx, by its words alone."""
    return resposta.status in _REFUSALS and _DUPLICATE in resposta.body.lower()


def _checked(resposta: Resposta) -> Resposta:
    """The answer to what reaches nobody: whatever is uncertain about it may be asked again."""
    if resposta.ok:
        return resposta
    failure: FalhaDeEnvio = of_status(resposta)
    if isinstance(failure, Incerto):
        raise NaoAgora("O Botconversa não respondeu.", codigo=failure.codigo, espera=ESPERA)
    raise failure


def _page(resposta: Resposta) -> tuple[list[Objeto], bool]:
    try:
        body = json.loads(resposta.body)
    except (ValueError, RecursionError):
        body = None
    itens = body.get("results") if isinstance(body, dict) else body
    if not isinstance(itens, list):
        raise NaoAgora("O Botconversa não respondeu.", codigo="lista_ilegivel", espera=ESPERA)
    return [one for one in itens if isinstance(one, dict)], isinstance(body, dict) and bool(body.get("next"))
