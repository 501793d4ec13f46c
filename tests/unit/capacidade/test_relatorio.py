"""The page holds what the command would write now: no figure of docs/capacity.md is typed by hand."""

from pathlib import Path

from infra.capacidade.__main__ import POR, report
from infra.capacidade.arquivos import CONTAGEM, DOCS, read_contagem, read_parametros, write_docs


def test_the_tables_of_the_page_follow_from_the_kept_counts_and_the_parameters(tmp_path: Path) -> None:
    copy = tmp_path / "capacity.md"
    copy.write_text(DOCS.read_text(encoding="utf-8"), encoding="utf-8")

    write_docs(list(report(read_contagem(), read_parametros())), copy)

    assert copy.read_text(encoding="utf-8") == DOCS.read_text(encoding="utf-8")


def test_every_piece_of_work_was_counted_and_took_what_its_kind_must() -> None:
    contados = read_contagem(CONTAGEM)

    assert set(contados) == set(POR)
    assert all(contado.n and contado.pedidos for contado in contados.values())
    for name in ("relato", "chamado", "atendimento"):
        assert contados[name].mensagens >= contados[name].n
    assert contados["relato"].passos > contados["relato"].n
    assert {"queue_relatos", "post_relatos"} <= set(contados["relato"].funcoes)
    assert contados["relato"].modelo
    assert contados["chamado"].modelo
    assert sum(one.vezes for one in contados["score"].pedidos.values()) > contados["score"].n >= 500
    assert not any(name.startswith(("get_", "timer_")) for name in contados["relato"].funcoes)
