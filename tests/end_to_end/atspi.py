"""A small AT-SPI client: finds and drives widgets as a screen reader does, over D-Bus."""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from jeepney import DBusAddress, new_method_call
from jeepney.io.blocking import DBusConnection, open_dbus_connection

ACCESSIBLE = "org.a11y.atspi.Accessible"
ENABLED, SHOWING, CHECKED = 8, 25, 4


class Desktop:
    """The applications on the accessibility bus."""

    def __init__(self) -> None:
        session = open_dbus_connection("SESSION")
        bus = DBusAddress("/org/a11y/bus", "org.a11y.Bus", "org.a11y.Bus")
        (address,) = session.send_and_get_reply(new_method_call(bus, "GetAddress"), timeout=20).body
        session.close()
        self.bus: DBusConnection = open_dbus_connection(address)
        self.root = Node(self, "org.a11y.atspi.Registry", "/org/a11y/atspi/accessible/root")

    def close(self) -> None:
        self.bus.close()

    def find(self, name: str, *, seconds: float = 20, role: str = "") -> Node:
        """The showing widget called `name`; waits for it."""
        return self._wait(lambda node: node.name == name, f"name {name!r}", seconds, role)

    def find_saying(self, *words: str, seconds: float = 20) -> Node:
        """The showing widget in whose name all of `words` stand; waits for it."""
        return self._wait(
            lambda node: all(word in node.name for word in words), f"words {words}", seconds
        )

    def find_described(self, description: str, *, seconds: float = 20) -> Node:
        """The showing widget whose accessible description is `description`; waits for it."""
        return self._wait(
            lambda node: node.description == description, f"description {description!r}", seconds
        )

    def _wait(self, wanted: Any, what: str, seconds: float, role: str = "") -> Node:
        deadline = time.monotonic() + seconds
        while time.monotonic() < deadline:
            for node in self.root.walk():
                try:
                    if wanted(node) and node.has_state(SHOWING) and role in node.role:
                        return node
                except LookupError:
                    continue  # the widget went away while the tree was read
        seen = sorted({node.name for node in self.root.walk() if node.name})
        raise AssertionError(f"no widget with {what}; there are {seen}")


@dataclass(frozen=True)
class Node:
    """One accessible object."""

    desktop: Desktop
    service: str
    path: str

    def call(self, interface: str, method: str, signature: str = "", *body: Any) -> Any:
        address = DBusAddress(self.path, self.service, interface)
        message = new_method_call(address, method, signature or None, body)
        reply = self.desktop.bus.send_and_get_reply(message, timeout=10)
        if reply.header.message_type.name == "error":
            raise LookupError(reply.body)
        return reply.body[0] if reply.body else None

    def read(self, name: str) -> str:
        interface = "org.freedesktop.DBus.Properties"
        return str(self.call(interface, "Get", "ss", ACCESSIBLE, name)[1])

    @property
    def name(self) -> str:
        return self.read("Name")

    @property
    def description(self) -> str:
        return self.read("Description")

    @property
    def role(self) -> str:
        return str(self.call(ACCESSIBLE, "GetRoleName"))

    def has_state(self, state: int) -> bool:
        low, high = self.call(ACCESSIBLE, "GetState")
        return bool((low if state < 32 else high) >> (state % 32) & 1)

    def children(self) -> list[Node]:
        try:
            found = self.call(ACCESSIBLE, "GetChildren")
        except LookupError:
            return []
        return [Node(self.desktop, service, path) for service, path in found]

    def walk(self) -> Iterator[Node]:
        for child in self.children():
            yield child
            yield from child.walk()

    def press(self) -> None:
        """Do the widget's first action: press or toggle."""
        assert self.has_state(ENABLED), f"{self.name} is disabled: {self.description}"
        self.call("org.a11y.atspi.Action", "DoAction", "i", 0)

    def focus(self) -> None:
        """Give the widget the keyboard."""
        self.call("org.a11y.atspi.Component", "GrabFocus")

    def type(self, text: str) -> None:
        """Put `text` into a text field."""
        self.call("org.a11y.atspi.EditableText", "SetTextContents", "s", text)
