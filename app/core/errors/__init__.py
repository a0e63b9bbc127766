"""All exceptions of Latchkey, as a tree, re-exported from the modules of this package.

    LatchkeyError
    ├── LocalProtocolError        a mistake of the calling code; nothing was sent
    ├── InvalidInput              what was typed cannot be used: `fault` tells why
    ├── ConnectionFault           no answer: `sent` tells whether the request may have arrived
    │   ├── HostNotFound          the name does not resolve
    │   ├── ConnectFailed         the host refuses connections, or the network is down
    │   ├── ConnectTimedOut
    │   ├── InvalidAddress        no request can be made to it: trying again changes nothing
    │   ├── CertificateFault      the server cannot prove who it is
    │   ├── ProxyFault            the proxy that the environment names cannot be used
    │   └── AnswerLost            the request went out, and no whole answer came back
    │       └── AnswerTimedOut        no answer in time: it may still be under way
    ├── RemoteProtocolError       an answer that breaks the specification
    │   ├── NotJson  WrongShape  AnswerTooLarge  Redirected
    ├── MatrixError               the homeserver refuses, by status and errcode
    │   ├── Forbidden  UserDeactivated  UserSuspended  UserLocked
    │   ├── UnknownToken  MissingToken  AccountExpired
    │   ├── NeedsSession          the endpoint is for those who are signed in
    │   ├── LimitExceeded         with whom to ask
    │   ├── RateLimited           with the seconds to wait
    │   ├── Unrecognized          the server does not have this endpoint
    │   ├── BadRequest            M_BAD_JSON and its kin: its text is never shown
    │   ├── PolicyRefused         the new password breaks a rule of the server
    │   ├── NotFound  ThreepidRefused
    │   └── StageRefused          a proof was not accepted
    ├── BorrowedName              a homeserver claims the ID of another server's user
    ├── DiscoveryFault            no homeserver found: FailPrompt, FailError, NoHomeserver
    ├── UiaFault                  User-Interactive Authentication cannot go on
    │   ├── NoUsableFlow          no offered flow can be finished here
    │   ├── MalformedParams       the server's params of a stage are malformed
    │   ├── UiaStuck              all stages are done, and the server still asks
    │   ├── SessionExpired        twice in one operation
    │   └── ActUnderWay           another operation is authenticating already
    ├── OAuthFault                the OAuth 2.0 API, or the browser, did not do its part
    │   ├── MetadataFault         the server's metadata cannot be used: `field` tells which
    │   ├── OAuthRefused          the authorization server refuses, by its code
    │   │   ├── AccessDenied  GrantRefused  CodeExpired  StillPending  SlowDown
    │   ├── WrongIssuer           another authorization server answered than the one that was asked
    │   ├── WrongSession          what was granted is not what was asked for
    │   ├── DeviceCodeUnusable    the device code cannot be shown to a person
    │   ├── ListenFailed          no port on loopback for the callback server
    │   └── BrowserNotBack        no callback from the browser in time
    ├── NotRenewed                the tokens could not be renewed; the request was not carried out
    ├── LoadFailed                a part of the program could not be loaded: `reason` tells which
    ├── VaultFault                VaultAbsent, VaultLocked, VaultUnsafe, VaultBroken
    ├── SettingsFault             something was not saved in the settings file, and why
    └── SaveFault                 a file that the person chose cannot be written

Exceptions carry data; `ui/text/errors.py` alone turns them into sentences. No exception text holds
an address with a query, a server's words, or anything that was typed.
"""

from __future__ import annotations

from app.core.errors.base import (
    InputFault,
    InvalidInput,
    LatchkeyError,
    LoadFailed,
    LocalProtocolError,
)
from app.core.errors.certainty import GATEWAY_TIMEOUT, may_be_under_way, may_have_happened
from app.core.errors.connection import (
    AnswerLost,
    AnswerTimedOut,
    AnswerTooLarge,
    BorrowedName,
    CertificateFault,
    CertificateReason,
    ConnectFailed,
    ConnectionFault,
    ConnectTimedOut,
    DiscoveryFault,
    FailError,
    FailPrompt,
    HostNotFound,
    InvalidAddress,
    NoHomeserver,
    NotJson,
    ProxyFault,
    Redirected,
    RemoteProtocolError,
    WrongShape,
)
from app.core.errors.matrix import (
    ERRCODES,
    AccountExpired,
    BadRequest,
    Forbidden,
    LimitExceeded,
    MatrixError,
    MissingToken,
    NeedsSession,
    NotFound,
    NotRenewed,
    PolicyRefused,
    RateLimited,
    StageRefused,
    ThreepidRefused,
    UnknownToken,
    Unrecognized,
    UserDeactivated,
    UserLocked,
    UserSuspended,
)
from app.core.errors.oauth import (
    OAUTH_CODES,
    AccessDenied,
    BrowserNotBack,
    CodeExpired,
    DeviceCodeUnusable,
    GrantRefused,
    ListenFailed,
    MetadataFault,
    OAuthFault,
    OAuthRefused,
    SlowDown,
    StillPending,
    WrongIssuer,
    WrongSession,
    refusal_of,
)
from app.core.errors.storage import (
    SaveFault,
    SettingsFault,
    SettingsTrouble,
    VaultAbsent,
    VaultBroken,
    VaultFault,
    VaultLocked,
    VaultUnsafe,
)
from app.core.errors.uia import (
    ActUnderWay,
    MalformedParams,
    NoUsableFlow,
    SessionExpired,
    UiaFault,
    UiaStuck,
)

__all__ = [
    "ERRCODES",
    "GATEWAY_TIMEOUT",
    "OAUTH_CODES",
    "AccessDenied",
    "AccountExpired",
    "ActUnderWay",
    "AnswerLost",
    "AnswerTimedOut",
    "AnswerTooLarge",
    "BadRequest",
    "BorrowedName",
    "BrowserNotBack",
    "CertificateFault",
    "CertificateReason",
    "CodeExpired",
    "ConnectFailed",
    "ConnectTimedOut",
    "ConnectionFault",
    "DeviceCodeUnusable",
    "DiscoveryFault",
    "FailError",
    "FailPrompt",
    "Forbidden",
    "GrantRefused",
    "HostNotFound",
    "InputFault",
    "InvalidAddress",
    "InvalidInput",
    "LatchkeyError",
    "LimitExceeded",
    "ListenFailed",
    "LoadFailed",
    "LocalProtocolError",
    "MalformedParams",
    "MatrixError",
    "MetadataFault",
    "MissingToken",
    "NeedsSession",
    "NoHomeserver",
    "NoUsableFlow",
    "NotFound",
    "NotJson",
    "NotRenewed",
    "OAuthFault",
    "OAuthRefused",
    "PolicyRefused",
    "ProxyFault",
    "RateLimited",
    "Redirected",
    "RemoteProtocolError",
    "SaveFault",
    "SessionExpired",
    "SettingsFault",
    "SettingsTrouble",
    "SlowDown",
    "StageRefused",
    "StillPending",
    "ThreepidRefused",
    "UiaFault",
    "UiaStuck",
    "UnknownToken",
    "Unrecognized",
    "UserDeactivated",
    "UserLocked",
    "UserSuspended",
    "VaultAbsent",
    "VaultBroken",
    "VaultFault",
    "VaultLocked",
    "VaultUnsafe",
    "WrongIssuer",
    "WrongSession",
    "WrongShape",
    "may_be_under_way",
    "may_have_happened",
    "refusal_of",
]
