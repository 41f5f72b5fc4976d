from __future__ import annotations

from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape, quoteattr

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tasks.errors import FeedRefused
from tasks.ingest.formats.xml_records import FORMAT
from tasks.ingest.readers import recognise
from tasks.ingest.records import Batch, Feed
from tasks.ingest.undecodable import PROBLEM, marked
from tests.builders import feed


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "feed.xml"


def read(path: Path, text: str, **limits: Any) -> tuple[list[Batch], Feed]:
    path.write_bytes(text.encode())
    made = feed(path, **limits)
    return list(FORMAT.read(made).batches), made


def rows(batches: list[Batch]) -> list[dict[str, str]]:
    """The records as what is filled in them; broken ones as their problem and text."""
    return [row for batch in batches for row in _rows(batch)]


def _rows(batch: Batch) -> list[dict[str, str]]:
    made = []
    for at in range(len(batch)):
        cells = {name: column[at].as_py() for name, column in zip(batch.header, batch.cells, strict=True)}
        row = {name: cell for name, cell in cells.items() if cell is not None}
        problem = batch.problems[at].as_py()
        made.append(row if problem is None else {"problem": problem, "raw": batch.raw[at].as_py()})
    return made


def listed(*records: str) -> str:
    """A feed of items with two good ones around those given."""
    return f"<items><item><a>1</a><b>x</b></item>\n{''.join(records)}\n<item><a>2</a><b>y</b></item></items>"


def test_google_merchant_rss(path: Path) -> None:
    text = """<?xml version="1.0" encoding="ISO-8859-1"?>
<rss xmlns:goog="http://base.google.com/ns/1.0" version="2.0"><channel><title>Shop</title><link>x</link>
<item><goog:id>A1</goog:id><title>Mug &amp; C&nbsp;&eacute;</title>
<description><![CDATA[<p>a & b&nbsp;</p>]]></description>
  <goog:shipping><goog:country>DE</goog:country><goog:price>5 EUR</goog:price></goog:shipping>
  <goog:shipping><goog:country>AT</goog:country></goog:shipping>
  <goog:additional_image_link>u1</goog:additional_image_link><goog:additional_image_link>u2</goog:additional_image_link>
</item>
<item><goog:id>A2</goog:id><description>text <b class="x">bold</b> &lt; é<br/></description></item>
</channel></rss>"""
    batches, made = read(path, text)
    assert rows(batches) == [
        {
            "g:id": "A1",
            "title": "Mug & C\u00a0é",
            "description": "<p>a & b&nbsp;</p>",
            "g:shipping.g:country": "DE\nAT",
            "g:shipping.g:price": "5 EUR\n",
            "g:additional_image_link": "u1\nu2",
        },
        {"g:id": "A2", "description": 'text <b class="x">bold</b> &lt; é<br/>'},
    ]
    assert batches[0].source_rows.tolist() == [3, 9]
    assert batches[0].numbers.to_pylist() == [None, None]
    assert FORMAT.read(made).format == "xml"
    assert recognise(path, is_text=True) is FORMAT


def test_google_merchant_atom(path: Path) -> None:
    text = """<feed xmlns="http://www.w3.org/2005/Atom" xmlns:g="http://base.google.com/ns/1.0"><title>Shop</title>
<entry><id>1</id><link rel="alternate" href="u"/><g:price>1 EUR</g:price></entry></feed>"""
    assert rows(read(path, text)[0]) == [{"id": "1", "link@rel": "alternate", "link@href": "u", "g:price": "1 EUR"}]


def test_a_prefix_that_is_not_declared_is_kept(path: Path) -> None:
    text = listed("<item><g:a>3</g:a><z:b z:c='1'>z</z:b></item>")
    assert rows(read(path, text)[0])[1] == {"g:a": "3", "z:b": "z", "z:b@z:c": "1"}


