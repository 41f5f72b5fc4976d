from __future__ import annotations

import codecs
import random
from pathlib import Path

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from tasks.errors import FeedRefused
from tasks.ingest.encoding.decide import Encoding, decide_encoding, decode
from tasks.ingest.encoding.decode import CHUNK, KEEP
from tasks.ingest.encoding.names import codec_name
from tasks.ingest.undecodable import FIRST, holds_marks, marked
from tests.tasks.ingest.encoding.encoded_texts import NAMES, feed

SURE = "state format.encoding in the supplier file to be sure"


def decided(folder: Path, data: bytes, stated: str | None = None) -> Encoding:
    path = folder / "feed.csv"
    path.write_bytes(data)
    return decide_encoding(path, source="feed.csv", stated=stated)


def decoded(folder: Path, data: bytes, encoding: str) -> str:
    path = folder / "feed.csv"
    path.write_bytes(data)
    written = decode(path, folder / "text", Encoding(encoding, 1.0, "stated"), source="feed.csv")
    return written.read_bytes().decode("utf-8")


def read(folder: Path, data: bytes, stated: str | None = None) -> str:
    return decoded(folder, data, decided(folder, data, stated).name)


DETECTED = [
    ("windows-1250", "cs"), ("windows-1250", "pl"), ("windows-1250", "hu"), ("iso-8859-2", "cs"), ("iso-8859-2", "pl"),
    ("cp852", "cs"), ("windows-1251", "ru"), ("windows-1251", "uk"), ("koi8-r", "ru"), ("koi8-u", "uk"),
    ("iso-8859-5", "ru"), ("mac-cyrillic", "ru"), ("cp866", "ru"), ("cp855", "ru"), ("windows-1252", "de"),
    ("windows-1252", "fr"), ("windows-1252", "es"), ("iso-8859-1", "fr"), ("mac-roman", "fr"), ("cp850", "de"),
    ("windows-1253", "el"), ("iso-8859-7", "el"), ("windows-1254", "tr"), ("iso-8859-9", "tr"),
    ("windows-1255", "he"), ("iso-8859-8", "he"), ("windows-1256", "ar"), ("iso-8859-6", "ar"), ("windows-1257", "lt"),
    ("cp874", "th"), ("tis-620", "th"), ("shift_jis", "ja"), ("cp932", "ja"), ("euc_jp", "ja"), ("iso2022_jp", "ja"),
    ("gb2312", "zh"), ("gbk", "zh"), ("gb18030", "zh"), ("hz", "zh"), ("big5", "tw"), ("euc_kr", "ko"), ("cp949", "ko"),
    ("iso2022_kr", "ko"), ("utf-16-le", "de"), ("utf-16-be", "ru"), ("utf-16-le", "ja"), ("utf-32-le", "fr"),
]  # fmt: skip


@pytest.mark.parametrize(("encoding", "language"), DETECTED)
def test_a_feed_is_read_in_the_encoding_it_was_written_in(tmp_path: Path, encoding: str, language: str) -> None:
    text = feed(language)
    found = decided(tmp_path, text.encode(encoding))
    assert found.how == "detected"
    assert found.note is not None
    assert found.note.endswith(SURE)
    assert decoded(tmp_path, text.encode(encoding), found.name) == text


@pytest.mark.parametrize(
    ("encoding", "language"), [("windows-1251", "ru"), ("koi8-r", "ru"), ("windows-1253", "el"), ("windows-1250", "cs")]
)
def test_words_in_capitals_are_read_too(tmp_path: Path, encoding: str, language: str) -> None:
    text = "\n".join(["sku,name", *NAMES[language]]).upper()
    assert read(tmp_path, text.encode(encoding)) == text


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-32"])
def test_a_mark_says_the_encoding_and_is_left_out(tmp_path: Path, encoding: str) -> None:
    found = decided(tmp_path, "sku,name\r\n1,Größe\r\n".encode(encoding), "windows-1252")
    assert (found.name, found.how, found.note) == (encoding, "mark", None)
    assert read(tmp_path, "sku,name\r\n1,Größe\r\n".encode(encoding)) == "sku,name\r\n1,Größe\r\n"


def test_clean_utf8_is_read_where_it_lies(tmp_path: Path) -> None:
    path = tmp_path / "feed.csv"
    path.write_bytes("sku,name\r\n1,Größe\n".encode())
    found = decide_encoding(path, source="feed.csv", stated=None)
    assert found == Encoding("utf-8", 1.0, "utf-8", is_clean_utf8=True)
    assert decode(path, tmp_path / "text", found, source="feed.csv") == path
    assert not (tmp_path / "text").exists()


def test_utf8_wins_over_what_is_stated_and_says_so(tmp_path: Path) -> None:
    note = "format.encoding states windows-1252, but the text is UTF-8"
    assert decided(tmp_path, "Größe".encode(), "cp1252") == Encoding("utf-8", 1.0, "utf-8", note, is_clean_utf8=True)
    assert decided(tmp_path, b"Mug", "cp1252") == Encoding("utf-8", 1.0, "utf-8", is_clean_utf8=True)


