"""RFC 3161: asking a time-stamping authority for a stamp, and checking the one that came back.

What is stamped is the canonical JSON of an audit entry, so the imprint in request and response is that entry's
own hash. The request is carried to a networked machine by hand; this program sends nothing.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC
from typing import TYPE_CHECKING

from witnessmark.errors import StoreError, UsageError
from witnessmark.messages import message

if TYPE_CHECKING:
    from rfc3161_client.tsp import SignedData

SHA256 = "2.16.840.1.101.3.4.2.1"  # RFC 5754


@dataclass(frozen=True, slots=True)
class Stamp:
    """What a checked response says: the SHA-256 that was stamped, when (UTC, RFC 3339), and by whom."""

    hash: str
    at: str
    authority: str


def available() -> bool:
    """Whether stamps can be asked for and checked on this machine."""
    try:
        import rfc3161_client  # noqa: F401
    except ImportError:
        return False
    return True


def request_for(text: str) -> bytes:
    """The bytes of a request (.tsq) for a stamp on a text; raises UsageError where the library is missing."""
    _need()
    from rfc3161_client import HashAlgorithm, TimestampRequestBuilder

    builder = TimestampRequestBuilder().data(text.encode()).hash_algorithm(HashAlgorithm.SHA256)
    return bytes(builder.nonce(nonce=False).build().as_bytes())


def checked(response: bytes, roots: bytes) -> Stamp:
    """What a response (.tsr) says, checked down to one of the PEM certificates `roots`.

    Raises StoreError where it is no sound response or nobody who is trusted signed it, UsageError where the
    library is missing or `roots` are no certificates.
    """
    _need()
    from cryptography.x509 import load_pem_x509_certificates
    from rfc3161_client import VerificationError, VerifierBuilder, decode_timestamp_response

    try:
        certificates = load_pem_x509_certificates(roots)
    except ValueError as error:
        raise UsageError(
            message("The root certificates could not be read ({why}). Give them as PEM.", why=str(error))
        ) from error
    try:
        found = decode_timestamp_response(response)
        told = found.tst_info
        imprint = told.message_imprint
        builder = VerifierBuilder()
        for certificate in certificates:
            builder = builder.add_root_certificate(certificate)
        builder.build().verify(found, imprint.message)
    except (ValueError, VerificationError) as error:
        raise StoreError(
            message(
                "The response of the time-stamping authority does not hold: {why}. Nothing was kept; "
                "check that the file is whole and that the root certificate is that authority's.",
                why=str(error) or type(error).__name__,
            )
        ) from error
    if imprint.hash_algorithm.dotted_string != SHA256:
        raise StoreError(message("The response is for another kind of hash than SHA-256. Nothing was kept."))
    at = told.gen_time.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    return Stamp(imprint.message.hex(), at, _authority(found.signed_data))


def _authority(signed: SignedData) -> str:
    """The names in the signer's certificate; others may lie beside it, which the signature does not cover."""
    from cryptography.x509 import load_der_x509_certificate

    signer = next(iter(signed.signer_infos))
    for data in signed.certificates:
        certificate = load_der_x509_certificate(bytes(data))
        if (certificate.issuer, certificate.serial_number) == (signer.issuer, signer.serial_number):
            return certificate.subject.rfc4514_string()
    raise AssertionError("the signature was checked with this very certificate")


def _need() -> None:
    if not available():
        raise UsageError(
            message(
                "Timestamps need the library rfc3161-client, which is not installed. "
                "Install it with: pip install 'witnessmark[timestamps]'"
            )
        )
