"""Keeping the CRM fields of clientes current: Kommo is read every few minutes, a webhook only says where to look."""

from collections.abc import Iterable
from dataclasses import dataclass

from shared.clientes.errors import DocumentoTaken, EmailTaken, OutraPessoa
from shared.clientes.importacao.ports import Fichas
from shared.clientes.kommo import Lead, Nomes, hinted_leads, names_of, read_ficha, read_lead
from shared.clientes.kommo_ports import Crm, Objeto
from shared.clientes.kommo_store import Posicao, PosicaoStore
from shared.clientes.models import Aplicada, Ficha, Origem, Resultado
from shared.kit.auditing import Auditor, Nota
from shared.kit.clock import Now
from shared.kit.errors import DomainError, TransientError
from shared.kit.ids import digest_id
from shared.kit.logging import get_logger
from shared.kit.queues import Queues
from shared.resumos.ports import Assunto, Invalidacao

QUEUE = "kommo-leads"
_LEADS_A_MESSAGE = 50
_WHO = "kommo"
_OF_ANOTHER = (OutraPessoa, EmailTaken, DocumentoTaken)
_log = get_logger(__name__)


@dataclass(frozen=True)
class KommoService:
    """The one account of Kommo belongs to `conta`. `now` is the real clock, which Kommo's leads are dated by."""

    conta: str
    crm: Crm
    fichas: Fichas
    posicoes: PosicaoStore
    auditor: Auditor
    queues: Queues
    now: Now
    invalidacao: Invalidacao

    async def pull(self) -> int:
        """Apply what changed since the last time, page by page; how many leads it was.

        The place moves on only after a page was applied wholly, so an outage or a time-out loses nothing. Leads that
        change while we read move to the end, so pages are counted anew from the newest change of the last one.
        Raises `TransientError` and `KommoRefused`.
        """
        posicao = await self.posicoes.load()
        since, page, applied = posicao.start, 1, 0
        while True:
            found = await self.crm.leads_since(since, page)
            leads = _readable(found.leads)
            news = [lead for lead in leads if not posicao.knows(lead.id, lead.updated_at)]
            await self._apply(news)
            applied += len(news)
            posicao = await self._move(posicao, news)
            if not found.has_next:
                return applied
            newest = max([since, *(lead.updated_at for lead in leads)])
            since, page = (newest, 1) if newest > since else (since, page + 1)

    async def _move(self, posicao: Posicao, applied: list[Lead]) -> Posicao:
        if not applied:
            return posicao
        moved = posicao.moved({str(lead.id): lead.updated_at for lead in applied}, self.now())
        await self.posicoes.save(moved)
        return moved

    async def hint(self, form: bytes, traceparent: str) -> None:
        """Queue the leads that a webhook's form tells of. Raises `MalformedRequest`.

        A queue that does not take them costs minutes: the next pull finds them.
        """
        lead_ids = hinted_leads(form)
        for start in range(0, len(lead_ids), _LEADS_A_MESSAGE):
            some = ",".join(map(str, lead_ids[start : start + _LEADS_A_MESSAGE]))
            message: dict[str, str | int] = {
                "v": 1,
                "conta": self.conta,
                "lead_ids": some,
                "traceparent": traceparent,
            }
            try:
                await self.queues.send(QUEUE, message)
            except TransientError:
                _log.warning("kommo.not_queued", extra={"conta": self.conta})
                return

    async def refresh(self, lead_ids: Iterable[int]) -> None:
        """Read these leads and apply them: a webhook is unsigned, so only what the API says counts."""
        read = [await self.crm.lead(lead_id) for lead_id in lead_ids]
        await self._apply(_readable(lead for lead in read if lead))

    async def _apply(self, leads: list[Lead]) -> None:
        leads = [lead for lead in leads if not lead.is_deleted]
        if not leads:
            return
        nomes = names_of(await self.crm.pipelines(), await self.crm.users())
        contacts = await self._contacts(leads)
        counts = dict.fromkeys(Resultado, 0)
        try:
            for lead in leads:
                done = await self._apply_lead(lead, nomes, contacts.get(lead.main_contact or 0))
                if done:
                    counts[done.resultado] += 1
        finally:  # what an outage cuts short is not news any more when it is done again
            await self.invalidacao.changed(self.conta, Assunto.CLIENTES)
        if counts[Resultado.NOVO] or counts[Resultado.ATUALIZADO]:
            detalhe = {
                "leads": len(leads),
                "novos": counts[Resultado.NOVO],
                "atualizados": counts[Resultado.ATUALIZADO],
            }
            await self.auditor.note(Nota(self.conta, _WHO, "kommo.applied", "/clientes", detalhe))

    async def _contacts(self, leads: list[Lead]) -> dict[int, Objeto]:
        wanted = sorted({lead.main_contact for lead in leads if lead.main_contact})
        found = await self.crm.contacts(wanted) if wanted else []
        return {contact["id"]: contact for contact in found if isinstance(contact.get("id"), int)}

    async def _apply_lead(self, lead: Lead, nomes: Nomes, contact: Objeto | None) -> Aplicada | None:
        """None for a lead that cannot be taken whatever we do: reading on must not wait for it."""
        lida = read_ficha(lead, nomes, contact)
        if lida.descartados:
            fields = ", ".join(lida.descartados)
            _log.warning("kommo.fields_dropped", extra={"lead_id": lead.id, "campos": fields})
        try:
            return await self._take(lead, lida.ficha)
        except DomainError as error:
            _log.warning("kommo.lead_refused", extra={"lead_id": lead.id, "slug": error.slug})
            return None

    async def _take(self, lead: Lead, ficha: Ficha) -> Aplicada:
        novo_id = digest_id(self.conta, _WHO, str(lead.id))
        try:
            return await self.fichas.apply(
                self.conta, ficha, novo_id=novo_id, origem=Origem.KOMMO, sujeito=_WHO
            )
        except (
            _OF_ANOTHER
        ):  # one owner's e-mail on the leads of two shops: the lead's number tells them apart
            alone = ficha.model_copy(update={"email": None, "documento": None})
            return await self.fichas.apply(
                self.conta, alone, novo_id=novo_id, origem=Origem.KOMMO, sujeito=_WHO
            )


def _readable(raw: Iterable[Objeto]) -> list[Lead]:
    read = [(one, read_lead(one)) for one in raw]
    for one, lead in read:
        if lead is None:
            found = one.get("id")
            _log.warning("kommo.unreadable", extra={"lead_id": found if isinstance(found, int) else "?"})
    return [lead for _, lead in read if lead]
