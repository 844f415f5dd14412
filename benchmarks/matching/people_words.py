"""Words of which the synthetic people of :mod:`benchmarks.matching.people` are made."""

FIRST = (
    "Amara",
    "Beth",
    "Chen",
    "Dilys",
    "Ewan",
    "Farah",
    "Gwen",
    "Hana",
    "Idris",
    "Joan",
    "Kofi",
    "Lena",
    "Musa",
    "Nadia",
    "Owen",
    "Priya",
    "Rosa",
    "Sam",
    "Tariq",
    "Uma",
)
LAST = (
    "Adams",
    "Boateng",
    "Clarke",
    "Davies",
    "Evans",
    "Farouk",
    "Gill",
    "Hughes",
    "Iqbal",
    "Jones",
    "Khan",
    "Lewis",
    "Mensah",
    "Nolan",
    "Osei",
    "Patel",
)
DAYS, HOURS = (
    ("Mon", "Tue", "Wed", "Thu", "Fri"),
    ("08:30-10:30", "10:00-12:30", "13:00-15:00", "15:00-17:30"),
)
ZONES = ("Europe/London", "Europe/Warsaw", "Africa/Kampala", "Africa/Accra", "Asia/Kolkata", "Asia/Kathmandu")
LANGUAGES = ("French", "Swahili", "Portuguese", "Khmer", "Welsh")
SKILLS = ("nursing", "midwifery", "surgery", "pharmacy", "data", "teaching", "finance", "improvement")
COUNTRIES = (
    "Cambodia",
    "Tanzania",
    "Lesotho",
    "Zambia",
    "India",
    "Uganda",
    "Mozambique",
    "Ghana",
    "Kenya",
    "Nepal",
)
THEMES = ("retention", "regulation", "planning", "education", "safety", "data", "leadership", "wellbeing")
BANDS = ("6", "7", "8a", "8b")
