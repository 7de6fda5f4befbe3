"""Write the SVGs (always the same ones) and, with --raster, their rasters."""

import argparse
import importlib
import pathlib

SCENES = {
    "home": "home",
    "p1-geburtshilfestation-assikoi": "maternity",
    "p2-partnerschaftskonferenz-2025": "conference",
    "p3-frauenkooperative": "fieldwork",
    "p4-futterproduktion": "feed",
    "p5-kaninchen-huehner": "rabbits",
    "p6-maniok-halle": "cassava_hall",
    "p7-ausbildungszentrum": "workshop",
}


def main():
    ap = argparse.ArgumentParser(description=__doc__)
    ap.add_argument("ids", nargs="*", help="picture ids or their beginnings; default: all")
    ap.add_argument(
        "--out", type=pathlib.Path, default=pathlib.Path(__file__).parents[2] / "home" / "content" / "pictures"
    )
    ap.add_argument("--raster", action="store_true", help="also render the rasters (needs playwright and Pillow)")
    args = ap.parse_args()
    chosen = [i for i in SCENES if not args.ids or any(i.startswith(a) for a in args.ids)]
    for pid in chosen:
        svg = importlib.import_module("tools.illustrations.scenes." + SCENES[pid]).draw().svg()
        (args.out / (pid + ".svg")).write_text(svg, encoding="utf-8")
        print(f"{pid:34s} {len(svg) // 1024:4d} kB")
    if args.raster:
        from .raster import render

        render(args.out, chosen)


if __name__ == "__main__":
    main()
