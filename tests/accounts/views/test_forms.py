"""What people enter: it is written, or it comes back with the reason and nothing has changed."""

from datetime import date, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from kambium.accounts import actions
from kambium.accounts.models import Account, AccountFile, Activity, Comment, Contact
from kambium.core.context import acting
from kambium.core.models import Event
from tests.accounts.views.screen import Screen

HUGE = "9" * 40


@pytest.fixture
def chen(world, client_of):
    return client_of(world.chen)


def errors(response):
    """The reasons beside the fields of a refused form."""
    return Screen(response).errors


def as_it_came(client, url):
    """A form's fields as a browser would send them without a change."""
    return Screen(client.get(url)).form(url)


class TestTheAccountForm:
    def test_one_that_may_be_here_already_is_shown_before_it_is_made(self, world, chen):
        huadong, before = world.account("huadong"), Account.objects.count()
        given = {"name_zh": huadong.name_zh, "status": "prospect"}
        shown = chen.post(reverse("account_new"), given)
        assert shown.status_code == 422
        assert f'href="/accounts/{huadong.pk}/"' in shown.content.decode()
        assert Account.objects.count() == before
        again = Screen(shown).form(reverse("account_new"))
        assert str(huadong.pk) in again["seen"]
        assert chen.post(reverse("account_new"), again).status_code == 302
        assert Account.objects.count() == before + 1

    def test_one_that_the_reader_may_not_see_is_not_shown(self, world, client_of):
        yueling = world.account("yueling")
        given = {"name_zh": yueling.name_zh, "status": "prospect"}
        assert client_of(world.chen).post(reverse("account_new"), given).status_code == 302
        assert client_of(world.zhou).post(reverse("account_new"), given).status_code == 422

    def test_the_fields_that_tell_ask_while_one_types(self, world, chen):
        text = chen.get(reverse("account_new")).content.decode()
        assert text.count('hx-get="/accounts/duplicates/hint/"') == 5
        edited = chen.get(reverse("account_edit", args=[world.account_id("huadong")])).content.decode()
        assert "/accounts/duplicates/hint/" not in edited

    def test_a_name_is_enough(self, world, chen):
        response = chen.post(reverse("account_new"), {"name_zh": "海澜阀门有限公司", "status": "prospect"})
        made = Account.objects.latest("id")
        assert (response.status_code, response.url) == (302, reverse("account", args=[made.pk]))
        assert (made.name_zh, made.owner_id, made.status) == ("海澜阀门有限公司", world.chen.pk, "prospect")

    @pytest.mark.parametrize(
        "values",
        [
            {"name_zh": ""},
            {"name_zh": "甲" * 201},
            {"name_zh": "甲\0"},
            {"name_zh": "甲", "status": "nonsense"},
            {"name_zh": "甲", "industry": "<b>"},
            {"name_zh": "甲", "employees": HUGE},
            {"name_zh": "甲", "employees": "-1"},
            {"name_zh": "甲", "employees": "12.5"},
            {"name_zh": "甲", "annual_revenue": "lots"},
            {"name_zh": "甲", "annual_revenue": HUGE},
            {"name_zh": "甲", "annual_revenue": "5"},
            {"name_zh": "甲", "founded_year": HUGE},
            {"name_zh": "甲", "customer_since": "2026-02-30"},
            {"name_zh": "甲", "customer_since": "0001-01-01"},
            {"name_zh": "甲", "currency": "GOLD"},
            {"name_zh": "甲", "country": "ZZ"},
            {"name_zh": "甲", "country": "CN", "registration_no": "123"},
            {"name_zh": "甲", "parent_id": "粤岭电子集团股份有限公司"},
            {"name_zh": "甲", "parent_id": f"#{HUGE}"},
            {"name_zh": "甲", "tags": ["nonsense"]},
            {"name_zh": "甲", "extra.production_sites": "many"},
            {"name_zh": "甲", "extra.payment_terms": "sometime"},
        ],
    )
    def test_bad_input_comes_back_with_a_reason(self, world, chen, values):
        response = chen.post(reverse("account_new"), {"status": "active", **values})
        assert response.status_code == 422
        assert len(errors(response)) == 1
        assert Account.objects.count() == 60

    def test_sums_are_understood_as_people_write_them(self, world, chen):
        sent = {"name_zh": "甲", "status": "active", "annual_revenue": "1.25 亿", "currency": "CNY"}
        chen.post(reverse("account_new"), sent)
        assert Account.objects.latest("id").annual_revenue == 125_000_000

    def test_a_parent_is_named(self, world, chen):
        chen.post(reverse("account_new"), {"name_zh": "甲", "status": "active", "parent_id": "华栋重工集团"})
        assert Account.objects.latest("id").parent_id == world.account_id("huadong")

    def test_a_name_that_several_have_asks_which(self, world, client_of):
        client = client_of(world.shen)
        sent = {"name_zh": "甲", "status": "active", "parent_id": "朔川精密机械", "owner_id": world.chen.pk}
        response = client.post(reverse("account_new"), sent)
        assert response.status_code == 422
        assert f"#{world.account_id('shuochuan_fs')}" in errors(response)[0]
        chosen = {**sent, "parent_id": f"朔川精密机械 #{world.account_id('shuochuan_fs')}"}
        assert client.post(reverse("account_new"), chosen).status_code == 302
        assert Account.objects.latest("id").parent_id == world.account_id("shuochuan_fs")

    def test_saving_the_form_as_it_came_changes_nothing(self, world, chen):
        url, account = reverse("account_edit", args=[world.account_id("huadong")]), world.account("huadong")
        assert chen.post(url, as_it_came(chen, url)).status_code == 302
        assert world.account("huadong").version == account.version
        url = reverse("account_edit", args=[world.account_id("huadong_port")])  # has a parent
        version = world.account("huadong_port").version
        assert chen.post(url, as_it_came(chen, url)).status_code == 302
        assert world.account("huadong_port").version == version

    def test_a_version_that_is_none_counts_as_an_old_one(self, world, chen):
        url = reverse("account_edit", args=[world.account_id("huadong")])
        for version in ("", "nonsense", HUGE, "-1"):
            sent = as_it_came(chen, url) | {"version": version, "city": "苏州"}
            assert chen.post(url, sent).status_code == 409
        assert world.account("huadong").city == "上海"

    def test_an_owner_from_another_team_cannot_be_chosen(self, world, client_of):
        url = reverse("account_owner", args=[world.account_id("huadong")])
        assert client_of(world.wang).post(url, {"owner_id": world.zhou.pk}).status_code == 422
        assert client_of(world.chen).get(url).status_code == 403
        assert client_of(world.wang).post(url, {"owner_id": world.lin.pk}).status_code == 302
        assert world.account("huadong").owner_id == world.lin.pk

    def test_out_and_back_in(self, world, client_of):
        wang, number = client_of(world.wang), world.account_id("huadong")
        response = wang.post(reverse("account_remove", args=[number]))
        assert (response.status_code, response.url) == (302, reverse("account_list"))
        assert wang.get(reverse("account", args=[number])).status_code == 404
        assert wang.post(reverse("account_restore", args=[number])).status_code == 302
        assert wang.get(reverse("account", args=[number])).status_code == 200


