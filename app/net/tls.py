"""The TLS context that trusts the system's certificates, and the reasons of TLS faults."""

from __future__ import annotations

import ssl

import truststore

from app.core.errors import CertificateReason

_REASONS = {
    # Numbers of OpenSSL's X509_V_ERR_*, which the ssl module passes on without names.
    9: CertificateReason.NOT_YET_VALID,
    10: CertificateReason.EXPIRED,
    18: CertificateReason.SELF_SIGNED,
    19: CertificateReason.SELF_SIGNED,
    20: CertificateReason.UNKNOWN_ISSUER,
    21: CertificateReason.UNKNOWN_ISSUER,
    62: CertificateReason.WRONG_NAME,
    64: CertificateReason.WRONG_NAME,
}


def system_context() -> ssl.SSLContext:
    """Return a context that trusts what the operating system trusts.

    Companies add their own authorities to the system's store; certifi does not have those. It takes
    40 to 70 ms, so call it in a thread.
    """
    context = truststore.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    return context


def certificate_reason(error: BaseException) -> CertificateReason | None:
    """Return what is wrong with a certificate, or None if the error is about something else."""
    seen: BaseException | None = error
    while seen is not None:
        if isinstance(seen, ssl.SSLCertVerificationError):
            return _REASONS.get(seen.verify_code, CertificateReason.OTHER)
        seen = seen.__cause__ or seen.__context__
    return None
