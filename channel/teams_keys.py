"""The two tokens of the Bot Framework: the one that Microsoft signs to reach us, and the one that we fetch to reach it. Nothing blocks."""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Callable
from typing import Any

import aiohttp
import jwt
from jwt.algorithms import RSAAlgorithm

logger = logging.getLogger(__name__)

OPENID_URL = "https://login.botframework.com/v1/.well-known/openidconfiguration"
ISSUER = "https://api.botframework.com"
SCOPE = "https://api.botframework.com/.default"
_KEEP_SECONDS = 24 * 3600.0
# Nobody can make us fetch more often by naming keys that do not exist.
_ASK_AGAIN_SECONDS = 60.0
_LEEWAY_SECONDS = 300
_EARLY_SECONDS = 300.0
_TIMEOUT = aiohttp.ClientTimeout(total=10)


class NotFromMicrosoft(Exception):
    """The request's token is missing or wrong. The message names the check, never the token."""


class KeysUnavailable(Exception):
    """There are no keys to check with: the service does not answer. The caller may try again."""


class Web:
    """One aiohttp session, made in the running loop at its first use."""

    def __init__(self) -> None:
        self._session: aiohttp.ClientSession | None = None

    def session(self) -> aiohttp.ClientSession:
        """Return the session; it honours the machine's proxy variables."""
        if self._session is None or self._session.closed:
            self._session = aiohttp.ClientSession(timeout=_TIMEOUT, trust_env=True)
        return self._session

    async def json(self, url: str) -> Any:
        """Return the JSON of an address.

        Raises:
            aiohttp.ClientError, asyncio.TimeoutError, ValueError: no good answer.
        """
        async with self.session().get(url) as reply:
            reply.raise_for_status()
            return await reply.json(content_type=None)

    async def close(self) -> None:
        """Close the session."""
        if self._session is not None:
            await self._session.close()


class SigningKeys:
    """Microsoft's public keys: fetched when first needed, anew once a day and when a token names one we do not know.

    Args:
        web: the session.
        url: of the OpenID metadata.
        clock: seconds, only forward.
    """

    def __init__(self, web: Web, url: str, clock: Callable[[], float] = time.monotonic) -> None:
        self._web, self._url, self._clock = web, url, clock
        self._keys: dict[str, dict[str, Any]] = {}
        self._fetched = self._tried = float("-inf")
        self._lock = asyncio.Lock()

    async def get(self, number: str) -> dict[str, Any]:
        """Return the key of this `kid`. Known keys serve on while the service is down.

        Raises:
            KeysUnavailable: no key is known and none could be fetched.
            NotFromMicrosoft: the service publishes no such key.
        """
        if number not in self._keys or self._clock() - self._fetched > _KEEP_SECONDS:
            async with self._lock:
                if self._clock() - self._tried > _ASK_AGAIN_SECONDS:
                    await self._fetch()
        if not self._keys:
            raise KeysUnavailable
        if number not in self._keys:
            raise NotFromMicrosoft("key")
        return self._keys[number]

    async def _fetch(self) -> None:
        self._tried = self._clock()
        try:
            metadata = await self._web.json(self._url)
            published = await self._web.json(metadata["jwks_uri"])
            self._keys = {key["kid"]: key for key in published["keys"] if key.get("kty") == "RSA"}
            self._fetched = self._clock()
        except (aiohttp.ClientError, asyncio.TimeoutError, ValueError, KeyError, TypeError) as error:
            logger.warning("teams: the signing keys could not be fetched: %s; asked again in %.0f s", type(error).__name__, _ASK_AGAIN_SECONDS)


async def check_request(keys: SigningKeys, header: str | None, app_id: str, issuer: str, activity: dict[str, Any]) -> None:
    """Check that a request comes from Microsoft, for this bot, from the service that the reply goes to.

    Args:
        keys: Microsoft's.
        header: `Authorization`.
        app_id: the bot's, the only audience.
        issuer: the only issuer.
        activity: the body; its `serviceUrl` must be the token's, and the key must be endorsed for its `channelId`.

    Raises:
        NotFromMicrosoft: a check failed.
        KeysUnavailable: nothing could be checked.

    Source:
        Microsoft, «Authentication with the Bot Connector API», the checks from Connector to bot.
    """
    kind, _, token = (header or "").partition(" ")
    if kind.lower() != "bearer" or not token:
        raise NotFromMicrosoft("no token")
    try:
        number = jwt.get_unverified_header(token).get("kid")
        key = await keys.get(number if isinstance(number, str) else "")
        claims = jwt.decode(
            token,
            key=RSAAlgorithm.from_jwk(key),  # type: ignore[arg-type]
            algorithms=["RS256"],  # never the algorithm that the token asks for
            audience=app_id,
            issuer=issuer,
            leeway=_LEEWAY_SECONDS,
            options={"require": ["exp", "iss", "aud"]},
        )
    except jwt.PyJWTError as error:
        raise NotFromMicrosoft(type(error).__name__) from None
    named = claims.get("serviceurl") or claims.get("serviceUrl")
    service = activity.get("serviceUrl")
    if not isinstance(named, str) or not isinstance(service, str) or named.rstrip("/") != service.rstrip("/"):
        raise NotFromMicrosoft("serviceUrl")
    endorsed = key.get("endorsements")
    if endorsed and activity.get("channelId") not in endorsed:
        raise NotFromMicrosoft("channelId")


class ServiceToken:
    """The bot's own token, fetched from its tenant, kept until shortly before it ends.

    Args:
        web: the session.
        url: the token endpoint.
        app_id: the bot's.
        app_password: the bot's.
        clock: seconds, only forward.
    """

    def __init__(self, web: Web, url: str, app_id: str, app_password: str, clock: Callable[[], float] = time.monotonic) -> None:
        self._web, self._url, self._clock = web, url, clock
        self._form = {"grant_type": "client_credentials", "client_id": app_id, "client_secret": app_password, "scope": SCOPE}
        self._token, self._until = "", float("-inf")
        self._lock = asyncio.Lock()

    async def get(self) -> str:
        """Return the token.

        Raises:
            aiohttp.ClientError, asyncio.TimeoutError, ValueError, KeyError: no good answer.
        """
        async with self._lock:
            if self._clock() >= self._until:
                async with self._web.session().post(self._url, data=self._form) as reply:
                    reply.raise_for_status()
                    told = await reply.json(content_type=None)
                self._token = str(told["access_token"])
                self._until = self._clock() + max(0.0, float(told.get("expires_in", 0)) - _EARLY_SECONDS)
            return self._token

    def forget(self) -> None:
        """Fetch anew at the next use: the service refused the token."""
        self._until = float("-inf")
