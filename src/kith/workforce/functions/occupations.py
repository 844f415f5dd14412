"""Occupations by their ISCO-08 code, with short names of our own, and the tier that a code is taken for.

The codes are those of the International Standard Classification of Occupations (ILO 2012, ISCO-08, volume 1). The
names are ours, not the classification's, and only occupations that can have a part in public health are listed; an
owner's own list adds others.
"""

from __future__ import annotations

from difflib import get_close_matches

from kith.foundation.words import Text
from kith.workforce.functions.types import Occupation, Tier

CORE = frozenset({"2263", "3257"})
"""Environmental and occupational health at both levels. A choice of ours: these codes are public health by their very
subject; of every other code the table or the questionnaire says who is a specialist."""
HEALTH_FROM = ("22", "32", "53")
"""Sub-major groups 22 and 32 are health occupations; 53 is personal care, of which 532 is in health services."""

_LIST = """
1112 Senior government officials|政府高级官员
1213 Policy and planning managers|政策与规划管理者
1341 Child care managers|儿童照护机构管理者
1342 Health service managers|卫生服务管理者
1343 Aged care managers|养老机构管理者
1344 Social welfare managers|社会福利机构管理者
1345 Education managers|教育机构管理者
2113 Chemists|化学工作者
2120 Statisticians and mathematicians|统计与数学工作者
2131 Biologists and zoologists|生物学工作者
2132 Farming, forestry and fisheries advisers|农林渔业顾问
2133 Environmental protection professionals|环境保护专业人员
2142 Civil engineers|土木工程师
2143 Environmental engineers|环境工程师
2164 Town and traffic planners|城市与交通规划师
2211 Doctors, generalist|全科医生
2212 Doctors, specialist|专科医生
2221 Nurses|注册护士
2222 Midwives|助产士
2230 Traditional medicine professionals|传统医学专业人员
2240 Clinical officers and other paramedical practitioners|临床医助等
2250 Veterinarians|兽医
2261 Dentists|牙医
2262 Pharmacists|药师
2263 Environmental and occupational health professionals|环境与职业卫生专业人员
2264 Physiotherapists|物理治疗师
2265 Dietitians and nutritionists|营养师
2266 Audiologists and speech therapists|听力与言语治疗师
2267 Optometrists|验光师
2269 Other health professionals|其他卫生专业人员
2310 University teachers|高校教师
2330 Secondary school teachers|中学教师
2341 Primary school teachers|小学教师
2342 Early years teachers|幼儿教师
2422 Policy and administration professionals|政策与行政专业人员
2424 Training specialists|培训专业人员
2432 Public relations professionals|公共关系专业人员
2511 Systems analysts|系统分析师
2521 Database designers|数据库设计师
2611 Lawyers|律师
2631 Economists|经济学工作者
2632 Sociologists and anthropologists|社会学与人类学工作者
2634 Psychologists|心理学工作者
2635 Social workers|社会工作者
2642 Journalists|新闻工作者
3132 Water treatment operators|水处理操作员
3211 Medical imaging technicians|医学影像技师
3212 Laboratory technicians|医学检验技师
3213 Pharmacy technicians|药剂技师
3214 Prosthetic technicians|假肢矫形技师
3221 Nurses, associate|助理护士
3222 Midwives, associate|助理助产士
3230 Traditional medicine associates|传统医学助理人员
3240 Veterinary technicians|兽医技师
3251 Dental assistants|牙科助理
3252 Health records technicians|病案与卫生信息技师
3253 Community health workers|社区卫生工作者
3254 Opticians|配镜师
3255 Physiotherapy assistants|物理治疗助理
3256 Medical assistants|医务助理
3257 Health inspectors|卫生监督员
3258 Ambulance workers|急救转运人员
3259 Other health associates|其他卫生辅助人员
3412 Social work associates|社会工作助理
4132 Data entry clerks|数据录入员
5321 Health care assistants|卫生护理员
5322 Home care workers|居家照护员
5329 Other personal care in health|其他卫生照护人员
5411 Fire-fighters|消防员
5412 Police officers|警察
9611 Refuse collectors|垃圾清运工
"""


def _read() -> dict[str, Occupation]:
    found = {}
    for line in _LIST.strip().splitlines():
        code, names = line.split(" ", 1)
        english, chinese = names.split("|")
        found[code] = Occupation(code, Text.of({"en": english, "zh-Hans": chinese}))
    return found


OCCUPATIONS = _read()
"""By code."""


def tier_of(code: str) -> Tier:
    """The tier that an occupation is taken for where nobody says.

    >>> tier_of("2263"), tier_of("2221"), tier_of("2120")
    (<Tier.CORE: 'core'>, <Tier.HEALTH: 'health'>, <Tier.ALLIED: 'allied'>)
    """
    if code in CORE:
        return Tier.CORE
    return Tier.HEALTH if code.startswith(HEALTH_FROM) or code == "1342" else Tier.ALLIED


def nearest_code(code: str, known: tuple[str, ...]) -> str:
    """The known code that shares most digits from the left with ``code``; of several the nearest number.

    >>> nearest_code("2223", ("2211", "2221", "2222", "3221"))
    '2222'
    """

    def apart(other: str) -> tuple[int, int, str]:
        same = next((place for place, (a, b) in enumerate(zip(code, other, strict=False)) if a != b), 4)
        far = abs(int(code) - int(other)) if code.isdigit() and other.isdigit() else 0
        return -same, far, other

    if not any(character.isdigit() for character in code):
        return next(iter(get_close_matches(code, known, n=1, cutoff=0.0)), known[0])
    return min(known, key=apart)
