"""The encodings of text files: declared, found by the words that come out, damaged, or misread before."""

from __future__ import annotations

import codecs

import pytest

from models.messages import Message
from storage.formats.article import decoded


@pytest.mark.parametrize(
    ("data", "encoding"),
    [
        ("Grüße 😀".encode(), "utf-8"),
        (codecs.BOM_UTF8 + "Grüße 😀".encode(), "utf-8"),
        (codecs.BOM_UTF16_LE + "Grüße 😀".encode("utf-16-le"), "utf-16"),
        (codecs.BOM_UTF16_BE + "Grüße 😀".encode("utf-16-be"), "utf-16"),
        (codecs.BOM_UTF32_LE + "Grüße 😀".encode("utf-32-le"), "utf-32"),
        (codecs.BOM_UTF32_BE + "Grüße 😀".encode("utf-32-be"), "utf-32"),
    ],
)
def test_marked_and_plain_unicode(data: bytes, encoding: str) -> None:
    assert decoded(data, "a.txt") == ("Grüße 😀", encoding, None, [])


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        ("Les élèves étaient déjà arrivés à l’école; “voilà”, s’écria Zoé, très étonnée. ", "cp1252"),
        ("Über die Größe der Häuser müssen wir später noch einmal gründlich sprechen. ", "cp1252"),
        ("The town’s “plan” – a café – costs £20. Nobody knows why the buses stand still. ", "cp1252"),
        ("Az új villamosvonal gyorsabb és olcsóbb, mint a buszok, ezért őszintén örülünk a győzelemnek. ", "cp1250"),
        ("Miestui reikia tramvajaus, nes autobusai yra per lėti ir žmonės nori į centrą. ", "cp1257"),
        ("Переговоры начнутся лишь тогда, когда обе стороны увидят в них выгоду. ", "koi8_r"),
        ("町には路面電車が必要です。バスはとても遅いからです。", "cp932"),
    ],
)
def test_another_encoding_is_found_and_named(text: str, encoding: str) -> None:
    warning = Message("article.encoding_guessed", {"encoding": encoding})
    words, found, certainty, warnings = decoded((text * 4).encode(encoding), "a.txt")
    assert (words, found, warnings) == (text * 4, encoding, [warning])
    assert certainty is not None and 0 < certainty < 1


def test_a_marked_encoding_that_breaks_off_is_read_with_a_warning() -> None:
    text, encoding, _certainty, warnings = decoded(codecs.BOM_UTF16_LE + "abc".encode("utf-16-le") + b"\x00", "a.txt")
    assert (text, encoding) == ("abc\ufffd", "utf-16")
    assert [warning.key for warning in warnings] == ["article.encoding_damaged", "article.bytes_unreadable"]
    text, encoding, _certainty, warnings = decoded(codecs.BOM_UTF8 + b"abc\xff", "a.txt")
    assert (text, encoding) == ("abc\ufffd", "utf-8")
    assert [warning.key for warning in warnings] == ["article.encoding_damaged", "article.bytes_unreadable"]


SHORT = [  # one sentence each
    ("cp1252", "It’s naïve, she said, to expect the fiancée’s résumé in time."),
    ("cp1252", "Le maire, déçu, préfère le vélo à l’autobus, même en février."),
    ("cp1252", "El próximo año habrá más árboles; así lo prometió el alcalde."),
    ("latin-1", "Der Bürgermeister möchte die Brücke schließen, und das wäre schön."),
    ("mac_roman", "Les élèves étaient déjà arrivés à l’école, très étonnés."),
    ("cp850", "Der Bürgermeister möchte die Brücke schließen, und das wäre schön."),
    ("cp1250", "Wczoraj wieczorem zamknięto most, a źródła podają, że nie na długo."),
    ("iso8859_2", "Miasto potrzebuje tramwaju, ponieważ autobusy są zbyt powolne."),
    ("cp1250", "A főtéren tegnap eltűnt a pad, és senki sem tudja, ki vitte el."),
    ("cp1251", "Город обещал открыть линию ещё весной, но не хватило проводов."),
    ("koi8_r", "Город обещал открыть линию ещё весной, но не хватило проводов."),
    ("cp866", "Город обещал открыть линию ещё весной, но не хватило проводов."),
    ("cp1253", "Το παγκάκι της πλατείας χάθηκε χθες και κανένας δεν ξέρει ποιος το πήρε."),
    ("cp1254", "Meydandaki bank dün gece kayboldu; kimin aldığını bilen yok, ama herkes bir şey söylüyor."),
    ("cp1255", "הספסל בכיכר נעלם אתמול בלילה ואיש אינו יודע מי לקח אותו לביתו."),
    ("cp1256", "اختفى المقعد من الساحة مساء أمس ولا أحد يعرف من أخذه إلى بيته."),
    ("euc_jp", "広場のベンチは昨夜なくなりました。だれが持って行ったのか、まだ誰も知りません。"),
    ("gb18030", "广场上的长椅昨晚不见了，没有人知道是谁搬走的，也没有人去问。"),
    ("big5", "廣場上的長椅昨晚不見了，沒有人知道是誰搬走的，也沒有人去問。"),
    ("euc_kr", "광장의 벤치가 어젯밤에 사라졌다. 누가 가져갔는지 아무도 모른다."),
]


@pytest.mark.parametrize(("encoding", "text"), SHORT)
@pytest.mark.parametrize("times", [1, 300])
def test_one_sentence_tells_its_encoding(encoding: str, text: str, times: int) -> None:
    words, _found, certainty, _warnings = decoded("\n".join([text] * times).encode(encoding), "a.txt")
    assert words == "\n".join([text] * times)
    assert certainty is not None and certainty >= 0.5


def test_a_few_damaged_bytes_leave_the_rest_as_it_is() -> None:
    sound = "Les élèves étaient déjà à l’école.\n" * 9
    words, encoding, certainty, warnings = decoded(sound.encode() + b"caf\xe9 \xff\n", "a.txt")
    assert (encoding, certainty) == ("utf-8", 0.9)
    assert words.startswith(sound) and words.count("\ufffd") == 2
    assert Message("article.bytes_unreadable", {"count": 2, "line": 10}) in warnings


def test_text_that_was_misread_before_is_told() -> None:
    misread = "It’s the town’s “plan” for the café.".encode().decode("cp1252", "replace")
    _words, encoding, certainty, warnings = decoded(misread.encode(), "a.txt")
    assert (encoding, certainty) == ("utf-8", None)
    assert [warning.key for warning in warnings] == ["article.misread"]
    assert decoded("São Paulo, “Ã” and € 5".encode(), "a.txt")[3] == []