def test_heureka(path: Path) -> None:
    text = """<SHOP><SHOPITEM><ITEM_ID>1</ITEM_ID><PARAM><PARAM_NAME>Color</PARAM_NAME><VAL>red</VAL></PARAM>
<PARAM><PARAM_NAME>Size</PARAM_NAME><VAL>M</VAL></PARAM><PRICE_VAT/></SHOPITEM></SHOP>"""
    assert rows(read(path, text)[0]) == [{"ITEM_ID": "1", "PRICE_VAT": "", "PARAM[Color]": "red", "PARAM[Size]": "M"}]


def test_yml(path: Path) -> None:
    many = "".join(f'<category id="{n}" parentId="1">Sub{n}</category>' for n in range(10, 60))
    text = f"""<?xml version="1.0" encoding="windows-1251"?><!DOCTYPE yml_catalog SYSTEM "shops.dtd">
<yml_catalog date="2026"><shop><name>S</name><currencies><currency id="RUR" rate="1"/></currencies>
<categories><category id="1">Home</category><category id="2" parentId="1">Mugs</category>{many}</categories><offers>
<offer id="12" available="true"><price>10.5</price><categoryId>2</categoryId><param name="Color" unit="x">red</param>
<param name="Size">M</param><param name="Size">L</param></offer>
<offer id="13"><price from="true">11</price><categoryId>99</categoryId></offer>
</offers></shop></yml_catalog>"""
    assert rows(read(path, text)[0]) == [
        {
            "@id": "12",
            "@available": "true",
            "price": "10.5",
            "categoryId": "2",
            "param[Color]": "red",
            "param[Color]@unit": "x",
            "param[Size]": "M\nL",
            "category path": "Home > Mugs",
        },
        {"@id": "13", "price": "11", "price@from": "true", "categoryId": "99"},
    ]


def test_bmecat(path: Path) -> None:
    text = """<BMECAT version="1.2"><HEADER><CATALOG><CATALOG_ID>1</CATALOG_ID></CATALOG></HEADER><T_NEW_CATALOG>
<ARTICLE mode="new"><SUPPLIER_AID>A1</SUPPLIER_AID>
<ARTICLE_DETAILS><DESCRIPTION_SHORT>Mug</DESCRIPTION_SHORT></ARTICLE_DETAILS>
<ARTICLE_FEATURES><FEATURE><FNAME>Color</FNAME><FVALUE>red</FVALUE></FEATURE>
<FEATURE><FNAME>Weight</FNAME><FVALUE>2</FVALUE><FUNIT>kg</FUNIT></FEATURE></ARTICLE_FEATURES>
<MIME_INFO><MIME><MIME_SOURCE>a.jpg</MIME_SOURCE></MIME><MIME><MIME_SOURCE>b.jpg</MIME_SOURCE></MIME></MIME_INFO></ARTICLE>
<ARTICLE_TO_CATALOGGROUP_MAP><ART_ID>A1</ART_ID></ARTICLE_TO_CATALOGGROUP_MAP></T_NEW_CATALOG></BMECAT>"""
    batches, made = read(path, text)
    assert rows(batches) == [
        {
            "@mode": "new",
            "SUPPLIER_AID": "A1",
            "ARTICLE_DETAILS.DESCRIPTION_SHORT": "Mug",
            "FEATURE[Color]": "red",
            "FEATURE[Weight]": "2",
            "FEATURE[Weight].FUNIT": "kg",
            "MIME_INFO.MIME.MIME_SOURCE": "a.jpg\nb.jpg",
        }
    ]
    assert made.notes == [
        "the records are the elements ARTICLE; left out among them: ARTICLE_TO_CATALOGGROUP_MAP, ART_ID"
    ]


