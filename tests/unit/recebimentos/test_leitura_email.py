"""What an e-mail says once it is decoded and parted from what it quotes; and which of them no person wrote."""

import json
import time

import pytest

from shared.kit.canais import Entrada
from shared.kit.errors import MalformedRequest
from shared.recebimentos.leitura import email
from shared.recebimentos.leitura.html import text_of_html
from tests.webhook_bodies import EMAIL, multipart

HEADERS = EMAIL["headers"]


def read(files: dict[str, tuple[str, bytes]] | None = None, /, **fields: str | bytes) -> list[Entrada]:
    raw, content_type = multipart(EMAIL | fields, files)
    return email.read(raw, content_type, proprios=["contato@clinica.com.br"])


def one(files: dict[str, tuple[str, bytes]] | None = None, /, **fields: str | bytes) -> Entrada:
    [found] = read(files, **fields)
    return found


def test_the_documented_post_is_read_whole() -> None:
    found = one()

    assert (found.provedor_id, found.endereco, found.nome) == (
        "abc@mail.exemplo.com",
        "joao@exemplo.com.br",
        "João",
    )
    assert (found.assunto, found.texto, found.em_resposta_a) == (
        "Re: Sua consulta",
        "Confirmo, obrigado!",
        "nossa@retorno",
    )


def test_each_field_is_decoded_by_the_charset_that_is_said_of_it() -> None:
    charsets = json.dumps({"text": "iso-8859-1", "subject": "windows-1252", "from": "UTF-8"})

    found = one(
        charsets=charsets, text="Não vou".encode("latin-1"), subject="Consulta \u2013 amanhã".encode("cp1252")
    )

    assert (found.texto, found.assunto, found.nome) == ("Não vou", "Consulta \u2013 amanhã", "João")


@pytest.mark.parametrize(
    "charset",
    ["x-desconhecido", "rot13", "zip", "idna", "punycode", "unicode_escape", "a\0b", "9" * 500, "latin-99"],
)
def test_a_charset_that_is_none_is_read_as_utf8(charset: str) -> None:
    found = one(charsets=json.dumps({"text": charset}), text=b"Confirmo \xff sim")

    assert found.texto == "Confirmo \ufffd sim"


@pytest.mark.parametrize("charsets", ["", "{", "[]", '{"text": {}}', "null", '{"text": 1}'])
def test_charsets_of_another_shape_do_no_harm(charsets: str) -> None:
    assert one(charsets=charsets).texto == "Confirmo, obrigado!"


def test_words_encoded_in_headers_are_read() -> None:
    found = one(
        subject="=?utf-8?B?Q29uZmlybWHDp8Ojbw==?=",
        **{"from": "=?iso-8859-1?Q?Jo=E3o?= <joao@exemplo.com.br>"},
    )

    assert (found.assunto, found.nome) == ("Confirmação", "João")


def test_without_an_answered_message_the_last_reference_counts() -> None:
    found = one(headers="Message-ID: <m@x>\nReferences: <a@x>\n <b@x>")

    assert (found.provedor_id, found.em_resposta_a) == ("m@x", "b@x")


def test_a_message_without_an_id_is_told_apart_by_what_it_says() -> None:
    first, again, other = one(headers="X: y"), one(headers="X: y"), one(headers="X: y", text="Outra coisa")

    assert first.provedor_id == again.provedor_id != other.provedor_id


@pytest.mark.parametrize(
    ("fields", "why"),
    [
        ({"headers": f"Auto-Submitted: auto-replied\n{HEADERS}"}, "out of office"),
        ({"headers": f"{HEADERS}\nPrecedence: bulk"}, "bulk"),
        ({"headers": f"{HEADERS}\nPRECEDENCE: List"}, "list"),
        ({"headers": f"{HEADERS}\nList-Id: <noticias.exemplo.com>"}, "newsletter"),
        ({"envelope": '{"to":["contato@clinica.com.br"],"from":""}'}, "bounce"),
        ({"envelope": '{"to":["contato@clinica.com.br"],"from":"mailer-daemon@x.com"}'}, "bounce"),
        ({"envelope": '{"to":["contato@clinica.com.br"],"from":"no-reply@x.com"}'}, "nobody reads it"),
        ({"envelope": '{"to":["x@parse.com"],"from":"CONTATO@clinica.com.br"}'}, "our own"),
        ({"envelope": '{"to":["outra@clinica.com.br"],"from":"outra@clinica.com.br"}'}, "to itself"),
    ],
)
def test_what_a_machine_or_we_ourselves_wrote_is_left_out(fields: dict[str, str], why: str) -> None:
    assert read(**fields) == [], why


