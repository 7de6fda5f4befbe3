"""Two ways of filling in a form, by mouse and by keyboard, that count their steps."""

from playwright.sync_api import Locator, Page, expect


class ByMouse:
    """Every click and every field filled in is a step."""

    def __init__(self, page: Page):
        self.page = page
        self.steps = 0

    def click(self, target: Locator) -> None:
        self.steps += 1
        target.click()

    def fill(self, target: Locator, text: str) -> None:
        self.steps += 1
        target.fill(text)

    def choose(self, target: Locator, value: str) -> None:
        self.steps += 1
        target.select_option(value)

    def tab(self, number: int) -> None:
        self.click(self.page.locator(".w-tabs__tab").nth(number))

    def tick(self, target: Locator) -> None:
        self.click(target.locator("xpath=.."))

    def point(self) -> None:
        """Somewhere in the south-east of Côte d'Ivoire."""
        self.steps += 1
        map_box = self.page.locator("[data-place-map]")
        size = map_box.bounding_box()
        map_box.click(position={"x": size["width"] * 0.7, "y": size["height"] * 0.6})


class ByKeyboard(ByMouse):
    """The same with keys alone. Going somewhere is no step, as moving the mouse is none."""

    def reach(self, target: Locator) -> None:
        for key in ("Tab", "Shift+Tab"):
            for _press in range(90):
                if target.evaluate("e => e === document.activeElement"):
                    return
                self.page.keyboard.press(key)
        raise AssertionError(f"no key leads to {target}")

    def click(self, target: Locator) -> None:
        self.steps += 1
        self.reach(target)
        self.page.keyboard.press("Enter")

    def tick(self, target: Locator) -> None:
        self.steps += 1
        self.reach(target)
        self.page.keyboard.press("Space")

    def fill(self, target: Locator, text: str) -> None:
        self.steps += 1
        self.reach(target)
        self.page.keyboard.insert_text(text)

    def choose(self, target: Locator, value: str) -> None:
        self.steps += 1
        self.reach(target)
        self.page.keyboard.type(target.locator(f"option[value={value}]").inner_text())
        expect(target).to_have_value(value)

    def tab(self, number: int) -> None:
        self.steps += 1
        self.reach(self.page.locator(".w-tabs__tab[aria-selected=true]"))
        while self.page.locator(".w-tabs__tab").nth(number).get_attribute("aria-selected") != "true":
            self.page.keyboard.press("ArrowRight")

    def point(self) -> None:
        self.steps += 1
        self.reach(self.page.locator("[data-place-map]"))
        for key in ("ArrowRight", "ArrowRight", "Shift+ArrowUp"):
            self.page.keyboard.press(key)
