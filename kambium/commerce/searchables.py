"""Products as Ctrl+K finds them: by name in either language, pinyin, article number. They belong to nobody."""

from collections.abc import Iterator, Sequence

from django.utils.translation import gettext_lazy as _

from kambium.commerce.models import Product
from kambium.core.registry import Searchable, SearchRow, searchables
from kambium.core.search.index import among


def products(ids: Sequence[int] | None) -> Iterator[SearchRow]:
    """Products outside the recycle bin, those no longer sold included."""
    rows = among(Product.objects.filter(deleted_at=None), ids)
    for number, zh, en, code in rows.values_list("id", "name_zh", "name_en", "code").iterator():
        yield SearchRow(number, zh, en, code, None, None, None, None, None)


searchables.add(Searchable("product", _("Products"), "package", "product", "products.view", 40, products))
