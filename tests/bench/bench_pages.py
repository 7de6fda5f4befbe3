"""How many pages a second one process renders, with 7 projects and with 2,000: ``make bench``.

Numbers to compare by eye, on one machine and one day; nothing is asserted about time.
"""

import logging
from time import perf_counter

from django.test import Client

from tests.factories import make_projects
from tests.showcase import make_showcase

FEW, MANY = 7, 2000
SECONDS = 0.5


def rate(client: Client, address: str) -> float:
    """Requests a second, after one to warm up."""
    client.get(address)
    done, begin = 0, perf_counter()
    while (spent := perf_counter() - begin) < SECONDS:
        client.get(address)
        done += 1
    return done / spent


def test_pages_with_few_and_many_projects(site):
    addresses = make_showcase(site)["de"]
    client = Client()
    logging.disable(logging.CRITICAL)
    make_projects(site.de, FEW)
    few = {name: rate(client, address) for name, address in addresses.items()}
    make_projects(site.de, MANY - FEW)
    many = {name: rate(client, address) for name, address in addresses.items()}
    logging.disable(logging.NOTSET)
    print(f"\n{'pages a second':28}{FEW:>8}{MANY:>8}   ratio")
    for name in addresses:
        print(f"{name:28}{few[name]:8.0f}{many[name]:8.0f}{many[name] / few[name]:8.2f}")
