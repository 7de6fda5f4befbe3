"""Sends a form of the admin back just as a browser would, if nobody had touched it."""

from __future__ import annotations

from bs4 import BeautifulSoup
from wagtail import blocks
from wagtail.blocks import BlockField


def sent_back(response) -> dict[str, list[str]]:
    """What the page's own form would send. In: the answer that shows it. Out: data for the test client."""
    soup = BeautifulSoup(response.content, "html.parser")
    for template in soup.find_all("template"):
        template.decompose()
    form = soup.find("form", id="page-edit-form")
    data: dict[str, list[str]] = {}
    for field in form.find_all(["input", "select", "textarea"]):
        if field.get("name") and (values := _values(field)):
            data.setdefault(field["name"], []).extend(values)
    bound = response.context["form"]
    for name, field in bound.fields.items():
        if isinstance(field, BlockField):  # drawn by script
            data |= {key: [value] for key, value in _stream(field.block, bound[name].value(), name)}
    return data


def _values(field) -> list[str]:
    if field.name == "textarea":
        return [field.text.removeprefix("\n")]
    if field.name == "select":
        chosen = [option for option in field.find_all("option") if option.has_attr("selected")]
        chosen = chosen or field.find_all("option")[:1]
        return [option.get("value", option.text) for option in chosen]
    if field.get("type") in ("checkbox", "radio"):
        return [field.get("value", "on")] if field.has_attr("checked") else []
    return [] if field.get("type") in ("submit", "button", "file") else [field.get("value", "")]


def _stream(block, value, prefix: str):
    """The fields that Wagtail's script makes of a block."""
    return _fields(block, block.get_form_state(value), prefix)


def _fields(block, state, prefix: str):
    if isinstance(block, blocks.StreamBlock | blocks.ListBlock):
        yield f"{prefix}-count", str(len(state))
        for number, item in enumerate(state):
            own = f"{prefix}-{number}"
            yield from ((f"{own}-deleted", ""), (f"{own}-order", str(number)), (f"{own}-id", item["id"]))
            child = block.child_blocks[item["type"]] if isinstance(block, blocks.StreamBlock) else block.child_block
            if isinstance(block, blocks.StreamBlock):
                yield f"{own}-type", item["type"]
            yield from _fields(child, item["value"], f"{own}-value")
    elif isinstance(block, blocks.StructBlock):
        for name, child in block.child_blocks.items():
            yield from _fields(child, state[name], f"{prefix}-{name}")
    elif isinstance(state, bool):
        yield from [(prefix, "on")] if state else []
    else:
        state = state["id"] if isinstance(state, dict) and "id" in state else state
        yield prefix, "" if state is None else str(state)