def test_elements_that_repeat_and_have_most_fields_are_the_records(path: Path) -> None:
    few = '<thing nr="1"><a>x</a><b>y</b><c>z</c><near><thing nr="7"/></near></thing><thing nr="2"><a>v</a></thing>'
    many = "".join(f'<sort no="{n}"><title>t</title></sort>' for n in range(8))
    assert rows(read(path, f"<top><sorts>{many}</sorts><stock>{few}</stock></top>")[0]) == [
        {"@nr": "1", "a": "x", "b": "y", "c": "z", "near.thing@nr": "7"},
        {"@nr": "2", "a": "v"},
    ]


def test_a_single_element_with_known_fields_is_a_record(path: Path) -> None:
    text = "<thing><sku>A</sku><name>Mug</name><foo>1</foo></thing>"
    assert rows(read(path, text)[0]) == [{"sku": "A", "name": "Mug", "foo": "1"}]


def test_texts_are_read_without_layout_and_comments(path: Path) -> None:
    text = listed(
        "<item>\n <a>\n  3<!-- <item> -->4\n </a><b><![CDATA[</item>]]></b>loose</item><!-- <item><a>no</a></item> -->"
    )
    assert rows(read(path, text)[0]) == [
        {"a": "1", "b": "x"},
        {"a": "34", "b": "</item>", "#text": "loose"},
        {"a": "2", "b": "y"},
    ]


@pytest.mark.parametrize(
    ("torn", "problem"),
    [
        ("<item><a>Tea & Cup</b></item>", "is no XML: xmlParseEntityRef: no name"),
        ("<item><a>3</item>", "is no XML: Opening and ending tag mismatch: a"),
        ("<item><a>&foo;</a></item>", "is no XML: Entity 'foo' not defined"),
        ("<item><a>\x0b</a></item>", "is no XML: PCDATA invalid Char value 11"),
        ('<item x="1><a>3</a></item>', "is no XML: Unescaped '<' not allowed in attributes values"),
        ("<item><a><![CDATA[3</a></item><item><a><![CDATA[z]]></a></item>", "is no XML: CData section not finished"),
        ("<item><a>3</a>\n", "has no end tag </item>"),
        ("<a>3</a></item>", "has no start tag <item> that can be read"),
        ("<itom><a>3</a></itom>", "is no element item"),
        ("<item><a>" + marked(b"\xff") + "</a></item>", PROBLEM),
        (f"<item>{'<a>' * 40}{'</a>' * 40}</item>", "is nested more than 32 deep"),
        (
            f"<item>{'<a>' * 400}{'</a>' * 400}</item>",
            "is nested too deeply",
        ),
    ],
)
def test_a_broken_record_is_one_and_takes_no_other_with_it(path: Path, torn: str, problem: str) -> None:
    made = rows(read(path, listed(torn))[0])
    assert (made[0], made[-1]) == ({"a": "1", "b": "x"}, {"a": "2", "b": "y"})
    assert [row["problem"] for row in made if "problem" in row] == [problem]
    assert "".join(made[1]["raw"].split()) in "".join(torn.split())


def test_a_bare_ampersand_is_kept_and_noted(path: Path) -> None:
    text = listed(
        '<item x="?a=1&b=2"><a>Tea & Cup &amp; &#65;&#x42; &eacute;</a><!-- & --><b><![CDATA[c & d]]></b></item>\n',
        "<item><a>R&D</a></item>",
    )
    batches, made = read(path, text)
    assert rows(batches)[1:3] == [{"@x": "?a=1&b=2", "a": "Tea & Cup & AB é", "b": "c & d"}, {"a": "R&D"}]
    assert made.notes == ["`&` that is not written `&amp;` kept as it stands, in 2 records, the first in line 2"]


def test_records_of_one_field_are_read_where_nothing_else_stands(path: Path) -> None:
    text = "<root><item><id>1</id></item><item><id>2</id></item></root>"
    assert rows(read(path, text)[0]) == [{"id": "1"}, {"id": "2"}]
    with pytest.raises(FeedRefused, match="holds no elements that repeat"):
        read(path, "<thing><foo>1</foo><pics><pic><u>1</u></pic><pic><u>2</u></pic></pics></thing>")


