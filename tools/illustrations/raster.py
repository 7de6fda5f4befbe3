"""Render the SVGs with Chromium and save them for the image library."""

import io
import pathlib

WIDTHS = {"home": 2000}


def render(folder: pathlib.Path, ids, width=1600, chromium="/usr/bin/chromium", quality=88):
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
            save(image, folder / (pid + ".webp"), quality)
            page.close()
        browser.close()


def save(image, path, quality, limit=250_000):
    """High-quality WebP, a little less so if the picture is too rich for the limit."""
    while True:
        image.save(path, "WEBP", quality=quality, method=6)
        if path.stat().st_size <= limit or quality < 60:
            return
        quality -= 4
