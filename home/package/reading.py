"""Reads YAML files and remembers the line of every value, so that each fault can be named."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml
from yaml.constructor import SafeConstructor

from .specs import Place
from .texts import Text, french_spaces

SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class MalformedContent(Exception):
    """The content files cannot be used. ``problems`` holds one line for each fault."""

    def __init__(self, problems: list[str]) -> None:
        super().__init__("\n".join(problems))
        self.problems = problems


class Problems:
    """Collects faults, so that several are named at once."""

    def __init__(self) -> None:
        self.found: list[tuple[Place, str]] = []

    def add(self, place: Place, message: str) -> None:
        if (place, message) not in self.found:
            self.found.append((place, message))

    def raise_if_any(self) -> None:
        """Raises MalformedContent with all faults in the order of files and lines."""
        if self.found:
            ordered = sorted(self.found, key=lambda entry: (entry[0].file, entry[0].line))
            raise MalformedContent([f"{place}: {message}" for place, message in ordered])


class Cursor:
    """One value of a file, with its place. Reading a wrong value notes the fault and goes on."""

    def __init__(self, node: yaml.Node, file: str, problems: Problems, name: str = "") -> None:
        self.node, self.file, self.problems, self.name = node, file, problems, name

    @property
    def place(self) -> Place:
        return Place(self.file, self.node.start_mark.line + 1)

    def fail(self, message: str) -> None:
        self.problems.add(self.place, message)

    # --- Structure ----------------------------------------------------------------------------

    def _pairs(self) -> list[tuple[str, Cursor]]:
        if not isinstance(self.node, yaml.MappingNode):
            self.fail(f"{self.label} must be a mapping (name: value).")
            return []
        pairs, seen = [], set()
        for key, value in self.node.value:
            name = str(key.value)
            cursor = Cursor(value, self.file, self.problems, name)
            if name in seen:
                self.problems.add(Place(self.file, key.start_mark.line + 1), f"“{name}” stands here twice.")
            seen.add(name)
            pairs.append((name, cursor))
        return pairs

    @property
    def label(self) -> str:
        return f"“{self.name}”" if self.name else "This entry"

    def only(self, *names: str) -> None:
        """Notes names that the loader does not know: mostly slips of the pen."""
        for name, cursor in self._pairs():
            if name not in names:
                cursor.fail(f"“{name}” is not known here. Known are: {', '.join(names)}.")

    def get(self, name: str) -> Cursor | None:
        """A value of a mapping; None if it is absent or null."""
        for found, cursor in self._pairs():
            if found == name and cursor.node.tag != "tag:yaml.org,2002:null":
                return cursor
        return None

    def need(self, name: str) -> Cursor | None:
        """As `get`, but an absent value is a fault."""
        found = self.get(name)
        if found is None and isinstance(self.node, yaml.MappingNode):
            self.fail(f"{self.label} lacks “{name}”.")
        elif found is None:
            self._pairs()
        return found

    def items(self) -> Iterator[Cursor]:
        """The entries of a list."""
        if not isinstance(self.node, yaml.SequenceNode):
            self.fail(f"{self.label} must be a list.")
            return
        for node in self.node.value:
            yield Cursor(node, self.file, self.problems, self.name)

    @property
    def is_list(self) -> bool:
        return isinstance(self.node, yaml.SequenceNode)

    # --- Values -------------------------------------------------------------------------------

    def _scalar(self) -> Any:
        if not isinstance(self.node, yaml.ScalarNode):
            return None
        try:
            return SafeConstructor().construct_object(self.node)
        except (ValueError, yaml.YAMLError):  # for example a date that does not exist
            return None

    def string(self, maximum: int = 255, pattern: re.Pattern | None = None) -> str:
        value = self._scalar()
        if not isinstance(value, str) or not value.strip():
            self.fail(f"{self.label} must be a text.")
            return ""
        value = value.strip()
        if len(value) > maximum:
            self.fail(f"{self.label} has {len(value)} characters, {maximum} are allowed.")
        if pattern and not pattern.fullmatch(value):
            self.fail(f"{self.label}: “{value}” does not have the right form ({pattern.pattern}).")
        return value

    def number(self, kind: type = int, minimum: float | None = None, maximum: float | None = None) -> Any:
        value = self._scalar()
        wanted = (int, float) if kind is float else (int,)
        if isinstance(value, bool) or not isinstance(value, wanted):
            self.fail(f"{self.label} must be a number.")
            return None
        if (minimum is not None and value < minimum) or (maximum is not None and value > maximum):
            self.fail(f"{self.label}: {value} is not between {minimum} and {maximum}.")
            return None
        return value

    def boolean(self) -> bool:
        value = self._scalar()
        if not isinstance(value, bool):
            self.fail(f"{self.label} must be true or false.")
        return value is True

    def choice(self, options: Any) -> str:
        value = self.string()
        if value and value not in options:
            self.fail(f"{self.label}: “{value}” is not known. Known are: {', '.join(options)}.")
        return value

    def text(self, languages: tuple[str, ...] = ("de", "fr"), maximum: int = 5000, slug: bool = False) -> Text:
        """A text in all the languages asked for. A missing translation is a fault."""
        pattern = SLUG if slug else None
        if isinstance(self.node, yaml.ScalarNode) and languages == ("de",):
            return Text(self.string(maximum, pattern))
        pairs = dict(self._pairs())
        self.only(*languages)
        texts = {}
        for language in languages:
            cursor = pairs.get(language)
            if cursor is None:
                self.fail(f"{self.label} lacks its text in “{language}”.")
                continue
            texts[language] = Cursor(cursor.node, self.file, self.problems, f"{self.name}.{language}").string(
                maximum, pattern
            )
        french = texts.get("fr")
        if french is not None and not slug:
            french = french_spaces(french)
        return Text(texts.get("de", ""), french)


def open_file(path: Path, problems: Problems) -> Cursor | None:
    """The root of a YAML file; None, with the fault noted, if it cannot be read."""
    try:
        root = yaml.compose(path.read_text(encoding="utf-8"), Loader=LOADER)
    except FileNotFoundError:
        problems.add(Place(path.name, 1), "The file is missing.")
        return None
    except UnicodeDecodeError as error:
        line = error.object[: error.start].count(b"\n") + 1
        problems.add(Place(path.name, line), "The file is not in UTF-8.")
        return None
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
        reason = getattr(error, "problem", None) or getattr(error, "reason", None) or str(error)
        problems.add(Place(path.name, mark.line + 1 if mark else 1), f"This is not YAML: {reason}.")
        return None
    if root is None:
        problems.add(Place(path.name, 1), "The file is empty.")
        return None
    return Cursor(root, path.name, problems)
