"""How long the translation memory takes to find and to keep a sentence among 50,000: ``make bench``.

Numbers to compare by eye; nothing is asserted about time. The candidates it looks at are also compared
with all there are, so that nobody makes it fast by making it blind.
"""

import random
from statistics import median
from time import perf_counter

from django.db import connection
from rapidfuzz import fuzz, process

from cms.desk.memory.lookup import LEAST, matches
from cms.desk.memory.store import Pair, remember, remember_many
from cms.desk.memory.text import plain
from cms.desk.models import MemoryEntry
from cms.desk.models.memory import Origin

PAIRS = 50_000
LOOK_UPS = 150


def _parts(text: str) -> list[str]:
    return text.split("|")


SUBJECTS = _parts(
    "Der Kreis Düren|Die Region La Mé|Die Partnerschaft|Das Projekt|Die Schule|Der Verein|Die Gemeinde|"
    "Unsere Delegation|Die Verwaltung|Eine Arbeitsgruppe|Der Rat|Die Stadt Adzopé|Die Gesundheitsstation|"
    "Die Kooperative|Ein Team aus Jugendlichen|Die Berufsschule|Der Landrat|Die Präsidentin|Das Krankenhaus|"
    "Die Feuerwehr|Die Universität|Die Frauengruppe|Der Abfallbetrieb|Die Bevölkerung"
)
VERBS = _parts(
    "hat|plant|unterstützt|fördert|eröffnet|besucht|baut|finanziert|verbessert|erneuert|untersucht|begleitet|"
    "beschließt|bespricht|veröffentlicht|organisiert|übernimmt|prüft|gründet|erweitert"
)
ADJECTIVES = _parts(
    "neue|gemeinsame|nachhaltige|erste|lokale|digitale|zusätzliche|öffentliche|kommunale|langfristige|"
    "erfolgreiche|internationale|ökologische|barrierefreie|moderne|kleine|große|geplante"
)
FIRST_PARTS = _parts(
    "Solar|Wasser|Abfall|Schul|Energie|Klima|Wald|Gesundheits|Bildungs|Verkehrs|Brunnen|Kakao|Landwirtschafts|"
    "Frauen|Jugend|Kultur|Partnerschafts|Umwelt|Boden|Strom|Regenwasser|Katastrophen|Verwaltungs|Finanz|Sport|"
    "Ernährungs|Saatgut|Biogas|Recycling|Hygiene"
)
SECOND_PARTS = _parts(
    "anlage|projekt|versorgung|konzept|programm|station|beratung|werkstatt|ausbildung|plan|bericht|messung|"
    "konferenz|initiative|förderung|infrastruktur|technik|wirtschaft|forschung|schulung|kampagne|gruppe|"
    "vereinbarung|pumpe|leitung|fläche|nutzung|sammlung|karte|strategie"
)
PLACES = _parts(
    "in Düren|in Adzopé|in der Region La Mé|an der Schule|im ganzen Kreis|auf dem Dach des Rathauses|in Akoupé|"
    "in drei Dörfern|an der Küste|in Yakassé-Attobrou|am Rursee|in Jülich|in Alépé|bei der Bürgerversammlung"
)
ENDINGS = _parts(
    "und wird von den Menschen vor Ort gut angenommen|, damit die Kinder auch in der Trockenzeit Wasser haben|"
    "und arbeitet dabei mit der Hochschule zusammen|, weil die alte nicht mehr ausreicht|"
    "für die nächsten {n} Jahre|mit einem Beitrag von {n} Euro|, die im Jahr {year} fertig werden soll|"
    "zusammen mit {n} Freiwilligen aus beiden Ländern|, um die Ziele für nachhaltige Entwicklung zu erreichen|"
    "und berichtet darüber auf dieser Seite|und das ist erst der Anfang|, was im Rat einstimmig beschlossen wurde"
)
SHORT = "{s} {v} das.|{f}{p}|Mehr über die {f}{p}|Was ist die {f}{p}?|Das ist {s}.|Ziele der {f}{p} {o}|{f}{p} {o}"


