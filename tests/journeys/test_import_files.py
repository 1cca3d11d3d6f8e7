"""The files people really have, brought in by the browser: exports, files that are no table, and without JavaScript."""

import io
import zipfile
from collections.abc import Callable
from typing import Any

import openpyxl
import pytest
from playwright.sync_api import Page, expect

from kambium.accounts.models import Account
from kambium.demo.world import World
from kambium.exchange.models import Run
from tests.journeys.test_import import HEAD, ROWS, picture, upload, work

pytestmark = pytest.mark.django_db(transaction=True)
GO_ON = "Next: columns"


def workbook() -> bytes:
    book, out = openpyxl.Workbook(), io.BytesIO()
    book.active.append(["客户名称", "城市"])
    book.save(out)
    return out.getvalue()


def bomb() -> bytes:
    """A workbook of forty kilobytes that unpacks to forty megabytes."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(workbook())) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            text = old.read(name)
            new.writestr(
                name, text.replace(b"<sheetData>", b"<sheetData>" + b" " * 40_000_000) if "sheet" in name else text
            )
    return out.getvalue()


NO_TABLES = {
    "empty.csv": (lambda: b"", "The file is empty"),
    "tool.csv": (
        lambda: b"MZ\x90\x00\x03\x00\x00\x00\x04\x00\x00\x00\xff\xff\x00\x00" * 40,
        "The file is of the type EXE",
    ),
    "bomb.xlsx": (bomb, "times its size"),
    "mixed.csv": (
        lambda: (
            "客户名称,城市\n甲公司,苏州\n".encode() + "乙有限公司,无锡\n".encode("gb18030") + b"\xff\xfe\xff,\x81\n"
        ),
        "Line ",
    ),
    "broken.csv": (lambda: '客户名称,城市\n"甲公司,苏州\n'.encode(), "quotation mark"),
}


@pytest.mark.parametrize("name", NO_TABLES)
def test_what_is_no_table_is_said_in_words_and_another_file_may_be_chosen(
    world: World, signed_in_page: Callable[..., Page], axe: Callable[[Page], None], name: str
) -> None:
    make, said = NO_TABLES[name]
    page = signed_in_page(world.shen, lang="en", theme="dark", width=390)
    upload(page, name, make(), GO_ON)
    expect(page.get_by_role("alert")).to_contain_text(said)
    expect(page.get_by_role("link", name="Choose other files")).to_be_visible()
    picture(page, f"import-file-{name}")
    axe(page)


def test_a_file_beyond_the_limit_is_refused_with_its_size(
    world: World, signed_in_page: Callable[..., Page], settings: Any
) -> None:
    settings.UPLOAD_LIMIT = 1 << 20
    page = signed_in_page(world.shen, lang="en")
    upload(page, "large.csv", b"Account Name\n" + b"Acme\n" * 500_000, GO_ON)
    expect(page.locator("form[enctype]")).to_contain_text("The file has 2 MB; 1 MB is the most.")
    picture(page, "import-file-large")
    assert not Run.objects.exists()


def test_the_whole_import_goes_without_javascript_and_again_after_a_stop(
    world: World, signed_in_page: Callable[..., Page]
) -> None:
    page = signed_in_page(world.shen, lang="en")
    page.context.new_cdp_session(page).send("Emulation.setScriptExecutionDisabled", {"value": True})
    upload(page, "客户.csv", (HEAD + ROWS).encode("gb18030"), GO_ON)
    page.get_by_role("button", name="Check", exact=True).click()
    page.get_by_role("button", name="Stop").click()
    work()
    page.goto(f"/imports/{Run.objects.get().pk}/")
    expect(page.get_by_role("alert")).to_contain_text("Stopped")
    page.get_by_role("button", name="Check", exact=True).click()
    work()
    page.reload()
    page.get_by_role("button", name="Import now").click()
    work()
    page.reload()
    assert Account.objects.get(source_key="M1").name_zh == "苏州试运电机有限公司"
    page.get_by_role("button", name="Take the import back").click()
    expect(page.get_by_text("This import was taken back")).to_be_visible()
    assert not Account.objects.filter(source_key="M1").exists()


def test_exports_of_one_system_are_told_without_a_word(
    world: World, signed_in_page: Callable[..., Page], axe: Callable[[Page], None]
) -> None:
    page = signed_in_page(world.shen, theme="light", width=390)
    page.goto("/imports/")
    contacts = "Record Id,First Name,Last Name,Account Name.id,Account Name,Email\nc1,Bo,Ray,z1,Acme,bo@x.example\n"
    accounts = "Record Id,Account Owner.id,Account Owner,Account Name,Phone\nz1,u1,沈静怡,Acme,+1 202 555 0101\n"
    files = [("Contacts.csv", contacts), ("Accounts.csv", accounts)]
    page.set_input_files(
        "input[name=files]",
        [{"name": name, "mimeType": "text/csv", "buffer": text.encode()} for name, text in files],
    )
    page.get_by_role("button", name="下一步：对应列").click()
    expect(page.get_by_text("这些文件按 Zoho CRM 的导出文件读取")).to_be_visible()
    picture(page, "import-file-zoho")
    axe(page)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
