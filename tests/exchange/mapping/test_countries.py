"""Countries by code or name in either language."""

import pytest

from kambium.exchange.mapping.countries import country_of

KNOWN = """
CN: CN | chn | China | 中国 | 中國 | P.R. China | 中国大陆
US: USA | United States | 美国 | U.S.A.
GB: UK | England | Great Britain | 英国
KR: Korea | South Korea | 韩国
KP: North Korea | 朝鲜
PH: Philipines | Philippines | 菲律宾
HK: Hong Kong | 香港 | Hong Kong SAR China
TW: 中国台湾 | Taiwan
TR: Türkiye | Turkey
NE: Niger
NG: Nigeria
CI: Cote d'Ivoire | Ivory Coast
"""


@pytest.mark.parametrize(
    ("said", "code"),
    [(said.strip(), line[:2]) for line in KNOWN.strip().splitlines() for said in line[3:].split("|")],
)
def test_a_country_is_known_by_many_names(said: str, code: str) -> None:
    assert country_of(said) == code


@pytest.mark.parametrize("said", ["", "Europe", "EU", "Atlantis", "North America", "ZZ", "世界", "Chin"])
def test_what_is_no_country_is_none(said: str) -> None:
    assert country_of(said) is None
