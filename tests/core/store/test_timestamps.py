"""Stamps on the log's head, from an authority that the test makes itself."""

import shutil
import sqlite3
import subprocess
from types import SimpleNamespace

import pytest

from witnessmark.errors import StoreError, UsageError
from witnessmark.export.extract import read_extract
from witnessmark.export.write import extract_of
from witnessmark.store import authority, file
from witnessmark.store.state import state
from witnessmark.store.store import Store

pytest.importorskip("rfc3161_client", reason="the library that checks timestamps is not installed")
if shutil.which("openssl") is None:
    pytest.skip("openssl, which answers the requests here, is not installed", allow_module_level=True)

CONFIGURATION = """
[ca]
basicConstraints = critical,CA:true
keyUsage = critical,keyCertSign,cRLSign
subjectKeyIdentifier = hash
[tsa]
basicConstraints = critical,CA:false
keyUsage = critical,digitalSignature
extendedKeyUsage = critical,timeStamping
subjectKeyIdentifier = hash
authorityKeyIdentifier = keyid
[tsa_config]
serial = {folder}/serial
signer_digest = sha256
default_policy = 1.2.3.4.1
digests = sha256, sha512
ess_cert_id_alg = sha256
"""


def openssl(folder, *arguments):
    subprocess.run(["openssl", *arguments], cwd=folder, check=True, capture_output=True)


@pytest.fixture(scope="module")
def tsa(tmp_path_factory):
    folder = tmp_path_factory.mktemp("tsa")
    (folder / "conf").write_text(CONFIGURATION.format(folder=folder))
    (folder / "serial").write_text("01")
    for name in ("ca", "tsa", "other"):
        openssl(folder, "ecparam", "-name", "prime256v1", "-genkey", "-noout", "-out", f"{name}.key")
    for name in ("ca", "other"):
        openssl(folder, "req", "-x509", "-new", "-key", f"{name}.key", "-subj", f"/CN=Root {name}",
                "-days", "3650", "-config", "conf", "-extensions", "ca", "-out", f"{name}.pem")  # fmt: skip
    openssl(folder, "req", "-new", "-key", "tsa.key", "-subj", "/CN=A Test Authority", "-out", "tsa.csr")
    openssl(folder, "x509", "-req", "-in", "tsa.csr", "-CA", "ca.pem", "-CAkey", "ca.key", "-CAcreateserial",
            "-days", "3650", "-extfile", "conf", "-extensions", "tsa", "-out", "tsa.pem")  # fmt: skip

    openssl(folder, "req", "-x509", "-new", "-key", "other.key", "-subj", "/CN=B", "-days", "9",
            "-config", "conf", "-extensions", "tsa", "-out", "beside.pem")  # fmt: skip

    def answer(request, *more):
        (folder / "in.tsq").write_bytes(request)
        openssl(folder, "ts", "-reply", "-config", "conf", "-section", "tsa_config", "-queryfile", "in.tsq",
                "-signer", "tsa.pem", "-inkey", "tsa.key", "-out", "out.tsr", *more)  # fmt: skip
        return (folder / "out.tsr").read_bytes()

    for name in ("tsa", "beside"):
        openssl(folder, "x509", "-in", f"{name}.pem", "-outform", "DER", "-out", f"{name}.der")
    return SimpleNamespace(
        answer=answer,
        root=(folder / "ca.pem").read_bytes(),
        other=(folder / "other.pem").read_bytes(),
        certificates=tuple((folder / f"{name}.der").read_bytes() for name in ("tsa", "beside")),
    )


@pytest.fixture
def store(tmp_path):
    with Store.open(tmp_path / "s.witnessmark", examiner="Ada") as opened:
        opened.new_case("T")
        yield opened


def test_a_stamp_is_kept_logged_and_told(store, tsa):
    head = store.head()
    response = tsa.answer(store.timestamp_request())
    store.new_case("later")
    kept = store.keep_timestamp(response, tsa.root)
    assert (kept.entry, kept.hash, kept.authority) == (1, head, "CN=A Test Authority")
    assert kept.at.endswith("Z")
    assert store.timestamps() == (kept,)
    assert store.audit(limit=1)[0].action == "timestamp kept"
    found = store.verify()
    assert found.findings == ()
    assert found.timestamps[0].text == (
        f"The log up to entry 1 was there on {kept.at}, according to CN=A Test Authority."
    )
    with pytest.raises(UsageError, match="already"):
        store.keep_timestamp(response, tsa.root)


