"""Render the SVGs with Chromium and save them for the image library: lossless WebP of flat inks."""

import io
import itertools
import pathlib
import re

WIDTHS = {"home": 2000}


def render(folder: pathlib.Path, ids, width=1600, chromium="/usr/bin/chromium"):
    """One WebP per SVG, 1600 px wide (the opening picture 2000 px)."""
    from PIL import Image
    from playwright.sync_api import sync_playwright

    with sync_playwright() as p:
        browser = p.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        for pid in ids:
            svg = (folder / (pid + ".svg")).read_text(encoding="utf-8")
            w, h = (int(v) for v in svg.split('viewBox="0 0 ')[1].split('"')[0].split())
            out = WIDTHS.get(pid, width)
            page = browser.new_page(viewport={"width": out, "height": round(out * h / w)})
            page.set_content("<style>body{margin:0}svg{display:block;width:100vw;height:auto}</style>" + svg)
            image = Image.open(io.BytesIO(page.screenshot())).convert("RGB")
            page.close()
            inks(image, svg).save(folder / (pid + ".webp"), "WEBP", lossless=True, quality=100, method=6)
        browser.close()


def inks(image, svg, steps=3):
    """Keep the inks exactly; of the soft edges between them only a few steps, so that lossless stays small."""
    from PIL import Image

    colours = [
        tuple(int(c[i : i + 2], 16) for i in (1, 3, 5)) for c in dict.fromkeys(re.findall(r'fill="(#\w{6})"', svg))
    ]
    pairs = sorted(itertools.combinations(range(len(colours)), 2), key=sum)
    palette = list(colours)
    for a, b in pairs:
        for k in range(1, steps + 1):
            if len(palette) < 256:
                t = k / (steps + 1)
                palette.append(tuple(round(x + (y - x) * t) for x, y in zip(colours[a], colours[b], strict=True)))
    flat = Image.new("P", (1, 1))
    flat.putpalette([v for c in palette for v in c])
    return image.quantize(palette=flat, dither=Image.Dither.NONE).convert("RGB")
