from collections.abc import Callable

import pytest

from corpus.records import Mention

MentionOf = Callable[..., Mention]


@pytest.mark.parametrize("words", ["akronim dari", "singkatan dari", "kepanjangan dari"])
def test_a_later_sentence_gives_the_expansion(mention: MentionOf, words: str) -> None:
    found = mention(
        "RSUD Melati meluncurkan inovasi SALPA. Warga senang."
        f" Nama itu {words} Sistem Antre Layanan Pasien."
    )
    assert (found.name, found.expansion) == ("SALPA", "Sistem Antre Layanan Pasien")