def sentence(chance: random.Random) -> str:
    """A German sentence as it might stand on the site; one in five is short."""
    words = {
        "s": chance.choice(SUBJECTS),
        "v": chance.choice(VERBS),
        "f": chance.choice(FIRST_PARTS),
        "p": chance.choice(SECOND_PARTS),
        "o": chance.choice(PLACES),
    }
    if chance.random() < 0.2:
        return chance.choice(SHORT.split("|")).format(**words)
    text = f"{words['s']} {words['v']} {words['o']} die {chance.choice(ADJECTIVES)} {words['f']}{words['p']}"
    if chance.random() < 0.3:
        text += f" und die {chance.choice(ADJECTIVES)} {chance.choice(FIRST_PARTS)}{chance.choice(SECOND_PARTS)}"
    ending = chance.choice(ENDINGS).format(n=chance.randint(2, 90_000), year=chance.randint(2015, 2035))
    return f"{text}{'' if ending.startswith(',') else ' '}{ending}."


def changed(text: str, chance: random.Random) -> str:
    """The same sentence after an editor has been at it: a word out, a word in, or another ending."""
    words = text.split()
    if len(words) < 3:
        return f"{text} heute"
    kind, place = chance.randrange(3), chance.randrange(1, len(words) - 1)
    if kind == 0:
        del words[place]
    elif kind == 1:
        words.insert(place, chance.choice(ADJECTIVES))
    else:
        words[place] = words[place][:-1] + "en"
    return " ".join(words)


def timed(action, things) -> tuple[list, list[float]]:
    results, times = [], []
    for thing in things:
        begin = perf_counter()
        results.append(action(thing))
        times.append((perf_counter() - begin) * 1000)
    return results, sorted(times)


def line(name: str, times: list[float]) -> str:
    return f"{name:34}{median(times):8.1f}{times[int(len(times) * 0.95)]:8.1f}{times[-1]:8.1f}"


def test_memory_of_fifty_thousand(site):
    chance = random.Random(7)  # noqa: S311
    german, french = site.de.locale, site.fr.locale
    texts = set()
    while len(texts) < PAIRS:
        texts.add(sentence(chance))
    texts = sorted(texts)
    chance.shuffle(texts)
    begin = perf_counter()
    remember_many(german.pk, french.pk, (Pair(text, f"FR {text}") for text in texts), Origin.TMX)
    filling = perf_counter() - begin
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    known = chance.sample(texts, LOOK_UPS)
    similar = [changed(text, chance) for text in known]
    common = ["Das ist das Projekt.", "Die Schule und die Stadt.", "Was ist das?", "Die Schule plant das.", "Projekt"]
    other = [sentence(chance) for _ in range(LOOK_UPS)]

    def look_up(text):
        return matches(text, german, french)

    print(f"\n{connection.vendor}: {MemoryEntry.objects.count()} pairs, filled in {filling:.0f} s")
    print(f"{'milliseconds':34}{'median':>8}{'95 %':>8}{'worst':>8}")
    _found, times = timed(look_up, known)
    print(line("known sentences", times))
    near, times = timed(look_up, similar)
    print(line("changed sentences", times))
    far, times = timed(look_up, other)
    print(line("other sentences", times))
    few, times = timed(look_up, common * 10)
    print(line("common words only", times))
    print(line("very long (600 words)", timed(look_up, [" ".join(other[:40])] * 5)[1]))

    everything = [plain(text) for text in texts]
    for name, queries, found in (
        ("changed", similar, near),
        ("other", other, far),
        ("common", common, few[: len(common)]),
    ):
        best = [process.extractOne(query, everything, scorer=fuzz.ratio, score_cutoff=LEAST) for query in queries]
        there = [(hit, result) for hit, result in zip(best, found, strict=True) if hit]
        right = sum(bool(result) and result[0].percent >= int(hit[1]) for hit, result in there)
        nearly = sum(bool(result) and result[0].percent >= int(hit[1]) - 5 for hit, result in there)
        print(f"best of all found, {name}: {right} of {len(there)} (within 5 points: {nearly})")

    new = [sentence(chance) + " Neu." for _ in range(100)]
    print(line("keeping a new pair", timed(lambda text: remember(german.pk, french.pk, Pair(text, "FR")), new)[1]))
    print(line("keeping a known pair", timed(lambda text: remember(german.pk, french.pk, Pair(text, "FR")), new)[1]))
