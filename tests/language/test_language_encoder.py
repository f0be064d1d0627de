"""Sentence vectors."""

from pathlib import Path

import numpy as np
import pytest

from headwater.errors import WrongUse
from headwater.language import Encoder, folder_encoder, sentence_encoder, static_encoder

A = "Drug lord captured by marines in Mexico"
B = "Suspected drug lord known as El Taliban held in Mexico"
C = "Oil prices fall as traders await the meeting"


@pytest.mark.parametrize("encoder", [sentence_encoder, static_encoder])
def test_what_means_the_same_is_nearer(encoder: object) -> None:
    model: Encoder = encoder()  # type: ignore[operator]
    a, b, c, empty = model.encode([A, B, C, ""])
    assert a @ b > a @ c + 0.2
    assert np.allclose([np.linalg.norm(x) for x in (a, b, c)], 1, atol=1e-5)
    assert not empty.any()
    assert model.encode([]).shape[0] == 0
    assert "@" in model.name


def test_any_text_has_a_vector() -> None:
    for model in (sentence_encoder(), static_encoder()):
        assert np.isfinite(model.encode(["\ud800", "😀" * 3_000, "x " * 9_000, "的", "\x00"])).all()


def test_a_folder_without_a_model_is_refused(tmp_path: Path) -> None:
    with pytest.raises(WrongUse, match=r"model\.onnx"):
        folder_encoder(tmp_path)