def test_sparse_records_make_small_batches(path: Path) -> None:
    first = "".join(f"<item><a{n}>1</a{n}><b>2</b></item>" for n in range(1_500))
    batches, _ = read(path, f"<items>{first}{'<item><b>2</b></item>' * 2_000}</items>", batch_rows=50_000)
    assert sum(map(len, batches)) == 3_500
    assert max(len(batch) * len(batch.header) for batch in batches) < 2_500_000


def test_a_file_that_is_cut_off_gives_what_is_whole(path: Path) -> None:
    made = rows(read(path, listed()[:-13])[0])
    assert made == [
        {"a": "1", "b": "x"},
        {"problem": "is cut off: the file ends within it", "raw": "<item><a>2</a><b>y</b></"},
    ]


@pytest.mark.parametrize("end", ["</a></item>", "</a>"])
def test_a_record_longer_than_allowed_is_passed_over(path: Path, end: str) -> None:
    batches, _ = read(path, listed(f"<item><a>{'x' * 2_000_000}{end}"), record_chars=500_000)
    made = rows(batches)
    assert (made[0], made[2]) == ({"a": "1", "b": "x"}, {"a": "2", "b": "y"})
    assert made[1] == {"problem": "is longer than 500,000 characters", "raw": f"<item><a>{'x' * 499_991}"}
    assert batches[0].source_rows.tolist() == [1, 2, 3]


def test_batches_are_bounded_and_the_header_grows(path: Path) -> None:
    batches, _ = read(path, listed("<item><c>3</c></item>"), batch_rows=2)
    assert [(batch.header, len(batch)) for batch in batches] == [(("a", "b", "c"), 2), (("a", "b", "c"), 1)]


def test_more_columns_than_allowed_refuse_the_feed(path: Path) -> None:
    with pytest.raises(FeedRefused, match="more than 2 columns"):
        read(path, listed("<item><c/></item>"), columns=2)


def test_an_entity_that_is_allowed_is_read(path: Path) -> None:
    text = '<!DOCTYPE items [<!ENTITY co "Acme">]>' + listed("<item><a>&co;</a></item>")
    assert rows(read(path, text, entities=1)[0])[1] == {"a": "Acme"}


@pytest.mark.parametrize(
    "doctype",
    [
        '<!DOCTYPE items [<!ENTITY a "x">]>',
        '<!DOCTYPE items [<!ENTITY a "x"><!ENTITY b "&a;&a;&a;"><!ENTITY c "&b;&b;&b;">]>',
        '<!DOCTYPE items [<!-- ] > --><!ENTITY % p SYSTEM "http://localhost:1/x"> %p;]>',
        "<!DOCTYPE items [%p;]>",
        '<!DOCTYPE items SYSTEM "shops.dtd" [<!ENTITY a SYSTEM "file:///etc/passwd">]>',
    ],
)
def test_entities_of_a_feeds_own_refuse_it(path: Path, doctype: str) -> None:
    with pytest.raises(FeedRefused, match=r"feed\.xml: declares entities of its own"):
        read(path, f'<?xml version="1.0"?>\n{doctype}{listed("<item><a>&a;</a></item>")}')


