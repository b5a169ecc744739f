"""The tunnel up to the refusal: ngrok's own package, against servers of this computer.

About three seconds. ngrok's service itself can't be asked without an account.
"""

from __future__ import annotations

import socket
from collections.abc import Callable, Iterator
from contextlib import ExitStack

import pytest
from tests.adapters.scoring_server.serving import free_port

from diabetes_desktop.adapters.serving import tunnel as tunnel_module
from diabetes_desktop.adapters.serving.traffic_policy import asks_everybody
from diabetes_desktop.adapters.serving.tunnel import NgrokServer, Tunnel, refusal_of
from diabetes_desktop.application.serving import ServeFault, ServeRefused, TunnelRequest

TOKEN = "2abcDEFghiJKLmnoPQRstu_1aBcDeFgHiJkLmNoPqRsT"
OAUTH = "on_http_request:\n  - actions:\n      - type: oauth\n        config: {provider: google}\n"


def refused(make: Callable[[], object]) -> ServeRefused:
    with pytest.raises(ServeRefused) as raised:
        make()
    assert TOKEN not in repr(raised.value)
    return raised.value


@pytest.mark.parametrize(
    ("policy", "asks"),
    [
        (OAUTH, True),
        (OAUTH.replace("oauth", "openid-connect"), True),
        ('{"on_http_request": [{"actions": [{"type": "oauth"}]}]}', True),
        (OAUTH.replace("  - actions", '  - expressions: ["req.host == 1"]\n    actions'), False),
        (OAUTH.replace("oauth", "log"), False),
        ("on_http_request: [{actions: [{type: log}]}, {actions: [{type: oauth}]}]", False),
        ("on_http_response: [{actions: [{type: oauth}]}]", False),
        ("on_http_request: []", False),
        ("{}", False),
    ],
)
def test_only_a_policy_that_asks_everybody_counts(policy: str, asks: bool) -> None:
    assert asks_everybody(policy) is asks


@pytest.mark.parametrize("policy", ["- oauth", "oauth", "{", "!!python/object:os.system {}"])
def test_a_policy_that_is_none(policy: str) -> None:
    why = refused(lambda: Tunnel(TunnelRequest(TOKEN, policy), signs_in=False))
    assert why.fault is ServeFault.TUNNEL_POLICY


@pytest.mark.parametrize("policy", ["", "on_http_request: [{actions: [{type: log}]}]"])
def test_without_a_sign_in_it_stays_closed(policy: str) -> None:
    why = refused(lambda: Tunnel(TunnelRequest(TOKEN, policy), signs_in=False))
    assert why.fault is ServeFault.TUNNEL_OPEN


def test_without_a_token_it_stays_closed() -> None:
    why = refused(lambda: Tunnel(TunnelRequest(""), signs_in=True))
    assert why.fault is ServeFault.TUNNEL_TOKEN


@pytest.fixture
def open_at() -> Iterator[Callable[[str], ServeRefused]]:
    """Try to open the tunnel at another address than ngrok's own."""
    with ExitStack() as stack:

        def try_it(address: str) -> ServeRefused:
            tunnel = Tunnel(TunnelRequest(TOKEN, OAUTH), False, NgrokServer(address, b""))
            stack.callback(tunnel.close)
            return refused(lambda: tunnel.open(free_port()))

        yield try_it


def test_a_network_that_lets_nobody_through(open_at: Callable[[str], ServeRefused]) -> None:
    assert open_at(f"127.0.0.1:{free_port()}").fault is ServeFault.TUNNEL_NETWORK


def test_a_network_that_swallows_everything(
    open_at: Callable[[str], ServeRefused], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tunnel_module, "OPEN_SECONDS", 0.5)
    with socket.create_server(("127.0.0.1", 0)) as silent:
        why = open_at(f"127.0.0.1:{silent.getsockname()[1]}")
    assert why.fault is ServeFault.TUNNEL_NETWORK


@pytest.mark.parametrize(
    ("code", "fault"),
    [("105", ServeFault.TUNNEL_TOKEN_REFUSED), ("9999", ServeFault.TUNNEL_REFUSED)],
)
def test_of_ngroks_words_only_the_code_is_kept(code: str, fault: ServeFault) -> None:
    words = f"authentication failed: Your authtoken: {TOKEN} … ERR_NGROK_{code}"
    why = refusal_of(ValueError(words))

    assert (why.fault, why.detail) == (fault, f"ERR_NGROK_{code}")
    assert TOKEN not in repr(why)