class TestTheConflict:
    def conflict(self, world, chen, **yours):
        """Chen has the form open while Wang saves another city and size."""
        url = reverse("account_edit", args=[world.account_id("huadong")])
        sent = as_it_came(chen, url) | yours
        wang, number = world.wang.actor(), world.account_id("huadong")
        with acting(wang):
            values = {"city": "苏州", "employees": 9000}
            actions.change(by=wang, account_id=number, version=None, at=world.now, values=values)
        return url, sent, chen.post(url, sent)

    def test_the_second_sees_all_three_sides_and_nothing_is_written(self, world, chen):
        _url, _sent, response = self.conflict(world, chen, city="无锡", website="huadong.example")
        assert response.status_code == 409
        assert Screen(response).rows[-2:] == [
            ["字段", "打开时", "王艺涵", "你"], ["城市", "上海", "苏州", "无锡"]]  # fmt: skip
        assert "员工人数: 9,000" in response.content.decode()
        assert (world.account("huadong").city, world.account("huadong").employees) == ("苏州", 9000)

    @pytest.mark.parametrize(("side", "city"), [("yours", "无锡"), ("theirs", "苏州")])
    def test_the_choice_is_saved_and_both_sides_other_changes_stand(self, world, chen, side, city):
        url, _sent, response = self.conflict(world, chen, city="无锡", website="huadong.example")
        again = Screen(response).form(url)
        assert (again["keep-city"], again["keep-employees"]) == ("yours", "theirs")
        assert chen.post(url, again | {"keep-city": side}).status_code == 302
        account = world.account("huadong")
        assert (account.city, account.website, account.employees) == (city, "huadong.example", 9000)

    def test_different_fields_do_not_hinder_each_other(self, world, chen):
        url, _sent, response = self.conflict(world, chen, website="huadong.example")
        assert (response.status_code, Screen(response).rows) == (409, [])
        assert chen.post(url, Screen(response).form(url)).status_code == 302
        account = world.account("huadong")
        assert (account.city, account.website) == ("苏州", "huadong.example")

    def test_all_that_was_entered_goes_along(self, world, chen):
        url, sent, response = self.conflict(world, chen, city="无锡", about="一 & 二\n三")
        again = Screen(response).form(url)
        theirs = {"version", "csrfmiddlewaretoken"}
        assert {name: again[name] for name in sent if name not in theirs} == {
            name: value for name, value in sent.items() if name not in theirs}  # fmt: skip
        assert again["version"] == str(world.account("huadong").version)


