"""The extractor works as a component of any spaCy pipeline."""

from __future__ import annotations

from importlib.metadata import entry_points
from pathlib import Path

import pytest
import spacy
from spacy.language import Language
from spacy.tokens import Doc

import extract.component  # noqa: F401 (registers the factory where no entry point does)
from corpus.records import Mention

TEXT = (
    "Dinas Kesehatan Kabupaten Banyumas meluncurkan inovasi Sirup (Siaga Ibu Rutin Periksa). "
    "Sirup masuk Top 45 Kompetisi Inovasi Pelayanan Publik 2021. "
    "Sebanyak 12 inovasi ikut dalam Kompetisi Inovasi Pelayanan Publik itu."
)
OTHER = "Tim sepak bola desa menang tipis pada laga kemarin sore."


def bare() -> Language:
    """A pipeline that only tokenizes; that for Indonesian takes seconds to make."""
    return spacy.blank("xx")


@pytest.fixture(scope="module")
def nlp() -> Language:
    pipeline = spacy.blank("id")
    pipeline.add_pipe("gali")
    return pipeline


def test_a_document_gets_records(nlp: Language) -> None:
    doc = nlp(TEXT)
    (mention,) = doc._.innovations
    assert isinstance(mention, Mention)
    assert (mention.name, mention.expansion) == ("Sirup", "Siaga Ibu Rutin Periksa")
    assert doc._.awards[0].innovation == mention.local_id
    assert [count.value for count in doc._.counts] == [12]
    assert doc._.replications == ()
    assert doc._.gali.region == "33.02"
    assert doc._.gali.innovations == doc._.innovations


def test_evidence_counts_in_the_text_of_the_document(nlp: Language) -> None:
    # Decomposed letters, odd line ends: the text of the document stays as it is.
    doc = nlp("Cafe\u0301 ramai.\r\n" + TEXT)
    for span in doc._.innovations[0].evidence:
        assert doc.text[span.start : span.end] == span.quote


def test_spans_lead_back_to_records(nlp: Language) -> None:
    doc = nlp(TEXT)
    names = list(doc.spans["innovations"])
    assert [span.text for span in names] == ["Sirup", "Sirup"]
    assert {(span.label_, span._.gali_kind, span._.gali_id) for span in names} == {
        ("INNOVATION", "innovation", "i1")
    }
    assert names[0]._.gali_entry == doc._.innovations[0]
    assert [span.text for span in doc.spans["expansions"]] == ["Siaga Ibu Rutin Periksa"]
    assert doc.spans["counts"][0]._.gali_entry == doc._.counts[0]
    assert doc[0:1]._.gali_entry is None


def test_spans_cover_whole_tokens_where_a_name_is_part_of_one() -> None:
    pipeline = bare()
    pipeline.add_pipe("gali")
    words = TEXT.replace("Sirup (", "Sirup_baru(").split(" ")
    doc = pipeline.get_pipe("gali")(Doc(pipeline.vocab, words))
    for group in doc.spans.values():
        for span in group:
            entry = span._.gali_entry
            assert any(
                span.start_char <= e.start and e.end <= span.end_char for e in entry.evidence
            )
    assert doc.spans["expansions"][0].text.startswith("Sirup_baru(Siaga")


def test_a_title_may_come_with_the_document_or_with_the_pipeline() -> None:
    text = "Peluncuran berlangsung di halaman Dinas Kesehatan Kabupaten Banyumas, kata Bupati."
    title = "Banyumas Luncurkan Inovasi Sirup (Siaga Ibu Rutin Periksa)"
    pipeline = bare()
    pipeline.add_pipe("gali", config={"title": title})
    doc = bare().make_doc(text)
    doc._.title = title
    given, set_once = bare(), pipeline(text)
    given.add_pipe("gali")
    for found in (given(doc), set_once):
        assert [mention.name for mention in found._.innovations] == ["Sirup"]
        assert {e.field for e in found._.innovations[0].evidence} == {"title"}
        assert len(found.spans["innovations"]) == 0


def test_least_confidence_leaves_out_what_is_less_sure(nlp: Language) -> None:
    strict = bare()
    strict.add_pipe("gali", config={"min_confidence": 1.0})
    doc = strict(TEXT)
    assert nlp(TEXT)._.innovations
    assert (doc._.innovations, doc._.awards, doc._.counts) == ((), (), ())
    assert not doc._.gali.relevant


@pytest.mark.parametrize("least", [-0.1, 1.5])
def test_an_impossible_confidence_is_refused(least: float) -> None:
    with pytest.raises(ValueError, match="min_confidence"):
        bare().add_pipe("gali", config={"min_confidence": least})


def test_results_survive_bytes(nlp: Language) -> None:
    doc = nlp(TEXT)
    again = Doc(bare().vocab).from_bytes(doc.to_bytes())
    assert again._.gali == doc._.gali
    assert [(s.text, s.label_, s.id_) for s in again.spans["innovations"]] == [
        (s.text, s.label_, s.id_) for s in doc.spans["innovations"]
    ]


def test_two_processes_find_the_same_as_one(nlp: Language) -> None:
    texts = [TEXT, OTHER, "", TEXT.replace("Sirup", "Sigap")] * 3
    alone = [doc._.gali for doc in nlp.pipe(texts)]
    together = [doc._.gali for doc in nlp.pipe(texts, n_process=2, batch_size=2)]
    assert alone == together
    assert [found.relevant for found in alone[:4]] == [True, False, False, True]


def test_a_pipeline_can_be_saved_and_loaded(tmp_path: Path) -> None:
    pipeline = bare()
    pipeline.add_pipe("gali", config={"min_confidence": 0.25})
    pipeline.to_disk(tmp_path)
    loaded = spacy.load(tmp_path)
    assert loaded(TEXT)._.gali == pipeline(TEXT)._.gali


def test_a_document_that_did_not_pass_the_component_has_nothing() -> None:
    doc = bare().make_doc(TEXT)
    assert doc._.gali is None
    assert doc._.innovations == ()


def test_an_installed_package_announces_the_factory() -> None:
    found = [e.value for e in entry_points(group="spacy_factories") if e.name == "gali"]
    if not found:
        pytest.skip("installed before the entry point was added")
    assert found == ["extract.component:make_component"]
