from __future__ import annotations

from pathlib import Path
from threading import Event

import pytest
from PySide6.QtCore import QByteArray, QMimeData, QUrl
from PySide6.QtGui import QImage

from evidence import screenshot
from witnessmark.errors import UnreadableInput
from witnessmark.intake.ways import CAPTURED, DROPPED, PASTED, coded
from witnessmark.reading.engine import ReadOptions
from witnessmark_gui.intake import from_files, from_mime, natural, spread
from witnessmark_gui.jobs import Kept, Order, Signs, Stage, Unread, take_in
from witnessmark_gui.tasks import Gate


def test_a_picture_is_taken_by_its_own_bytes(qapp):
    data = screenshot()
    mime = QMimeData()
    mime.setData("image/png", QByteArray(data))
    mime.setText("the text beside it")
    delivery = from_mime(mime, "pasted")
    assert delivery.sources[0].data == data
    assert delivery.sources[0].kind == "picture"


def test_a_bare_picture_becomes_a_png(qapp):
    mime = QMimeData()
    image = QImage(30, 20, QImage.Format.Format_RGB32)
    image.fill(0xFF112233)
    mime.setImageData(image)
    for way in (PASTED, DROPPED, CAPTURED):
        delivery = from_mime(mime, way)
        assert delivery.sources[0].media_type == "image/png"
        assert delivery.how == coded(way)
        assert "coded as PNG" in delivery.how


def test_text_is_taken_as_it_is_and_what_is_said_in_it_will_name_its_case(qapp):
    mime = QMimeData()
    mime.setText("\nUser: hello\r\nAssistant: no 😀")
    delivery = from_mime(mime, "pasted")
    assert delivery.title == ""
    assert delivery.sources[0].text() == "\nUser: hello\nAssistant: no 😀"


def test_an_address_is_never_fetched(qapp):
    mime = QMimeData()
    mime.setText("https://example.org/picture.png")
    with pytest.raises(UnreadableInput, match="Nothing is ever fetched"):
        from_mime(mime, "pasted")


def test_the_address_of_a_dropped_web_picture_is_kept(qapp):
    mime = QMimeData()
    mime.setData("image/png", QByteArray(screenshot()))
    mime.setUrls([QUrl("https://example.org/a.png")])
    delivery = from_mime(mime, "dropped")
    assert delivery.acquisition("Ada").source_url == "https://example.org/a.png"
    assert delivery.acquisition("Ada").by == "Ada"


def test_nothing_is_told_in_one_sentence(qapp):
    with pytest.raises(UnreadableInput, match="Copy a screenshot"):
        from_mime(QMimeData(), "pasted")


def test_folders_are_spread_in_the_order_of_people(tmp_path):
    for name in ("shot 10.png", "shot 2.png", "notes.txt", "program.exe"):
        (tmp_path / name).write_bytes(screenshot(name))
    delivery = from_files([tmp_path], "opened")
    found, empty = spread(delivery.sources, Event())
    assert [source.name for source in found] == ["notes.txt", "shot 2.png", "shot 10.png"]
    assert empty == ()
    assert delivery.title == tmp_path.name.replace("_", " ")


def test_a_folder_gives_every_kind_that_can_be_read(tmp_path):
    names = ["a.avif", "b.HEIC", "c.heif", "d.pdf", "e.webp", "f.tif"]
    for name in names:
        (tmp_path / name).write_bytes(screenshot(name))
    found, _ = spread((tmp_path,), Event())
    assert [source.name for source in found] == names


def test_a_folder_without_pictures_and_texts_is_named(tmp_path):
    (tmp_path / "folder.png").mkdir()
    (tmp_path / "program.exe").write_bytes(b"MZ")
    assert spread((tmp_path,), Event()) == ((), (tmp_path,))


def test_a_bad_file_does_not_stop_the_others(window, tmp_path):
    good, empty = tmp_path / "good.png", tmp_path / "empty.png"
    good.write_bytes(screenshot())
    empty.write_bytes(b"")
    delivery = from_files([empty, good, tmp_path / "missing.png"], "opened")
    order = Order(delivery.sources, delivery.acquisition(""), "three files")
    outcomes = list(
        take_in(order, window.tools.bench.place, window.tools.toolbox, ReadOptions(), Signs(Event(), Gate()))
    )
    assert [type(each) for each in outcomes if not isinstance(each, Stage)] == [Unread, Kept, Unread]


def test_numbers_sort_as_numbers():
    names = [Path("a10"), Path("a9"), Path("A1"), Path("b")]
    assert sorted(names, key=natural) == [Path("A1"), Path("a9"), Path("a10"), Path("b")]