@pytest.mark.parametrize("entity", ['SYSTEM "secret.txt"', '"&b;"', f'"{"x" * 1_000}"'])
def test_an_allowed_entity_reads_no_file_and_stays_small(path: Path, entity: str) -> None:
    (path.parent / "secret.txt").write_text("secret")
    with pytest.raises(FeedRefused, match="declares entities of its own"):
        read(path, f"<!DOCTYPE items [<!ENTITY a {entity}>]>{listed('<item><a>&a;</a></item>')}", entities=5)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("<!DOCTYPE html>\n<html><body>log in</body></html>", "is a web page, not a feed"),
        ("<html lang='en'><body>log in</body></html>", "is a web page, not a feed"),
        (
            '<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"><a/></Workbook>',
            "is a spreadsheet",
        ),
        (
            "<root><element key='value'>text</element><element>text</element>tail<empty-element/></root>",
            "holds no elements that",
        ),
        ("<products></products>", "holds no elements that repeat"),
        ("<!-- nothing -->", "holds no element"),
        ("<a>" * 500_000, "is nested more than 32 deep"),
        ("<!DOCTYPE a [" + "<!ELEMENT a ANY>" * 10, "has a DOCTYPE that does not end"),
    ],
)
def test_what_is_no_feed_is_refused(path: Path, text: str, reason: str) -> None:
    path.write_text(text)
    assert FORMAT.recognise(path, text[:60_000].encode())
    with pytest.raises(FeedRefused, match=reason):
        FORMAT.read(feed(path))


@pytest.mark.parametrize("text", ["sku;name\n", "<3 mugs;x\n", "< sku >", "{}"])
def test_what_does_not_begin_with_a_tag_is_no_xml(path: Path, text: str) -> None:
    assert not FORMAT.recognise(path, text.encode())


@pytest.mark.parametrize("junk", ["<!-- ", "<![CDATA[ ", "<?x ", "<b>", '<b c="', "&a;"])
def test_markup_without_end_does_no_harm(path: Path, junk: str) -> None:
    made = rows(read(path, listed(f"<item><a>{junk * 100_000}</a></item>"))[0])
    assert made[0] == {"a": "1", "b": "x"}
    assert made[1]["raw"].startswith("<item><a>")


_TEXT = st.text(st.characters(exclude_categories=["Cs", "Cc", "Z"], max_codepoint=0xFFFD), max_size=8)
_RECORDS = st.lists(st.dictionaries(st.sampled_from(["sku", "name", "äb"]), _TEXT, min_size=1), min_size=1, max_size=4)


@given(records=_RECORDS, kind=st.integers(0, 2))
def test_what_is_written_is_read(
    tmp_path_factory: pytest.TempPathFactory, records: list[dict[str, str]], kind: int
) -> None:
    def written(record: dict[str, str]) -> str:
        if kind == 0:
            return f"<product {' '.join(f'{name}={quoteattr(text)}' for name, text in record.items())} />"
        quoted = {name: f"<![CDATA[{text}]]>" if kind == 1 else escape(text) for name, text in record.items()}
        return "<product>" + "".join(f"<{name}>{text}</{name}>" for name, text in quoted.items()) + "</product>"

    text = "<products>" + "\n".join(map(written, records)) + "</products>"
    expected = [{f"@{name}": text for name, text in record.items()} for record in records] if kind == 0 else records
    assert rows(read(tmp_path_factory.mktemp("law") / "feed.xml", text)[0]) == expected


@given(
    flips=st.lists(st.tuples(st.integers(0, 10_000), st.sampled_from('<>/&"x]!-?= ')), max_size=3),
    end=st.integers(0, 10_000),
)
def test_no_word_of_a_torn_feed_is_lost(
    tmp_path_factory: pytest.TempPathFactory, flips: list[tuple[int, str]], end: int
) -> None:
    records = [
        f'<item id="sku{n}"><name>name{n}</name><of><tag>tag{n}</tag><tag><![CDATA[tug{n}]]></tag></of></item>'
        for n in range(6)
    ]
    text = "<items>" + "\n".join(records) + "</items>"
    for at, char in flips:
        place = 200 + at % (len(text) - 200)
        text = text[:place] + char + text[place + 1 :]
    text = text[: max(220, end % len(text))]
    kept = "\n".join(
        part
        for row in rows(read(tmp_path_factory.mktemp("law") / "feed.xml", text)[0])
        for one in row.items()
        for part in one
    )
    words = [word for n in range(6) for word in (f"sku{n}", f"name{n}", f"tag{n}", f"tug{n}")]
    assert [word for word in words if word in text and word not in kept] == []
