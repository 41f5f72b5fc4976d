from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from tasks.ingest.undecodable import holds_marks, marked, shown


@given(st.binary(min_size=1))
def test_every_byte_can_be_read_again(data: bytes) -> None:
    assert holds_marks(marked(data))
    assert shown(marked(data)) == "".join(f"\\x{byte:02x}" for byte in data)


def test_text_without_such_bytes_stays_as_it_is() -> None:
    assert shown("C:\\temp \U0010feff") == "C:\\temp \U0010feff"
    assert not holds_marks("Größe 🙂")
