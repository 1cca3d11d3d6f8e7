"""Webhooks: what happens reaches another system as far as its person may see it, signed, and never our own network."""

import base64
import hashlib
import hmac
import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any

import pytest
from django.test import Client, override_settings
from django.utils import timezone

from kambium.accounts import actions as accounts
from kambium.accounts.models import Account
from kambium.api import actions, sending
from kambium.api.actions.webhooks import CannotReach, UnknownKind
from kambium.api.models import Delivery, Webhook
from kambium.api.reaching import Unreachable, target_of
from kambium.api.sealed import reseal_webhooks
from kambium.core.access import NotThere
from kambium.core.models import Notice
from kambium.core.sealing import unseal
from kambium.demo.world import World
from kambium.people.models import Person

Programs = Callable[..., Any]
LOCAL = override_settings(WEBHOOK_NETWORKS=["127.0.0.0/8"])


@dataclass
class Receiver:
    """Another system: answers with `status`, remembers what came."""

    url: str = ""
    status: int = 200
    came: list[tuple[dict[str, str], bytes]] = field(default_factory=list)


@pytest.fixture
def receiver() -> Iterator[Receiver]:
    found = Receiver()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            found.came.append(({name.lower(): value for name, value in self.headers.items()}, body))
            self.send_response(found.status)
            self.send_header("Location", "http://127.0.0.1:1/elsewhere")
            self.end_headers()
            self.wfile.write(b"thanks")

        def log_message(self, *words: Any) -> None:
            """Nothing is printed."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    Thread(target=server.serve_forever, daemon=True).start()
    found.url = f"http://127.0.0.1:{server.server_port}/hook"
    with LOCAL:
        yield found
    server.shutdown()
    server.server_close()


def hooked(world: World, receiver: Receiver, person: Any = None, *kinds: str) -> tuple[Webhook, str]:
    person = person or world.zhou
    wanted = kinds or ("account.changed",)
    return actions.make_webhook(by=person.actor(), name="ERP", url=receiver.url, kinds=wanted, at=timezone.now())


def change(account: Account, city: str) -> None:
    by = account.owner.actor()
    accounts.change(by=by, account_id=account.pk, version=None, values={"city": city}, at=timezone.now())


def mine(world: World) -> Account:
    found: Account = Account.objects.filter(owner=world.zhou, deleted_at=None).order_by("id")[0]
    return found


def send_all(later: timedelta = timedelta(0)) -> None:
    now = timezone.now() + later
    sending.gather(now)
    for number in sending.due(now):
        sending.send(number, now)


def test_a_change_arrives_once_and_signed(world: World, receiver: Receiver) -> None:
    _webhook, secret = hooked(world, receiver)
    change(mine(world), "苏州")
    send_all()
    send_all()
    ((headers, body),) = receiver.came
    said = json.loads(body)
    number = mine(world).pk
    assert said["type"] == "account.changed"
    assert said["data"]["subject"] == {"type": "account", "id": number, "url": f"/api/v1/accounts/{number}"}
    key = base64.b64decode(secret.removeprefix("whsec_"))
    whole = f"{headers['webhook-id']}.{headers['webhook-timestamp']}.".encode() + body
    mark = base64.b64encode(hmac.new(key, whole, hashlib.sha256).digest()).decode()
    assert headers["webhook-signature"] == f"v1,{mark}"
    delivery = Delivery.objects.get()
    assert (delivery.state, delivery.status, delivery.answer, delivery.tries) == ("done", 200, "thanks", 1)


def test_nothing_that_a_row_says_is_in_the_message(world: World, receiver: Receiver) -> None:
    hooked(world, receiver)
    change(mine(world), "苏州工业园")
    send_all()
    assert "苏州工业园" not in receiver.came[0][1].decode()


def test_what_the_person_may_not_see_is_not_told(world: World, receiver: Receiver) -> None:
    hooked(world, receiver)
    seen = Account.objects.visible_to(world.zhou.actor()).values("id")
    hidden = Account.objects.alive().exclude(pk__in=seen).exclude(owner=None).order_by("id")[0]
    change(hidden, "苏州")
    send_all()
    assert (receiver.came, Delivery.objects.count()) == ([], 0)


def test_who_loses_the_right_meanwhile_is_not_told(world: World, receiver: Receiver) -> None:
    hooked(world, receiver)
    account = mine(world)
    change(account, "苏州")
    sending.gather(timezone.now())
    Person.objects.filter(pk=world.zhou.pk).update(is_active=False)
    send_all()
    assert (receiver.came, Delivery.objects.get().state) == ([], "failed")


def test_a_receiver_that_is_down_is_tried_again_with_the_same_id(world: World, receiver: Receiver) -> None:
    hooked(world, receiver)
    change(mine(world), "苏州")
    receiver.status = 503
    send_all()
    send_all(timedelta(seconds=29))
    assert (len(receiver.came), Delivery.objects.get().state) == (1, "pending")
    receiver.status = 200
    send_all(timedelta(seconds=31))
    assert len({headers["webhook-id"] for headers, _body in receiver.came}) == 1
    delivery = Delivery.objects.get()
    assert (delivery.state, delivery.tries, Webhook.objects.get().failures) == ("done", 2, 0)


def test_after_seven_tries_a_message_is_given_up_and_can_be_sent_again(world: World, receiver: Receiver) -> None:
    webhook, _secret = hooked(world, receiver)
    change(mine(world), "苏州")
    receiver.status = 500
    for day in range(8):
        send_all(timedelta(days=day))
    delivery = Delivery.objects.get()
    assert (delivery.state, delivery.tries, len(receiver.came)) == ("failed", 7, 7)
    receiver.status = 200
    actions.send_again(by=world.zhou.actor(), webhook_id=webhook.pk, delivery_id=delivery.pk, at=timezone.now())
    send_all()
    delivery.refresh_from_db()
    assert (delivery.state, delivery.status) == ("done", 200)


def test_a_webhook_that_fails_on_and_on_is_stopped_and_its_person_told(world: World, receiver: Receiver) -> None:
    webhook, _secret = hooked(world, receiver)
    Webhook.objects.update(failures=19)
    change(mine(world), "苏州")
    receiver.status = 500
    send_all()
    webhook.refresh_from_db()
    assert not webhook.is_on
    told = Notice.objects.get(kind="webhook.stopped")
    assert (told.person_id, told.url) == (world.zhou.pk, f"/me/webhooks/{webhook.pk}/")
    send_all(timedelta(days=1))
    assert len(receiver.came) == 1


def test_a_redirect_is_not_followed(world: World, receiver: Receiver) -> None:
    hooked(world, receiver)
    change(mine(world), "苏州")
    receiver.status = 302
    send_all()
    assert (len(receiver.came), Delivery.objects.get().status) == (1, 302)


@pytest.mark.parametrize("url", [
    "http://127.0.0.1/", "https://127.0.0.1/", "https://localhost/", "https://127.1/", "https://2130706433/",
    "https://0x7f000001/", "https://017700000001/", "https://0/", "https://[::1]/", "https://[::]/",
    "https://[::ffff:127.0.0.1]/", "https://[::ffff:10.0.0.1]/", "https://[64:ff9b::7f00:1]/",
    "https://[2002:7f00:1::]/", "https://[fe80::1]/", "https://[fc00::1]/", "https://[::127.0.0.1]/",
    "https://10.0.0.1/", "https://172.16.0.1/", "https://192.168.1.1/", "https://169.254.169.254/latest/",
    "https://100.64.0.1/", "https://0.0.0.0/", "https://224.0.0.1/", "https://255.255.255.255/", "https://192.0.2.1/",
    "https://198.18.0.1/", "https://[ff02::1]/", "http://93.184.216.34/", "ftp://93.184.216.34/", "file:///etc/passwd",
    "gopher://93.184.216.34/", "https://user:pw@93.184.216.34/", "https://93.184.216.34@127.0.0.1/", "https:///x",
    "https://93.184.216.34:99999/", "https://\u3002/", "javascript:alert(1)", "https://127.0.0.1.:443/",
    "https://①②⑦.0.0.1/", "https://nowhere.invalid/", "", "https://127.0.0.1\r\nHost: x/",
])  # fmt: skip
def test_what_leads_inside_is_refused(url: str) -> None:
    with pytest.raises(Unreachable):
        target_of(url)


def test_a_public_address_is_reached_at_the_address_that_was_judged() -> None:
    found = target_of("https://93.184.216.34:8443/a?b=c")
    assert (found.address, found.port, found.path, found.is_tls) == ("93.184.216.34", 8443, "/a?b=c", True)


def test_an_address_inside_or_an_unknown_kind_makes_no_webhook(world: World) -> None:
    by, at = world.zhou.actor(), timezone.now()
    with pytest.raises(CannotReach):
        actions.make_webhook(by=by, name="x", url="https://10.0.0.1/", kinds=["account.changed"], at=at)
    with pytest.raises(UnknownKind):
        actions.make_webhook(by=by, name="x", url="https://93.184.216.34/", kinds=["no.such"], at=at)
    assert not Webhook.objects.exists()


def test_the_secret_is_sealed_and_sealed_anew(world: World, receiver: Receiver) -> None:
    webhook, secret = hooked(world, receiver)
    assert secret not in webhook.secret
    with override_settings(SECRET_KEY="another key for one test", SECRET_KEY_FALLBACKS=[_key()]):
        assert reseal_webhooks() == (1, 0)
        webhook.refresh_from_db()
        assert unseal(webhook.secret) == secret


def _key() -> str:
    from django.conf import settings

    return settings.SECRET_KEY


def test_a_colleague_neither_sees_nor_ends_a_webhook(world: World, receiver: Receiver, program_of: Programs) -> None:
    webhook, _secret = hooked(world, receiver)
    assert program_of(world.lin).get(f"webhooks/{webhook.pk}").status_code == 404
    with pytest.raises(NotThere):
        actions.remove_webhook(by=world.lin.actor(), webhook_id=webhook.pk, at=timezone.now())


def test_a_program_makes_tries_and_reads_its_webhook(world: World, receiver: Receiver, program_of: Programs) -> None:
    program = program_of(world.zhou)
    made = program.post("webhooks", {"name": "ERP", "url": receiver.url, "kinds": ["account.changed"]})
    assert (made.status_code, made.said["secret"][:6]) == (201, "whsec_")
    path = made.headers["Location"]
    assert "secret" not in program.get(path).said
    assert program.post(f"{path}/trial").status_code == 200
    send_all()
    (row,) = program.get(f"{path}/deliveries").said["data"]
    assert (row["type"], row["state"], row["status"]) == ("trial", "done", 200)
    assert program.post(f"{path}/deliveries/{row['id']}/again").status_code == 202
    assert program.ask("DELETE", path).status_code == 204
    refused = program.post("webhooks", {"name": "x", "url": "https://10.0.0.1/", "kinds": ["account.changed"]})
    assert (refused.status_code, refused.said["errors"][0]["field"]) == (422, "url")


def test_the_page_shows_the_log(world: World, receiver: Receiver, client_of: Callable[..., Client]) -> None:
    webhook, _secret = hooked(world, receiver)
    change(mine(world), "苏州")
    receiver.status = 503
    send_all()
    page = client_of(world.zhou).get(f"/me/webhooks/{webhook.pk}/").content.decode()
    assert "503" in page
    assert "thanks" in page
    assert unseal(webhook.secret) not in page
