"""Addresses, the account team, files, comments and following."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from kambium.accounts import actions
from kambium.accounts.actions.address import NoPlace
from kambium.accounts.actions.comment import NoWords
from kambium.accounts.actions.file import NothingIn
from kambium.accounts.actions.team import AlreadyMember
from kambium.accounts.models import Account, AccountFile, AccountMember, Address, Comment, Contact, Follow
from kambium.core.access import NotThere, Refused
from kambium.core.files import TooLarge, path_of
from kambium.core.models import Notice
from kambium.people.actions.rejected import Stale


class TestAddresses:
    def test_a_city_is_enough_and_nothing_is_not(self, world, actor_of):
        chen, number = actor_of(world.chen), world.account_id("kunyue")
        before = Address.objects.count()
        made = actions.add_address(by=chen, account_id=number, values={"kind": "shipping", "city": " 温州 "},
                                   at=world.now)  # fmt: skip
        assert (made.city, made.owner_id) == ("温州", world.chen.pk)
        with pytest.raises(NoPlace):
            actions.add_address(by=chen, account_id=number, values={"province": "浙江"}, at=world.now)
        assert Address.objects.count() == before + 1

    def test_a_change_on_an_old_version_is_not_written(self, world, actor_of):
        chen = actor_of(world.chen)
        row = Address.objects.filter(account_id=world.account_id("huadong")).first()
        actions.change_address(by=chen, address_id=row.pk, version=row.version, values={"city": "苏州"}, at=world.now)
        with pytest.raises(Stale):
            actions.change_address(
                by=chen, address_id=row.pk, version=row.version, values={"city": "无锡"}, at=world.now
            )
        assert Address.objects.get(pk=row.pk).city == "苏州"

    def test_others_see_no_address_to_change(self, world, actor_of):
        row = Address.objects.filter(account_id=world.account_id("huadong")).first()
        with pytest.raises(NotThere):
            actions.remove_address(by=actor_of(world.zhou), address_id=row.pk, at=world.now)
        with pytest.raises(Refused):
            actions.remove_address(by=actor_of(world.fang), address_id=row.pk, at=world.now)
        assert Address.objects.get(pk=row.pk).deleted_at is None


class TestTheAccountTeam:
    def add(self, world, actor, person, **more):
        return actions.add_member(by=actor, account_id=world.account_id("kunyue"), person_id=person.pk,
                                  role="delivery", at=world.now, **more)  # fmt: skip

    def test_whoever_joins_sees_the_account_and_is_told(self, world, actor_of):
        Notice.objects.all().delete()
        assert not Account.objects.visible_to(actor_of(world.zhou)).filter(pk=world.account_id("kunyue")).exists()
        self.add(world, actor_of(world.chen), world.zhou)
        assert Account.objects.visible_to(actor_of(world.zhou)).filter(pk=world.account_id("kunyue")).exists()
        assert [(n.person_id, n.kind) for n in Notice.objects.all()] == [(world.zhou.pk, "member.added")]

    def test_nobody_joins_twice_and_the_owner_not_at_all(self, world, actor_of):
        self.add(world, actor_of(world.chen), world.zhou)
        for person in (world.zhou, world.chen):
            with pytest.raises(AlreadyMember):
                self.add(world, actor_of(world.chen), person)
        assert AccountMember.objects.filter(account_id=world.account_id("kunyue")).count() == 1

    def test_a_member_takes_nobody_along(self, world, actor_of):
        self.add(world, actor_of(world.chen), world.zhou)
        with pytest.raises(Refused):
            self.add(world, actor_of(world.zhou), world.he)

    def test_who_leaves_sees_it_no_more_and_can_come_again(self, world, actor_of):
        member = self.add(world, actor_of(world.chen), world.zhou)
        with pytest.raises(NotThere):
            actions.end_member(by=actor_of(world.he), member_id=member.pk, at=world.now)
        actions.end_member(by=actor_of(world.zhou), member_id=member.pk, at=world.now)
        assert not Account.objects.visible_to(actor_of(world.zhou)).filter(pk=world.account_id("kunyue")).exists()
        with pytest.raises(NotThere):
            actions.end_member(by=actor_of(world.chen), member_id=member.pk, at=world.now)
        self.add(world, actor_of(world.chen), world.zhou)
        assert AccountMember.objects.filter(account_id=world.account_id("kunyue")).count() == 2

    def test_who_reads_along_writes_nothing(self, world, actor_of):
        self.add(world, actor_of(world.chen), world.zhou, can_edit=False)
        zhou, number = actor_of(world.zhou), world.account_id("kunyue")
        with pytest.raises(Refused):
            actions.create_contact(by=zhou, account_id=number, values={"name_zh": "甲"}, at=world.now)
        assert not Contact.objects.filter(account_id=number, name_zh="甲").exists()
        assert actions.write_comment(by=zhou, account_id=number, body="我看过了", at=world.now).comment.pk


class TestFiles:
    def add(self, world, actor, data=b"offer", name="报价.pdf", **more):
        upload = SimpleUploadedFile(name, data, content_type="application/pdf")
        return actions.add_file(by=actor, account_id=world.account_id("kunyue"), upload=upload, at=world.now, **more)

    def test_the_bytes_are_kept_under_their_hash(self, world, actor_of):
        row = self.add(world, actor_of(world.chen))
        assert (row.label, row.file.size, row.owner_id) == ("报价.pdf", 5, world.chen.pk)
        assert path_of(row.file.sha256).read_bytes() == b"offer"

    def test_a_path_in_the_name_is_dropped(self, world, actor_of):
        assert self.add(world, actor_of(world.chen), name="../../etc/passwd").file.name == "passwd"

    def test_an_empty_file_and_one_too_large_are_refused(self, world, actor_of, settings):
        before = AccountFile.objects.count()
        with pytest.raises(NothingIn):
            self.add(world, actor_of(world.chen), data=b"")
        settings.UPLOAD_LIMIT = 4
        with pytest.raises(TooLarge):
            self.add(world, actor_of(world.chen))
        assert AccountFile.objects.count() == before

    def test_who_only_reads_adds_and_removes_nothing(self, world, actor_of):
        with pytest.raises(Refused):
            self.add(world, actor_of(world.fang))
        row = self.add(world, actor_of(world.chen))
        with pytest.raises(Refused):
            actions.remove_file(by=actor_of(world.fang), file_id=row.pk, at=world.now)
        actions.remove_file(by=actor_of(world.chen), file_id=row.pk, at=world.now)
        assert AccountFile.objects.get(pk=row.pk).deleted_at == world.now


class TestComments:
    def write(self, world, person, body, account="kunyue", **more):
        return actions.write_comment(by=person.actor(), account_id=world.account_id(account), body=body, at=world.now,
                                     **more)  # fmt: skip

    def test_whom_it_mentions_is_told_and_the_owner_once(self, world):
        Notice.objects.all().delete()
        written = self.write(world, world.wang, "@陈思远 @沈静怡 月底前定下来")
        assert (
            written.comment.body == f"@[陈思远](person:{world.chen.pk}) @[沈静怡](person:{world.shen.pk}) 月底前定下来"
        )
        assert written.untold == ()
        assert {(n.person_id, n.kind) for n in Notice.objects.all()} == {
            (world.chen.pk, "comment.mentioned"), (world.shen.pk, "comment.mentioned")}  # fmt: skip

    def test_who_may_not_see_the_account_is_not_told_and_the_author_learns_of_it(self, world):
        Notice.objects.all().delete()
        written = self.write(world, world.chen, "@周子墨 你怎么看")
        assert [person.pk for person in written.untold] == [world.zhou.pk]
        assert [(n.person_id, n.kind) for n in Notice.objects.all()] == [(world.shen.pk, "comment.written")]

    def test_a_mention_of_oneself_is_no_news(self, world):
        Notice.objects.all().delete()
        assert self.write(world, world.chen, "@陈思远 记得").untold == ()
        assert not Notice.objects.filter(person=world.chen).exists()

    @pytest.mark.parametrize("body", ["", " \n ", "字" * 5_001, "a\0b"])
    def test_nothing_and_too_much_are_refused(self, world, body):
        before = Comment.objects.count()
        with pytest.raises(NoWords):
            self.write(world, world.chen, body)
        assert Comment.objects.count() == before

    def test_only_the_author_changes_and_removes_it(self, world, actor_of):
        row = self.write(world, world.chen, "初稿").comment
        with pytest.raises(Refused):
            actions.change_comment(by=actor_of(world.wang), comment_id=row.pk, body="改", at=world.now)
        with pytest.raises(NotThere):
            actions.remove_comment(by=actor_of(world.zhou), comment_id=row.pk, at=world.now)
        actions.change_comment(by=actor_of(world.chen), comment_id=row.pk, body="定稿 @王艺涵", at=world.now)
        stored = Comment.objects.get(pk=row.pk)
        assert (stored.body, stored.mentions, stored.edited_at) == (
            f"定稿 @[王艺涵](person:{world.wang.pk})", [world.wang.pk], world.now)  # fmt: skip

    def test_a_change_tells_only_those_it_mentions_newly(self, world, actor_of):
        row = self.write(world, world.chen, "@王艺涵 看看").comment
        Notice.objects.all().delete()
        actions.change_comment(by=actor_of(world.chen), comment_id=row.pk, body="@王艺涵 @沈静怡 看看", at=world.now)
        assert [n.person_id for n in Notice.objects.all()] == [world.shen.pk]

    def test_an_auditor_comments_and_an_outsider_does_not(self, world):
        assert self.write(world, world.jiang, "已核对").comment.pk
        with pytest.raises(NotThere):
            self.write(world, world.gao, "我也看看")


class TestFollowing:
    def test_following_twice_is_following_once(self, world, actor_of):
        shen, number = actor_of(world.shen), world.account_id("kunyue")
        actions.follow(by=shen, account_id=number, at=world.now)
        actions.follow(by=shen, account_id=number, at=world.now)
        assert Follow.objects.filter(account_id=number, person=world.shen).count() == 1
        actions.unfollow(by=shen, account_id=number, at=world.now)
        assert not Follow.objects.filter(account_id=number, person=world.shen).exists()

    def test_nobody_follows_what_is_hidden(self, world, actor_of):
        with pytest.raises(NotThere):
            actions.follow(by=actor_of(world.zhou), account_id=world.account_id("kunyue"), at=world.now)
        assert not Follow.objects.filter(account_id=world.account_id("kunyue"), person=world.zhou).exists()