def test_a_certificate_that_lies_beside_the_signers_is_not_named_as_the_authority(store, tsa):
    first, second = tsa.certificates
    response = tsa.answer(store.timestamp_request(), "-chain", "beside.pem")
    response = response.replace(first + second, second + first)  # the shorter one stands first by the rules
    assert store.keep_timestamp(response, tsa.root).authority == "CN=A Test Authority"


def test_an_empty_log_can_be_asked_for(tmp_path, tsa):
    with Store.open(tmp_path / "e") as empty:
        assert authority.checked(tsa.answer(empty.timestamp_request()), tsa.root).hash == empty.head()


def test_a_stranger_s_stamp_and_one_of_another_store_are_refused(store, tsa, tmp_path):
    response = tsa.answer(store.timestamp_request())
    with pytest.raises(StoreError, match="does not hold"):
        store.keep_timestamp(response, tsa.other)
    with pytest.raises(UsageError, match="PEM"):
        store.keep_timestamp(response, b"no certificate")
    with Store.open(tmp_path / "other") as other, pytest.raises(StoreError, match="no entry"):
        other.keep_timestamp(response, tsa.root)
    for damaged in (
        b"",
        b"nonsense",
        response[:-40],
        bytes([*response[:200], response[200] ^ 1, *response[201:]]),
    ):
        with pytest.raises(StoreError):
            store.keep_timestamp(damaged, tsa.root)
    assert store.timestamps() == ()


@pytest.mark.parametrize(
    "change",
    [
        "at = '2020-01-01T00:00:00Z'",
        "authority = 'Someone'",
        "response = x'00'",
        "entry = 2",
        "roots = x'41'",
        "roots = CAST(roots || x'0a' AS BLOB)",
    ],
)
def test_a_changed_stamp_is_found(store, tsa, change):
    store.keep_timestamp(tsa.answer(store.timestamp_request()), tsa.root)
    with sqlite3.connect(store.path) as plain:
        plain.execute(f"UPDATE timestamps SET {change}")
    plain.close()
    assert not store.verify().ok


def test_a_log_that_was_written_anew_no_longer_fits_its_stamp(store, tsa):
    store.keep_timestamp(tsa.answer(store.timestamp_request()), tsa.root)
    with sqlite3.connect(store.path) as plain:
        plain.execute("UPDATE audit_entries SET hash = 'x' WHERE number = 1")
    plain.close()
    assert any("timestamped" in finding.text for finding in store.verify().findings)


def test_without_the_library_it_is_explained_and_the_signature_said_to_be_unchecked(store, tsa, monkeypatch):
    store.keep_timestamp(tsa.answer(store.timestamp_request()), tsa.root)
    monkeypatch.setattr(authority, "available", lambda: False)
    with pytest.raises(UsageError, match="pip install"):
        store.timestamp_request()
    found = store.verify()
    assert found.ok
    assert "not checked" in found.unchecked[0].text


def test_an_extract_carries_the_stamps(store, tsa):
    kept = store.keep_timestamp(tsa.answer(store.timestamp_request()), tsa.root)
    extract = read_extract(extract_of(store, store.case_by_number(1)))
    assert extract.store.timestamps == (kept,)


def test_the_commands_ask_and_keep(store, tsa, tmp_path, monkeypatch, capsys):
    from witnessmark.cli import app

    def run(*arguments):
        data = ("witnessmark", "--data-dir", str(tmp_path / "data"))
        monkeypatch.setattr("sys.argv", [*data, *arguments, "--store", str(store.path)])
        with pytest.raises(SystemExit) as ended:
            app.main()
        return ended.value.code, capsys.readouterr().out

    code, told = run("timestamp", "request", "--out", str(tmp_path / "head.tsq"))
    assert (code, store.head() in told) == (0, True)
    (tmp_path / "head.tsr").write_bytes(tsa.answer((tmp_path / "head.tsq").read_bytes()))
    (tmp_path / "root.pem").write_bytes(tsa.root)
    code, told = run("timestamp", "import", str(tmp_path / "head.tsr"), "--root", str(tmp_path / "root.pem"))
    assert (code, "A Test Authority" in told) == (0, True)
    code, told = run("verify")
    assert (code, "according to CN=A Test Authority" in told) == (0, True)
    assert "could write the whole log anew" in " ".join(told.split())


def test_a_stamp_whose_entry_says_nothing_of_its_roots_is_whole(store, tsa, monkeypatch):
    def as_before(connection, kind, key):
        found = state(connection, kind, key)
        return {name: value for name, value in found.items() if name != "roots"}

    monkeypatch.setattr(file, "state", as_before)
    store.keep_timestamp(tsa.answer(store.timestamp_request()), tsa.root)
    assert store.verify().findings == ()