def test_utf8_with_a_few_wrong_bytes_stays_utf8_and_keeps_them(tmp_path: Path) -> None:
    data = "1,Grün\n".encode() * 5 + b"2,Gr\xfcn\n"
    assert decided(tmp_path, data).name == "utf-8"
    assert read(tmp_path, data) == "1,Grün\n" * 5 + "2,Gr" + marked(b"\xfc") + "n\n"


def test_a_feed_of_two_encodings_is_not_guessed(tmp_path: Path) -> None:
    data = "1,Größe\n2,Küche\n".encode() + feed("de").encode("cp1252")
    with pytest.raises(FeedRefused, match="holds both UTF-8 and windows-1252 text: save all of it as UTF-8"):
        decided(tmp_path, data)


def test_what_is_stated_is_taken_where_the_text_is_no_utf8(tmp_path: Path) -> None:
    assert decided(tmp_path, "Größe".encode("cp850"), "CP850") == Encoding("cp850", 1.0, "stated")
    assert read(tmp_path, "Größe".encode("cp850"), "CP850") == "Größe"


def test_what_is_stated_is_taken_with_a_note_where_the_text_looks_otherwise(tmp_path: Path) -> None:
    note = "format.encoding states windows-1252, but the text looks like windows-1251"
    found = decided(tmp_path, feed("ru").encode("cp1251"), "cp1252")
    assert found == Encoding("windows-1252", 1.0, "stated", note)
    assert decided(tmp_path, feed("fr").encode("cp1252"), "cp1252").note is None


@pytest.mark.parametrize("stated", ["klingon", "base64", "idna"])
def test_a_stated_encoding_that_is_none_is_refused(tmp_path: Path, stated: str) -> None:
    with pytest.raises(FeedRefused, match=f"encoding '{stated}' is not known: correct format.encoding"):
        decided(tmp_path, b"sku", stated)


def test_a_stated_encoding_that_does_not_fit_is_refused(tmp_path: Path) -> None:
    with pytest.raises(FeedRefused, match="is not utf-8 text: save it as UTF-8, or state its encoding"):
        decided(tmp_path, feed("ru").encode("cp1251"), "utf-8")


def test_an_xml_declaration_is_believed_where_it_fits(tmp_path: Path) -> None:
    text = '<?xml version="1.0" encoding="{}"?><product>价格</product>'
    found = decided(tmp_path, text.format("GB2312").encode("gbk"))
    assert (found.name, found.how, found.note) == ("gb18030", "declared", None)


@pytest.mark.parametrize("declared", ["utf-8", "x-klingon", "iso-8859-1"])
def test_an_xml_declaration_that_does_not_fit_is_left_with_a_note(tmp_path: Path, declared: str) -> None:
    data = f'<?xml version="1.0" encoding="{declared}"?><product>'.encode() + feed("ru").encode("koi8-r")
    found = decided(tmp_path, data)
    assert (found.name, found.how) == ("koi8-r", "detected")
    assert found.note is not None
    assert found.note.startswith(f"the declared encoding {declared} does not fit the text and was not used; ")


def test_the_relative_that_reads_the_whole_file_is_taken(tmp_path: Path) -> None:
    assert decided(tmp_path, feed("ja").encode("cp932")).name == "shift_jis"
    assert decided(tmp_path, (feed("ja") + "3,①番の商品\r\n").encode("cp932")).name == "cp932"


def test_the_words_that_tell_may_stand_at_the_very_end(tmp_path: Path) -> None:
    text = feed("pl", plain_rows=40_000)
    assert len(text) > CHUNK
    assert read(tmp_path, text.encode("cp1250")) == text


def test_too_little_to_tell_is_refused_with_the_likeliest_names(tmp_path: Path) -> None:
    with pytest.raises(FeedRefused) as refused:
        decided(tmp_path, b"sku,size\n1,\xd5\n")
    assert refused.value.reason.startswith("the encoding could be ")
    assert " or " in refused.value.reason
    assert refused.value.fix == "save it as UTF-8, or state its encoding in the supplier file (format.encoding)"


@pytest.mark.parametrize(
    "data", [b"", b"\r\n \t\r\n", codecs.BOM_UTF8, "\ufeff \r\n".encode("utf-16-le"), b" " * 99_999]
)
def test_a_file_without_text_is_empty(tmp_path: Path, data: bytes) -> None:
    with pytest.raises(FeedRefused, match="the file is empty: send a file with a header line and data rows"):
        decided(tmp_path, data)


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"%PDF-1.7\n1 0 obj\n", "is a PDF file, not a table of text"),
        (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + bytes(300), "is a PNG file, not a table of text"),
        (b"sku,name\n1,a\x00b\x00\x00\n", "holds binary data"),
    ],
)
def test_binary_data_is_refused(tmp_path: Path, data: bytes, reason: str) -> None:
    with pytest.raises(FeedRefused, match=f"{reason}: export the products as CSV, XLSX, JSON or XML"):
        decided(tmp_path, data)


