/* At each alternative text: what the picture library suggests, and what is wrong with the text. Nothing is written unasked. */
(() => {
  const { altHelp, suggestion: suggestionLabel, take } = document.currentScript.dataset;
  const ALT = 'input[name$="alt_text"], input[name="lead_image_alt"], textarea[name$="alt_text"]';

  const imageOf = (alt) => {
    const name = alt.name.endsWith("lead_image_alt")
      ? alt.name.slice(0, -"_alt".length)
      : alt.name.slice(0, -"alt_text".length) + "image";
    return document.querySelector(`input[name="${CSS.escape(name)}"]`);
  };
  // In a block the picture with its text is one value, the caption its neighbour: …-image-alt_text, …-caption.
  const captionOf = (alt) => {
    const at = alt.name.lastIndexOf("-image-alt_text");
    return at < 0 ? null : document.querySelector(`[name="${CSS.escape(alt.name.slice(0, at))}-caption"]`);
  };

  const boxOf = (alt) => {
    let box = document.getElementById(`${alt.id}-help`);
    if (!box) {
      box = document.createElement("div");
      box.className = "alt-help";
      box.id = `${alt.id}-help`;
      box.setAttribute("aria-live", "polite");
      (alt.closest(".w-field__input") || alt).after(box);
      alt.setAttribute("aria-describedby", [alt.getAttribute("aria-describedby"), box.id].filter(Boolean).join(" "));
    }
    return box;
  };

  const paragraph = (text, kind = "") => {
    const element = document.createElement("p");
    element.className = kind;
    element.textContent = text;
    return element;
  };

  const look = async (alt) => {
    const image = imageOf(alt)?.value || "";
    if (!image && !alt.value) {
      document.getElementById(`${alt.id}-help`)?.replaceChildren();
      return;
    }
    const query = new URLSearchParams({ image, text: alt.value, caption: captionOf(alt)?.value || "" });
    let answer;
    try {
      const response = await fetch(`${altHelp}?${query}`, { headers: { Accept: "application/json" } });
      if (!response.ok) return;
      answer = await response.json();
    } catch {
      return; // help only: the form works without it
    }
    const parts = answer.warnings.map((text) => paragraph(text, "alt-warning"));
    if (answer.suggestion && answer.suggestion !== alt.value && !alt.disabled) {
      const offer = paragraph(`${suggestionLabel} ${answer.suggestion}`);
      const button = document.createElement("button");
      button.type = "button";
      button.className = "button button-small button-secondary";
      button.textContent = take;
      button.addEventListener("click", () => {
        alt.value = answer.suggestion.slice(0, alt.maxLength > 0 ? alt.maxLength : undefined);
        alt.dispatchEvent(new Event("input", { bubbles: true }));
        alt.dispatchEvent(new Event("change", { bubbles: true }));
        alt.focus();
      });
      offer.append(" ", button);
      parts.push(offer);
    }
    boxOf(alt).replaceChildren(...parts);
  };

  document.addEventListener("change", ({ target }) => {
    if (!(target instanceof Element)) return;
    if (target.matches(ALT)) look(target);
    else if (target.matches("input[type=hidden], [name$='-caption'], input[type=checkbox]")) {
      for (const alt of document.querySelectorAll(ALT)) {
        if (imageOf(alt) === target || captionOf(alt) === target) look(alt);
      }
    }
  });
  // An alternative text that is still empty is helped as soon as somebody comes to it.
  document.addEventListener("focusin", ({ target }) => {
    if (target instanceof Element && target.matches(ALT) && !target.value) look(target);
  });
})();