class TestContacts:
    def test_a_name_is_enough(self, world, chen):
        url = reverse("contact_new", args=[world.account_id("huadong")])
        assert chen.post(url, {"name_zh": "沈青"}).status_code == 302
        assert Contact.objects.latest("id").name_zh == "沈青"

    @pytest.mark.parametrize(
        "values",
        [
            {}, {"name_zh": "甲" * 81}, {"name_zh": "甲", "email": "no mail"}, {"name_zh": "甲", "roles": ["boss"]},
            {"name_zh": "甲", "reports_to_id": HUGE}, {"name_zh": "甲", "reports_to_id": "x"},
            {"name_zh": "甲", "language": "de"}, {"name_zh": "甲\0"},
        ],
    )  # fmt: skip
    def test_bad_input_comes_back_with_a_reason(self, world, chen, values):
        response = chen.post(reverse("contact_new", args=[world.account_id("huadong")]), values)
        assert (response.status_code, len(errors(response)), Contact.objects.count()) == (422, 1, 206)

    def test_a_conflict_shows_both(self, world, chen):
        row = world.contact("huadong.buyer")
        url = reverse("contact_edit", args=[row.pk])
        sent = as_it_came(chen, url) | {"title": "采购副总监"}
        actions.change_contact(by=world.wang.actor(), contact_id=row.pk, version=None, values={"title": "采购主管"},
                               at=world.now)  # fmt: skip
        response = chen.post(url, sent)
        assert Screen(response).rows[-1] == ["职务", "采购经理", "采购主管", "采购副总监"]

    def test_left_moved_removed_and_back(self, world, client_of):
        wang, row = client_of(world.wang), world.contact("huadong.buyer")
        assert wang.post(reverse("contact_leave", args=[row.pk]), {"left_on": "2026-11-20"}).status_code == 302
        assert world.contact("huadong.buyer").left_on == date(2026, 11, 20)
        assert wang.post(reverse("contact_leave", args=[row.pk]), {"left_on": "soon"}).status_code == 422
        assert wang.post(reverse("contact_return", args=[row.pk])).status_code == 302
        assert wang.post(reverse("contact_move", args=[row.pk]), {"account_id": "澜川汽车"}).status_code == 302
        assert world.contact("huadong.buyer").account_id == world.account_id("lanchuan")
        assert wang.post(reverse("contact_remove", args=[row.pk])).status_code == 302
        assert wang.get(reverse("contact", args=[row.pk])).status_code == 404
        assert wang.post(reverse("contact_restore", args=[row.pk])).status_code == 302
        assert wang.get(reverse("contact", args=[row.pk])).status_code == 200

    def test_from_anywhere_the_account_comes_first(self, world, chen):
        url = reverse("contact_start")
        assert chen.get(url).status_code == 200
        assert chen.get(url, {"account": "yueling"}).status_code == 422
        page = chen.get(url, {"account": "华栋重工"})
        assert f'action="{reverse("contact_new", args=[world.account_id("huadong")])}"' in page.content.decode()


