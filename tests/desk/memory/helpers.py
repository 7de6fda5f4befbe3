"""What tests of the memory have in common: what is in it, and TMX files as other programs write them."""

from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from cms.desk.memory.store import Pair, remember
from cms.desk.models import MemoryEntry

BOMB = '<?xml version="1.0"?><!DOCTYPE tmx [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'


def keep(pair, source, target):
    remember(pair[0].pk, pair[1].pk, Pair(source, target))


def sources():
    return set(MemoryEntry.objects.values_list("source_text", "target_text"))


def file(*units, head='<?xml version="1.0" encoding="UTF-8"?>', encoding="utf-8", tail="</body></tmx>"):
    text = f'{head}<tmx version="1.4"><header srclang="de"/><body>{"".join(units)}{tail}'
    return text.encode(encoding)


def unit(source="Hallo", target="Bonjour", languages=("de", "fr"), attributes=""):
    return (
        f'<tu {attributes}><tuv xml:lang="{languages[0]}"><seg>{source}</seg></tuv>'
        f'<tuv xml:lang="{languages[1]}"><seg>{target}</seg></tuv></tu>'
    )


def reasons(report):
    return [entry["reason"] for entry in report.left_out]


def upload(client, content, name="x.tmx", languages="de:fr"):
    return client.post(
        reverse("desk:memory_import"), {"file": SimpleUploadedFile(name, content), "languages": languages}
    )
