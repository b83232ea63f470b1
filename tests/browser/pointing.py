"""Where things stand on a page, and what it shows."""


def node_point(page, index):
    return point(page, f"DRAWING.pointOf({index})")


def edge_point(page, index):
    return point(page, f"DRAWING.edgePoint({index})")


def point(page, place):
    script = f"""() => {{
        const at = {place}, frame = byId("drawing").getBoundingClientRect();
        return [at.x + frame.x, at.y + frame.y];
    }}"""
    return page.evaluate(script)


def shown(page, kind="nodes"):
    return page.evaluate(f"[...SHOWN.{kind}.keys()].filter((place) => SHOWN.{kind}[place])")


def shown_nodes(page):
    return len(shown(page))