def test_auto_submitted_no_is_a_person() -> None:
    assert one(headers=f"{HEADERS}\nAuto-Submitted: no").texto


@pytest.mark.parametrize(
    "envelope_from",
    [
        "SRS0=ab=cd=exemplo.com.br=joao@provedor.com",
        "contato+caf_=parse=x.com@clinica.com.br",
        "prvs=1=joao@x.com",
    ],
)
def test_where_a_forwarder_put_itself_the_seen_sender_is_answered(envelope_from: str) -> None:
    found = one(envelope=json.dumps({"to": ["x@parse.com"], "from": envelope_from}))

    assert found.endereco == "joao@exemplo.com.br"


def test_the_envelope_counts_before_what_people_see() -> None:
    found = one(**{"from": "Presidente <presidente@banco.com.br>"})

    assert found.endereco == "joao@exemplo.com.br"


@pytest.mark.parametrize(
    ("fields", "is_proven"),
    [
        ({}, True),
        ({"SPF": "pass"}, True),
        ({"SPF": "fail"}, False),
        ({"SPF": "softfail", "dkim": "{@outra.com.br : pass}"}, False),
        ({"SPF": "fail", "dkim": "{@exemplo.com.br : fail}"}, False),
        ({"SPF": "fail", "dkim": "{@outra.com.br : pass, @exemplo.com.br : pass}"}, True),
        ({"SPF": "pass", "envelope": json.dumps({"from": "srs0=a=b=c=d@outra.com.br"})}, False),
    ],
)
def test_a_sender_whom_no_server_vouches_for_is_marked(fields: dict[str, str], is_proven: bool) -> None:
    assert ("remetente_nao_comprovado" in one(**({"dkim": "none"} | fields)).campos) is not is_proven


def test_attachments_are_dropped_but_named() -> None:
    files = {
        "attachment1": ("raio-x.png", b"\x89PNG" + bytes(100_000)),
        "attachment2": ("laudo.pdf", b"%PDF"),
    }

    found = one(files)

    assert found.campos == {"anexos": "raio-x.png, laudo.pdf"}
    assert len(found.bruto) < 2_000


def test_an_attachment_alone_is_still_a_message() -> None:
    found = one({"attachment1": ("a.pdf", b"x")}, text="")

    assert (found.tipo, found.texto) == ("outro", "")


def test_html_alone_gives_its_words_without_its_quote() -> None:
    html = (
        "<html><head><style>p{color:red}</style></head><body><p>N&atilde;o posso,<br>obrigado.</p>"
        '<script>alert(1)</script><div class="gmail_quote">Em 1 de jan, Cl&iacute;nica escreveu: Confirma?</div>'
    )

    assert one(text="", html=html).texto == "Não posso,\nobrigado."


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("SAIR\n\n-- \nJoão Silva\nDiretor", "SAIR"),
        ("SAIR\n\nEnviado do meu iPhone", "SAIR"),
        ("Sim\n\nObter o Outlook para Android<https://aka.ms/x>", "Sim"),
        ("Sim\n\nOn Thu, Jan 1, 2026 at 10:00 AM Clínica <x@y.com> wrote:\n> Confirma?", "Sim"),
        (
            "Sim\n\nEm qui., 1 de jan. de 2026 às 10:00, Clínica Sorriso <contato@clinica.com.br>\nescreveu:\n\n> A",
            "Sim",
        ),
        ("Não\n\n-----Mensagem original-----\nDe: Clínica\nEnviada em: quinta\nTexto", "Não"),
        (
            "Não\n\n________________________________\nDe: Clínica <x@y>\nEnviado: quinta\nPara: João\n\nTexto",
            "Não",
        ),
        ("Não\n\nDe: Clínica <x@y>\nEnviado: quinta\nPara: João\n\nTexto", "Não"),
        ("> Confirma?\n\nSim, confirmo", "Sim, confirmo"),
        ("Em 1/1/2026 10:00, Clínica escreveu:\n> Confirma?\n\nSim, confirmo", "Sim, confirmo"),
        (
            "Respondo abaixo:\n\nEm 1/1/2026 10:00, Clínica escreveu:\n> Que dia?\nQuinta\n> Hora?\n15h",
            "Respondo abaixo:\n\nQuinta\n15h",
        ),
        ("Bom dia.\r\n\r\nPodemos marcar?\r\n", "Bom dia.\n\nPodemos marcar?"),
        ("Em casa ele escreveu: nada disso. E mais.", "Em casa ele escreveu: nada disso. E mais."),
        ("De: minha parte está tudo certo\nobrigado", "De: minha parte está tudo certo\nobrigado"),
        ("-- \nJoão", "-- \nJoão"),
        ("> só o que foi citado", "> só o que foi citado"),
    ],
)
def test_what_the_person_wrote_is_parted_from_quotes_and_signatures(text: str, kept: str) -> None:
    assert one(text=text).texto == kept


