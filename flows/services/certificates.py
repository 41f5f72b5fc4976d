"""The certificates with which weed's parts talk to one another: an authority and one certificate by it.

The authority's key is never stored, so nobody can issue a second certificate it would accept.
"""

from __future__ import annotations

import ipaddress
from datetime import datetime
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.x509.oid import NameOID

from flows.services.records import write_private

# Wide on both sides: a wrong clock must not lock a user out of local data.
VALID_FROM = datetime(2000, 1, 1)
VALID_UNTIL = datetime(2099, 12, 31)


def write_certificates(authority: Path, certificate: Path, key: Path) -> None:
    """Write a new authority certificate, a certificate for 127.0.0.1 and its key, each of mode 600."""
    authority_key = ec.generate_private_key(ec.SECP256R1())
    own_key = ec.generate_private_key(ec.SECP256R1())
    issuer = _name("shelfready embedded S3 authority")
    root = (
        _builder(issuer, issuer, authority_key.public_key())
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .sign(authority_key, hashes.SHA256())
    )
    addresses = x509.SubjectAlternativeName(
        [x509.DNSName("localhost"), x509.IPAddress(ipaddress.ip_address("127.0.0.1"))]
    )
    leaf = (
        _builder(_name("shelfready embedded S3"), issuer, own_key.public_key())
        .add_extension(addresses, critical=False)
        .sign(authority_key, hashes.SHA256())
    )
    key_pem = own_key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    # The key goes last: where it exists, the other two do as well.
    write_private(authority, root.public_bytes(Encoding.PEM).decode())
    write_private(certificate, leaf.public_bytes(Encoding.PEM).decode())
    write_private(key, key_pem.decode())


def _name(common_name: str) -> x509.Name:
    return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, common_name)])


def _builder(subject: x509.Name, issuer: x509.Name, public_key: ec.EllipticCurvePublicKey) -> x509.CertificateBuilder:
    return (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer)
        .public_key(public_key)
        .serial_number(x509.random_serial_number())
        .not_valid_before(VALID_FROM)
        .not_valid_after(VALID_UNTIL)
    )
