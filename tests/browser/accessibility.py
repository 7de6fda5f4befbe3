"""What a page must hold in every window, colour scheme and way of use: each check returns what is wrong."""

from __future__ import annotations

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa", "best-practice"]
EVERYTHING = {
    "runOnly": {"type": "tag", "values": TAGS},
    # The first is off by itself. The second is one of those that Wagtail shows to editors: it must not cry wolf.
    "rules": {"target-size": {"enabled": True}, "p-as-heading": {"enabled": True}},
    "resultTypes": ["violations"],
}
#: What another colour scheme can change: it sets colours and nothing else.
COLOURS = {
    "runOnly": {"type": "rule", "values": ["color-contrast", "link-in-text-block"]},
    "resultTypes": ["violations"],
}

PHONE = {"width": 390, "height": 844}
DESKTOP = {"width": 1366, "height": 768}
NARROW = {"width": 320, "height": 640}


def axe(page: Page, options: dict) -> list[str]:
    """Findings of axe, as ``rule: element, reason``. Its script must be in the page already."""
    found = page.evaluate("async options => (await axe.run(document, options)).violations", options)
    return [
        f"{rule['id']}: {node['html'][:160]} – {node['failureSummary'][:300]}"
        for rule in found
        for node in rule["nodes"]
    ]


OPEN_ALL = "document.querySelectorAll('details').forEach(e => { e.open = true })"

SIDEWAYS = """() => {
  const room = document.documentElement.clientWidth
  if (document.documentElement.scrollWidth <= room) return []
  const wide = [...document.body.querySelectorAll('*')].filter(e => e.getBoundingClientRect().right > room + 1)
  return [`sideways at ${room}: ` + wide.slice(-3).map(e => e.outerHTML.slice(0, 120)).join(' | ')]
}"""

# Text in a line of text may be smaller (WCAG 2.5.8), and so may a link whose card is the target.
SMALL_TARGETS = """least => [...document.querySelectorAll(
    'summary, button, input:not([type=hidden]), select, nav a, .lang, .mark[href], .tile, .strip a, .button'
  )]
  .filter(e => e.checkVisibility({ visibilityProperty: true }))
  .map(e => [e, e.getBoundingClientRect()])
  .filter(([e, r]) => r.width > 0 && (r.height < least - .5 || r.width < least - .5))
  .map(([e, r]) => `target ${Math.round(r.width)}×${Math.round(r.height)}: ${e.outerHTML.slice(0, 120)}`)"""

# What the keyboard reaches, one after the other, and whether one sees where it is.
FOCUS = """() => {
  const e = document.activeElement, s = getComputedStyle(e), r = e.getBoundingClientRect()
  return {
    html: e.outerHTML.slice(0, 120), tag: e.tagName, className: e.className, x: r.x, width: r.width, height: r.height,
    ring: s.outlineStyle !== 'none' && parseFloat(s.outlineWidth) >= 2,
    covered: r.width > 0 && !e.contains(document.elementFromPoint(r.x + r.width / 2, r.y + Math.min(r.height / 2, 10)))
      && e.tagName === 'SUMMARY',
  }
}"""

MOVES = """() => document.getAnimations().length + [...document.querySelectorAll('*')].filter(e => {
  const s = getComputedStyle(e)
  return parseFloat(s.transitionDuration) > 0 || parseFloat(s.animationDuration) > 0 || s.scrollBehavior === 'smooth'
}).length"""

# With colours of the system's own, text must not stand on a ground of its own colour.
INVISIBLE = """() => [...document.body.querySelectorAll('*')].filter(e => {
  if (![...e.childNodes].some(n => n.nodeType === 3 && n.textContent.trim()) || !e.checkVisibility()) return false
  let ground = e
  while (ground && getComputedStyle(ground).backgroundColor === 'rgba(0, 0, 0, 0)') ground = ground.parentElement
  return ground && getComputedStyle(ground).backgroundColor === getComputedStyle(e).color
}).map(e => `invisible: ${e.outerHTML.slice(0, 120)}`)"""


def windows_and_schemes(page: Page) -> dict[str, list[str]]:
    """A loaded page on a phone and a desktop, light and dark, on the narrowest screen, with forced colours."""
    found: dict[str, list[str]] = {}
    page.evaluate(Axe().axe_script)
    page.evaluate(OPEN_ALL)
    for window, size in (("phone", PHONE), ("desktop", DESKTOP)):
        page.set_viewport_size(size)
        page.emulate_media(color_scheme="light")
        found[f"{window}, light"] = axe(page, EVERYTHING)
        if window == "phone":
            found["targets"] = page.evaluate(SMALL_TARGETS, 24)
        page.emulate_media(color_scheme="dark")
        found[f"{window}, dark"] = axe(page, COLOURS)
        found[f"{window}, width"] = page.evaluate(SIDEWAYS)
    page.emulate_media(color_scheme="light", forced_colors="active")
    found["forced colours"] = page.evaluate(INVISIBLE)
    page.emulate_media(forced_colors="none")
    page.set_viewport_size(NARROW)
    found["narrow"] = page.evaluate(SIDEWAYS)
    return {state: faults for state, faults in found.items() if faults}