def test_random_bytes_are_no_utf16(tmp_path: Path) -> None:
    with pytest.raises(FeedRefused, match="holds binary data"):
        decided(tmp_path, random.Random(1).randbytes(20_000))


def test_zero_bytes_far_down_are_text(tmp_path: Path) -> None:
    assert decided(tmp_path, b"sku,name\n" * 10_000 + b"1,\x00\n").is_clean_utf8


@pytest.mark.parametrize(
    ("encoding", "data", "text"),
    [
        ("utf-8", b"a\xed\xa0\x80b\xe2\x82", "a" + marked(b"\xed\xa0\x80") + "b" + marked(b"\xe2\x82")),
        ("utf-16-le", b"a\x00\x00\xd8b\x00c", "a" + marked(b"\x00\xd8") + "b" + marked(b"c")),
        ("utf-32-le", b"a\x00\x00\x00\xff\xff\xff\xffb", "a" + marked(b"\xff\xff\xff\xff") + marked(b"b")),
        ("gbk", b"\xd6\xd0\xff,\x81\n\xd6", "中" + marked(b"\xff") + "," + marked(b"\x81") + "\n" + marked(b"\xd6")),
        ("shift_jis", b"\x83A\x85,\xa0\n\x83", "ア" + marked(b"\x85") + "," + marked(b"\xa0") + "\n" + marked(b"\x83")),
        ("windows-1252", b"\x81\r\n\x80", marked(b"\x81") + "\r\n€"),
    ],
)
def test_every_byte_that_is_no_text_is_kept(tmp_path: Path, encoding: str, data: bytes, text: str) -> None:
    assert decoded(tmp_path, data, encoding) == text


def test_stated_utf16_without_a_mark_is_read_in_the_order_of_windows(tmp_path: Path) -> None:
    assert read(tmp_path, "商品価格".encode("utf-16-le"), "utf-16") == "商品価格"


def test_a_damaged_escape_sequence_where_chunks_meet_is_kept(tmp_path: Path) -> None:
    data = b"a" * (CHUNK - 2) + b"\x1b$x\x81,b\n" + b"c" * 20
    assert decoded(tmp_path, data, "iso2022_jp") == data.decode("iso2022_jp", KEEP)


@pytest.mark.parametrize("encoding", ["gb18030", "shift_jis", "utf-16-le", "iso2022_jp", "utf-8-sig"])
def test_a_character_that_two_chunks_share_is_read_whole(tmp_path: Path, encoding: str) -> None:
    text = "a" + "商品" * (CHUNK // 3)
    assert decoded(tmp_path, text.encode(encoding), encoding) == text


@pytest.mark.parametrize("name", ["cp1251", "CP-1251", "windows_1251", " Windows-1251 ", "win1251"])
def test_an_encoding_has_one_name(name: str) -> None:
    assert codec_name(name) == "windows-1251"


@given(
    st.sampled_from(["windows-1252", "koi8-r", "gb18030", "big5", "cp949", "utf-16", "utf-8"]).flatmap(
        lambda encoding: st.tuples(st.just(encoding), st.text(st.characters(codec=encoding), min_size=1))
    )
)
def test_text_in_a_stated_encoding_comes_back(tmp_path_factory: pytest.TempPathFactory, case: tuple[str, str]) -> None:
    encoding, text = case
    # A zero byte behind a UTF-16 mark makes it one of UTF-32.
    assume(not text.startswith(("\ufeff", "\x00")) and not holds_marks(text))
    folder = tmp_path_factory.mktemp("feed")
    assert decoded(folder, text.encode(encoding), encoding) == text


@given(st.sampled_from(["windows-1252", "iso-8859-6", "cp874", "utf-8"]), st.binary())
def test_no_byte_is_lost(tmp_path_factory: pytest.TempPathFactory, encoding: str, data: bytes) -> None:
    text = decoded(tmp_path_factory.mktemp("feed"), data, encoding)
    assume(not holds_marks(data.decode("utf-8", "ignore")))
    back = (bytes([ord(char) - FIRST]) if holds_marks(char) else char.encode(encoding) for char in text)
    assert b"".join(back) == data


@given(st.binary(max_size=300))
def test_any_bytes_are_decided_or_refused(tmp_path_factory: pytest.TempPathFactory, data: bytes) -> None:
    folder = tmp_path_factory.mktemp("feed")
    try:
        found = decided(folder, data)
    except FeedRefused:
        return
    assert 0 < found.confidence <= 1
    assert decoded(folder, data, found.name)


@pytest.mark.parametrize("text", ["1,Oven,12 €\n2,Cup,3 €\n", "1,Oven 200° C,12\n", "1,5 µm,3\n", "1,£5,3\n"])
def test_signs_of_price_lists_are_enough_to_tell(text: str, tmp_path: Path) -> None:
    assert read(tmp_path, f"sku,name,price\n{text}".encode("cp1252")) == f"sku,name,price\n{text}"


def test_a_single_zero_byte_in_a_text_is_a_slip(tmp_path: Path) -> None:
    assert decided(tmp_path, b"sku,name,price\n1,a\x00b,2\n2,b,3\n").is_clean_utf8