@pytest.mark.parametrize(
    "text",
    ["", "Enviado do meu iPhone", "-- \nJoão", "Em 1/1/2026 10:00, Clínica escreveu:\n> Confirma?"],
)
def test_a_word_in_the_subject_counts_where_the_body_is_but_signature_and_quote(text: str) -> None:
    left, told = one(subject="SAIR", text=text), one(subject="Sair", text="Posso sair mais cedo?")

    assert (left.assunto, left.texto) == ("SAIR", "")
    assert told.texto == "Posso sair mais cedo?"


def test_a_long_text_is_cut_and_kept() -> None:
    assert len(one(text="Olá!" * 100_000).texto) == 20_000


@pytest.mark.parametrize(
    "content_type", ["", "multipart/form-data", "multipart/form-data; boundary=", "text/plain"]
)
def test_a_form_without_a_boundary_is_malformed(content_type: str) -> None:
    with pytest.raises(MalformedRequest):
        email.read(multipart(EMAIL)[0], content_type, proprios=[])


@pytest.mark.parametrize(
    "raw", [b"", b"--outro\r\n", b"--limite--", b"--limite\r\n\r\n\r\n--limite--", b"\0" * 1000]
)
def test_a_body_without_a_message_is_malformed(raw: bytes) -> None:
    with pytest.raises(MalformedRequest):
        email.read(raw, "multipart/form-data; boundary=limite", proprios=[])


HOSTILE = {
    "headers": "A" * 400_000,
    "folds": "A:\n " * 100_000,
    "message ids": "Message-Id: " + "<" * 400_000,
    "rules": "- " * 200_000,
    "underscores": "_" * 400_000,
    "quotes": "Em casa ele escreveu:\n" * 20_000,
    "attributions": "em " * 100_000,
    "comments": "(" * 10_000,
    "tags": "<" * 200_000,
    "scripts": "<script" * 50_000,
    "open tags": "<p " * 100_000,
    "entities": "&#" + "9" * 100_000 + ";",
    "words": "=?utf-8?Q?" * 20_000,
}


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE.keys())
def test_a_hostile_message_costs_neither_an_error_nor_time(text: str) -> None:
    began = time.perf_counter()

    for fields in (
        {"text": text},
        {"text": "", "html": text},
        {"headers": text},
        {"subject": text},
        {"from": text},
    ):
        read(**fields)
    read(envelope=text, **{"from": text})

    assert time.perf_counter() - began < 5


def test_thirty_megabytes_of_attachments_cost_no_time() -> None:
    raw, content_type = multipart(EMAIL, {"attachment1": ("x.bin", b"\r\n--" * 7_500_000)})
    began = time.perf_counter()

    [found] = email.read(raw, content_type, proprios=[])

    assert found.texto == "Confirmo, obrigado!"
    assert time.perf_counter() - began < 5


def test_html_of_characters_numbered_beyond_all_measure_stays_as_it_is() -> None:
    assert text_of_html("<p>&#" + "9" * 5_000 + ";") == "&#" + "9" * 5_000 + ";"
