"""The tunnel: ngrok's own package, against a stand-in for its service on this computer.

About three seconds. ngrok's service itself can't be asked without an account.
"""

from __future__ import annotations

import socket
import ssl
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
import yaml
from tests.adapters.scoring_server.serving import free_port
from tests.adapters.scoring_server.sockets import (
    Authority,
    reply,
    saying,
    server_context,
    talking,
)

from diabetes_desktop.adapters.serving import tunnel as tunnel_module
from diabetes_desktop.adapters.serving.traffic_policy import asks_everybody
from diabetes_desktop.adapters.serving.tunnel import NgrokServer, Tunnel
from diabetes_desktop.application.serving import ServeFault, ServeRefused, TunnelRequest

from .ngrok_service import URL, ngrok_service

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


@pytest.mark.parametrize("language", ["en", "es"])
def test_the_policy_of_the_guide_asks_everybody_and_lets_few_on(language: str) -> None:
    guide = Path(__file__).parents[3] / "docs" / f"guide-it.{language}.md"
    policy = guide.read_text(encoding="utf-8").partition("```yaml\non_http")[2].partition("```")[0]

    assert asks_everybody(f"on_http{policy}")
    _, second = yaml.safe_load(f"on_http{policy}")["on_http_request"]
    assert second["actions"] == [{"type": "deny"}]
    assert "email" in second["expressions"][0]


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


@pytest.fixture(scope="module")
def authority(tmp_path_factory: pytest.TempPathFactory) -> Authority:
    return Authority(tmp_path_factory.mktemp("authority"))


@pytest.fixture(scope="module")
def context(authority: Authority) -> ssl.SSLContext:
    return server_context(authority.issue("ngrok", ["localhost"]))


@pytest.fixture
def tunnel_to(authority: Authority) -> Iterator[Callable[..., Tunnel]]:
    """A tunnel by another address than ngrok's own, closed in the end."""
    with ExitStack() as stack:

        def make(port: int, policy: str = OAUTH) -> Tunnel:
            server = NgrokServer(f"localhost:{port}", authority.file.read_bytes())
            tunnel = Tunnel(TunnelRequest(TOKEN, policy), not policy, server)
            stack.callback(tunnel.close)
            return tunnel

        yield make


MakeTunnel = Callable[..., Tunnel]


def test_it_leads_to_the_scoring_port(context: ssl.SSLContext, tunnel_to: MakeTunnel) -> None:
    with ngrok_service(context) as ngrok, talking(saying(reply("200 OK", "hello"))) as port:
        assert tunnel_to(ngrok.port).open(port) == URL
        assert ngrok.visit(b"GET /ping HTTP/1.1\r\n\r\n").endswith(b"hello")

    sign_in, bound = ngrok.heard
    assert sign_in["Extra"]["AuthToken"] == TOKEN
    assert bound["Opts"]["TrafficPolicy"] == OAUTH
    assert bound["ForwardsTo"] == "diabetes-admin serve"


def test_with_the_sign_in_of_the_port_it_needs_no_policy(
    context: ssl.SSLContext, tunnel_to: MakeTunnel
) -> None:
    with ngrok_service(context) as ngrok:
        assert tunnel_to(ngrok.port, policy="").open(free_port()) == URL
    assert not ngrok.heard[1]["Opts"]["TrafficPolicy"]


@pytest.mark.parametrize(
    ("code", "fault"),
    [("105", ServeFault.TUNNEL_TOKEN_REFUSED), ("9999", ServeFault.TUNNEL_REFUSED)],
)
def test_of_what_ngrok_refuses_with_only_the_code_is_kept(
    code: str, fault: ServeFault, context: ssl.SSLContext, tunnel_to: MakeTunnel
) -> None:
    words = f"The authtoken is no good.\r\nYour authtoken: {TOKEN}\r\n\r\nERR_NGROK_{code}\r\n"
    with ngrok_service(context, words) as ngrok:
        why = refused(lambda: tunnel_to(ngrok.port).open(free_port()))

    assert (why.fault, why.detail) == (fault, f"ERR_NGROK_{code}")


def test_a_network_that_lets_nobody_through(tunnel_to: MakeTunnel) -> None:
    why = refused(lambda: tunnel_to(free_port()).open(free_port()))
    assert why.fault is ServeFault.TUNNEL_NETWORK


def test_a_network_that_answers_in_ngroks_place(tunnel_to: MakeTunnel, tmp_path: Path) -> None:
    other = server_context(Authority(tmp_path).issue("other", ["localhost"]))
    with ngrok_service(other) as ngrok:
        why = refused(lambda: tunnel_to(ngrok.port).open(free_port()))

    assert why.fault is ServeFault.TUNNEL_NETWORK
    assert ngrok.heard == []  # no token was sent


def test_a_network_that_swallows_everything(
    tunnel_to: MakeTunnel, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tunnel_module, "OPEN_SECONDS", 0.5)
    with socket.create_server(("127.0.0.1", 0)) as silent:
        why = refused(lambda: tunnel_to(silent.getsockname()[1]).open(free_port()))
    assert why.fault is ServeFault.TUNNEL_NETWORK