class TestActivities:
    CALL = {"kind": "call", "subject": "确认交期"}

    def test_kind_and_subject_are_enough(self, world, chen):
        assert chen.post(reverse("account_log", args=[world.account_id("huadong")]), self.CALL).status_code == 302
        made = Activity.objects.latest("id")
        assert (made.subject, made.by_id, made.happened_at) == ("确认交期", world.chen.pk, pytest.approx(
            timezone.now(), abs=timedelta(seconds=20)))  # fmt: skip

    def test_everything_at_once(self, world, chen):
        buyer = world.contact("huadong.buyer")
        sent = {
            **self.CALL, "happened_at": "2026-11-20T09:30", "minutes": "25", "contacts": [buyer.pk],
            "people": [world.chen.pk], "another": world.wang.pk, "body": "谈了价格", "next_step": "报价",
            "next_on": "2026-11-27", "next_owner_id": world.chen.pk,
        }  # fmt: skip
        assert chen.post(reverse("account_log", args=[world.account_id("huadong")]), sent).status_code == 302
        made = Activity.objects.latest("id")
        assert made.happened_at.isoformat() == "2026-11-20T01:30:00+00:00"  # entered in Shanghai
        assert (made.minutes, made.next_step, made.next_on) == (25, "报价", date(2026, 11, 27))
        assert set(made.participants.values_list("contact_id", "person_id")) == {
            (buyer.pk, None), (None, world.chen.pk), (None, world.wang.pk)}  # fmt: skip

    @pytest.mark.parametrize(
        "values",
        [
            {"subject": ""}, {"subject": "甲" * 201}, {"kind": "fax"}, {"happened_at": "soon"},
            {"happened_at": "0001-01-01T00:00"}, {"happened_at": "2027-01-01T00:00"}, {"minutes": HUGE},
            {"minutes": "-5"}, {"contacts": [HUGE]}, {"next_on": "2026-12-01"}, {"next_owner_id": "0"},
            {"body": "甲" * 20_001},
        ],
    )  # fmt: skip
    def test_bad_input_comes_back_with_a_reason(self, world, chen, values):
        before = Activity.objects.count()
        response = chen.post(reverse("account_log", args=[world.account_id("huadong")]), {**self.CALL, **values})
        assert (response.status_code, len(errors(response))) == (422, 1)
        assert Activity.objects.count() == before

    def test_from_anywhere_the_account_comes_first(self, world, chen):
        page = chen.get(reverse("activity_new"), {"account": f"#{world.account_id('huadong')}"})
        assert f'action="{reverse("account_log", args=[world.account_id("huadong")])}"' in page.content.decode()

    def open_step(self, world):
        return actions.log(by=world.chen.actor(), account_id=world.account_id("kunyue"), at=world.now,
                           values={**self.CALL, "next_step": "报价"})  # fmt: skip

    def test_done_and_the_next(self, world, chen):
        step = self.open_step(world)
        url = reverse("step_done", args=[step.pk])
        assert as_it_came(chen, url)["subject"] == "报价"
        sent = {"kind": "mail", "subject": "报价", "next_step": "催确认", "version": 1}
        assert chen.post(url, sent).status_code == 302
        assert Activity.objects.get(pk=step.pk).next_done_at is not None
        assert Activity.objects.latest("id").next_step == "催确认"

    def test_only_done(self, world, chen):
        step, before = self.open_step(world), Activity.objects.count()
        assert chen.post(reverse("step_done", args=[step.pk]), {"only": "1", "version": 1}).status_code == 302
        assert (Activity.objects.get(pk=step.pk).is_open, Activity.objects.count()) == (False, before)

    def test_a_step_changed_meanwhile_is_looked_at_again(self, world, chen):
        step = self.open_step(world)
        actions.postpone(by=world.wang.actor(), activity_id=step.pk, version=1, next_on=world.today, at=world.now)
        sent = {"kind": "mail", "subject": "报价", "version": 1}
        response = chen.post(reverse("step_done", args=[step.pk]), sent)
        assert (response.status_code, "期间有人改过这一步" in response.content.decode()) == (422, True)
        assert Activity.objects.get(pk=step.pk).is_open
        chen.post(reverse("step_done", args=[step.pk]), {"only": "1", "version": 1})
        assert Activity.objects.get(pk=step.pk).is_open

    def test_another_day(self, world, chen):
        url = reverse("step_day", args=[self.open_step(world).pk])
        assert chen.post(url, {"next_on": "someday", "version": 1}).status_code == 422
        assert chen.post(url, {"next_on": "2026-12-04", "version": 1}).status_code == 302
        assert Activity.objects.latest("id").next_on == date(2026, 12, 4)
        assert chen.post(url, {"next_on": "2026-12-05", "version": 1}).status_code == 422

    def test_a_conflict_keeps_who_took_part(self, world, chen):
        buyer, boss = world.contact("huadong.buyer"), world.contact("huadong.boss")
        row = actions.log(by=world.chen.actor(), account_id=buyer.account_id, values=self.CALL, at=world.now)
        url = reverse("activity_edit", args=[row.pk])
        sent = as_it_came(chen, url) | {"subject": "确认数量", "contacts": [buyer.pk, boss.pk]}
        actions.change_activity(by=world.wang.actor(), activity_id=row.pk, version=1, values={"subject": "确认价格"},
                                at=world.now)  # fmt: skip
        response = chen.post(url, sent)
        assert Screen(response).rows[-1] == ["主题", "确认交期", "确认价格", "确认数量"]
        again = Screen(response).form(url) | {"keep-subject": "theirs"}
        assert chen.post(url, again).status_code == 302
        row.refresh_from_db()
        assert row.subject == "确认价格"
        assert set(row.participants.values_list("contact_id", flat=True)) == {buyer.pk, boss.pk}


