"""The words an installation starts with. They are rows from then on: people rename, add and retire them."""

Row = tuple[str, str, str]

INDUSTRIES: tuple[Row, ...] = (
    ("machinery", "装备制造", "Machinery"),
    ("automotive", "汽车", "Automotive"),
    ("new_energy", "新能源", "New energy"),
    ("semiconductor", "半导体", "Semiconductors"),
    ("electronics", "电子", "Electronics"),
    ("robotics", "机器人", "Robotics"),
    ("rail", "轨道交通", "Rail"),
    ("aviation", "航空航天", "Aerospace"),
    ("shipbuilding", "船舶与海工", "Marine"),
    ("metals", "冶金", "Metals"),
    ("mining", "矿业", "Mining"),
    ("power", "电力", "Power"),
    ("chemicals", "化工", "Chemicals"),
    ("building_materials", "建材", "Building materials"),
    ("pharma", "医药", "Pharmaceuticals"),
    ("medical_devices", "医疗器械", "Medical devices"),
    ("food", "食品饮料", "Food and beverage"),
    ("packaging", "包装印刷", "Packaging and print"),
    ("textile", "纺织", "Textiles"),
    ("agriculture", "农业", "Agriculture"),
    ("logistics", "物流", "Logistics"),
    ("water", "水务环保", "Water and environment"),
    ("construction", "建筑工程", "Construction"),
    ("property", "房地产", "Property"),
    ("retail", "零售", "Retail"),
    ("telecom", "通信", "Telecommunications"),
    ("software", "软件与信息服务", "Software and IT services"),
    ("finance", "金融", "Finance"),
    ("education", "教育科研", "Education and research"),
    ("public", "政府与公共事业", "Public sector"),
    ("services", "专业服务", "Professional services"),
    ("other", "其他", "Other"),
)
REGIONS: tuple[Row, ...] = (
    ("east", "华东", "East China"),
    ("south", "华南", "South China"),
    ("north", "华北", "North China"),
    ("central", "华中", "Central China"),
    ("southwest", "西南", "Southwest China"),
    ("northwest", "西北", "Northwest China"),
    ("northeast", "东北", "Northeast China"),
    ("hk_mo_tw", "港澳台", "Hong Kong, Macao, Taiwan"),
    ("asia_pacific", "亚太其他", "Other Asia-Pacific"),
    ("middle_east_africa", "中东与非洲", "Middle East and Africa"),
    ("europe", "欧洲", "Europe"),
    ("north_america", "北美", "North America"),
    ("latin_america", "拉美", "Latin America"),
)
SIZES: tuple[Row, ...] = (
    ("1-49", "50 人以下", "Under 50 people"),
    ("50-199", "50–199 人", "50–199 people"),
    ("200-999", "200–999 人", "200–999 people"),
    ("1000-4999", "1,000–4,999 人", "1,000–4,999 people"),
    ("5000-plus", "5,000 人以上", "5,000 people or more"),
)
STATUSES: tuple[Row, ...] = (
    ("active", "合作中", "Active"),
    ("prospect", "开发中", "Prospect"),
    ("dormant", "沉睡", "Dormant"),
    ("lost", "已流失", "Lost"),
)
STATUS_TONES = (("active", "good"), ("prospect", "info"), ("dormant", "warn"), ("lost", "bad"))
TAGS: tuple[Row, ...] = (
    ("strategic", "战略客户", "Strategic"),
    ("reference", "标杆客户", "Reference"),
    ("framework", "年度框架", "Frame agreement"),
    ("tender", "招标中", "In tender"),
    ("overseas", "海外项目", "Overseas project"),
    ("expansion", "扩产", "Expanding"),
    ("localisation", "国产替代", "Local sourcing"),
    ("spare_parts", "备件年框", "Spare-parts contract"),
    ("payment_watch", "回款关注", "Watch payment"),
)
CONTACT_ROLES: tuple[Row, ...] = (
    ("approver", "批准者", "Approver"),
    ("economic_buyer", "经济决策", "Economic buyer"),
    ("technical_buyer", "技术决策", "Technical buyer"),
    ("champion", "内部支持者", "Champion"),
    ("influencer", "影响者", "Influencer"),
    ("gatekeeper", "把关者", "Gatekeeper"),
    ("user", "使用者", "User"),
)
SENIORITIES: tuple[Row, ...] = (
    ("executive", "高管", "Executive"),
    ("director", "总监", "Director"),
    ("manager", "经理", "Manager"),
    ("lead", "主管", "Supervisor"),
    ("staff", "专员", "Staff"),
)
MEMBER_ROLES: tuple[Row, ...] = (
    ("sponsor", "高层对接", "Executive sponsor"),
    ("co_kam", "协同负责", "Second account manager"),
    ("presales", "售前", "Pre-sales"),
    ("delivery", "交付", "Delivery"),
    ("after_sales", "售后", "After-sales"),
    ("finance", "财务对接", "Finance"),
    ("quality", "质量", "Quality"),
)
