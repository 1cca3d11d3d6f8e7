"""Roles in a file of people: the same rules as by hand."""

from datetime import UTC, datetime

import pytest

from kambium.core.models import Notice
from kambium.people.models import Grant, GrantRequest, Person
from tests.exchange.conftest import Imports
from tests.people.conftest import Firm, firm

__all__ = ["firm"]

FILE = """姓名,邮箱,角色
何川,he@qinghe.example,kam
庄敏,zhuang@qinghe.example,executive
沈卫,guard@qinghe.example,kam
"""


@pytest.fixture
def importing(firm: Firm) -> Firm:
    """The guard may take people in as well."""
    Grant.objects.create(person=firm.guard, role="hr", active=(datetime(2024, 1, 1, tzinfo=UTC), None))
    return firm


def given() -> dict[str, set[str]]:
    rows = Grant.objects.filter(reason="import").values_list("person__email", "role")
    return {email: {role for mail, role in rows if mail == email} for email, _role in rows}


def test_far_roles_of_a_file_wait_for_a_second_person_and_nobody_imports_one_for_themselves(
    importing: Firm, imports: Imports
) -> None:
    imports("person", FILE, by=importing.actor("guard"))
    assert given() == {"he@qinghe.example": {"kam"}}
    assert Grant.objects.get(reason="import").granted_by == importing.guard
    request = GrantRequest.objects.get()
    assert (request.person.email, request.role, request.requested_by) == (
        "zhuang@qinghe.example", "executive", importing.guard,
    )  # fmt: skip
    notice = Notice.objects.get(kind="role.asked_by_import")
    assert (notice.person, notice.data["count"], notice.needs_action) == (importing.second_guard, 1, True)


def test_who_may_not_give_roles_imports_none(importing: Firm, imports: Imports) -> None:
    imports("person", FILE, by=importing.actor("hr"))
    assert Person.objects.filter(email="zhuang@qinghe.example").exists()
    assert given() == {}
    assert not GrantRequest.objects.exists()


def test_at_the_command_line_of_the_server_roles_hold_at_once(importing: Firm, imports: Imports) -> None:
    imports("person", FILE)
    assert given() == {
        "he@qinghe.example": {"kam"}, "zhuang@qinghe.example": {"executive"}, "guard@qinghe.example": {"kam"},
    }  # fmt: skip
    assert not GrantRequest.objects.exists()