class TestFiles:
    def upload(self, world, chen, data=b"%PDF-1.7 offer", name="报价.pdf", kind="application/pdf", **headers):
        sent = {"upload": SimpleUploadedFile(name, data, content_type=kind)}
        return chen.post(reverse("account_files", args=[world.account_id("huadong")]), sent, headers=headers)

    def test_in_and_out_again(self, world, chen):
        assert self.upload(world, chen).status_code == 302
        row = AccountFile.objects.latest("id")
        response = chen.get(reverse("file", args=[row.pk]))
        assert b"".join(response.streaming_content) == b"%PDF-1.7 offer"
        assert response["Content-Disposition"].startswith("attachment")
        shown = chen.get(reverse("file", args=[row.pk]), {"show": "1"})
        assert (shown["Content-Type"], "sandbox" in shown["Content-Security-Policy"]) == ("application/pdf", True)

    def test_a_page_is_never_shown_only_downloaded(self, world, chen):
        self.upload(world, chen, b"<script>alert(1)</script>", "a.html", "text/html")
        response = chen.get(reverse("file", args=[AccountFile.objects.latest("id").pk]), {"show": "1"})
        assert (response["Content-Type"], response["Content-Disposition"][:10]) == (
            "application/octet-stream", "attachment")  # fmt: skip

    def test_an_empty_file_and_none_come_back_with_a_reason(self, world, chen):
        before = AccountFile.objects.count()
        assert "是空的" in errors(self.upload(world, chen, b""))[0]
        url = reverse("account_files", args=[world.account_id("huadong")])
        assert chen.post(url, {}).status_code == 422
        assert AccountFile.objects.count() == before

    def test_too_large_a_file_says_how_large_it_may_be(self, world, chen, settings):
        settings.UPLOAD_LIMIT = 4
        response = self.upload(world, chen)
        assert (response.status_code, len(errors(response))) == (422, 1)

    def test_sent_by_script_the_page_is_told_where_to_go(self, world, chen):
        response = self.upload(world, chen, **{"HX-Request": "true"})
        assert response["HX-Redirect"] == reverse("account_files", args=[world.account_id("huadong")])


class TestComments:
    def test_a_mention_is_kept_as_one_and_read_as_a_name(self, world, chen):
        number = world.account_id("huadong")
        response = chen.post(reverse("comment_new", args=[number]), {"body": "@沈静怡 月底前定", "mentions": ["2"]})
        assert response.url == reverse("account", args=[number]) + "#comments"
        assert Comment.objects.latest("id").mentions == [world.shen.pk]
        assert '<span class="at">@沈静怡</span>' in chen.get(reverse("account", args=[number])).content.decode()

    def test_who_is_not_told_is_said(self, world, chen):
        number = world.account_id("huadong")
        response = chen.post(reverse("comment_new", args=[number]), {"body": "@周子墨 看看"}, follow=True)
        assert "没有通知：周子墨" in response.content.decode()

    @pytest.mark.parametrize(
        "sent",
        [{}, {"body": ""}, {"body": "甲" * 5001}, {"body": "a\0"}, {"body": "", "mentions": [HUGE, "x"]}],
    )
    def test_a_refused_comment_comes_back_with_its_text(self, world, chen, sent):
        before = Comment.objects.count()
        url = reverse("comment_new", args=[world.account_id("huadong")])
        response = chen.post(url, sent)
        assert (response.status_code, Comment.objects.count()) == (422, before)
        assert Screen(response).form(url)["body"] == sent.get("body", "")

    def test_ones_own_comment_is_edited_as_plain_text(self, world, chen):
        row = actions.write_comment(by=world.chen.actor(), account_id=world.account_id("huadong"), body="@沈静怡 好",
                                    at=world.now).comment  # fmt: skip
        url = reverse("comment_edit", args=[row.pk])
        assert as_it_came(chen, url)["body"] == "@沈静怡 好"
        assert chen.post(url, {"body": "@沈静怡 定了"}).status_code == 302
        assert Comment.objects.get(pk=row.pk).mentions == [world.shen.pk]

    def test_nobody_edits_anothers(self, world, client_of):
        row = actions.write_comment(by=world.chen.actor(), account_id=world.account_id("huadong"), body="甲",
                                    at=world.now).comment  # fmt: skip
        assert client_of(world.wang).get(reverse("comment_edit", args=[row.pk])).status_code == 404

    def test_an_at_offers_colleagues_by_name_pinyin_and_initials(self, world, chen):
        for word in ("沈静", "shenjing", "sjy", "Shen J"):
            page = chen.get(reverse("mentions"), {"q": word}, headers={"HX-Request": "true"}).content.decode()
            assert f'data-id="{world.shen.pk}"' in page, word
        assert "杜文涛" not in chen.get(reverse("mentions"), {"q": "duwentao"}).content.decode()

    def test_accounts_are_offered_as_one_types_if_they_may_be_seen(self, world, chen, client_of):
        page = chen.get(reverse("account_offers"), {"field": "parent_id", "parent_id": "hdzg"}).content.decode()
        assert f'value="华栋重工集团有限公司 #{world.account_id("huadong")}"' in page
        assert "华栋" not in client_of(world.zhou).get(reverse("account_offers"), {"account": "hdzg"}).content.decode()


def test_following_by_a_button(world, client_of):
    client, number = client_of(world.zhao), world.account_id("kunyue")
    url = reverse("account", args=[number])
    assert client.post(reverse("account_follow", args=[number]), {"on": "1"}).url == url
    assert "已关注" in client.get(url).content.decode()
    client.post(reverse("account_follow", args=[number]), {"on": "0"})
    assert "已关注" not in client.get(url).content.decode()


def test_the_account_team_by_form(world, chen):
    number = world.account_id("kunyue")
    sent = {"person_id": world.zhou.pk, "role": "delivery"}
    assert chen.post(reverse("member_new", args=[number]), {**sent, "role": "boss"}).status_code == 422
    assert chen.post(reverse("member_new", args=[number]), sent).status_code == 302
    assert Event.objects.filter(kind="member.added", root_id=number).exists()
    member = Account.objects.get(pk=number).members.get(person=world.zhou)
    assert (member.role, member.can_edit) == ("delivery", False)
    assert chen.post(reverse("member_end", args=[member.pk])).status_code == 302
    assert chen.post(reverse("member_end", args=[member.pk])).status_code == 404


class TestAPropertyInItsPlace:
    def test_it_comes_back_as_a_property_with_its_undo(self, world, chen):
        number, script = world.account_id("huadong"), {"HX-Request": "true"}
        url = reverse("account_cell", args=[number, "industry"]) + "?in=dd"
        editor = chen.get(url, headers=script).content.decode()
        assert editor.startswith(f'<dd id="c-{number}-industry"')
        version = world.account("huadong").version
        saved = chen.post(url, {"value": "automotive", "version": version}, headers=script).content.decode()
        assert saved.startswith(f'<dd id="c-{number}-industry" class=" flash">')
        assert f'hx-post="{url}"' in saved
        assert (world.account("huadong").industry, "<td" in saved + editor) == ("automotive", False)

    def test_who_only_reads_gets_no_editor(self, world, client_of):
        number = world.account_id("huadong")
        assert "cellbtn" not in client_of(world.fang).get(reverse("account", args=[number])).content.decode()
        url = reverse("account_cell", args=[number, "industry"]) + "?in=dd"
        assert client_of(world.fang).get(url).status_code == 403


@pytest.mark.parametrize(("kind", "label"), [("task", "任务"), ("other", "其他")])
def test_what_is_neither_call_nor_visit_has_a_kind_of_its_own(world, chen, kind, label):
    number = world.account_id("huadong")
    given = as_it_came(chen, reverse("account_log", args=[number])) | {"kind": kind, "subject": "整理验收资料"}
    assert chen.post(reverse("account_log", args=[number]), given).status_code == 302
    made = Activity.objects.latest("id")
    assert (made.kind, made.subject) == (kind, "整理验收资料")
    rows = Screen(chen.get(f"{reverse('activity_list')}?view=all&kind={kind}&columns=kind")).rows
    assert [row[-1] for row in rows[1:]] == [label]
