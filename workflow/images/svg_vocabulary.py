"""What a drawing may be made of: elements and attributes of SVG 1.1 and 2 that only draw.

What is not here is refused (elements) or left out (attributes). Nothing here lets a small file draw a great deal, so
masks, patterns, markers and filters are not: a drawing that needs one is better shown as a PNG.
"""

ELEMENTS = frozenset(
    (
        *("svg", "g", "defs", "symbol", "use", "title", "desc", "style", "text", "tspan"),
        *("path", "rect", "circle", "ellipse", "line", "polyline", "polygon"),
        *("linearGradient", "radialGradient", "stop", "clipPath"),
    )
)
"""No script, no link, no web page in it (`foreignObject`), no picture in the picture, nothing that moves."""
DROPPED = frozenset(("metadata",))
"""Elements that are left out with all that they hold, as those of other vocabularies are: notes of drawing programs."""
SHAPE_ATTRIBUTES = frozenset(
    (
        *("id", "transform", "x", "y", "x1", "x2", "y1", "y2", "cx", "cy", "r", "rx", "ry", "dx", "dy", "d", "points"),
        *("width", "height", "clip-rule", "clipPathUnits"),
    )
)
"""All that matters within a `clipPath`; what else stands there could name another one, and that one two more."""
ATTRIBUTES = SHAPE_ATTRIBUTES | frozenset(
    (
        *("class", "style", "viewBox", "preserveAspectRatio", "version", "fx", "fy", "pathLength"),
        *("fill", "fill-opacity", "fill-rule", "stroke", "stroke-width", "stroke-opacity", "stroke-linecap"),
        *("stroke-linejoin", "stroke-miterlimit", "stroke-dasharray", "stroke-dashoffset", "paint-order", "color"),
        *("opacity", "display", "visibility", "overflow", "clip-path", "mix-blend-mode"),
        *("offset", "stop-color", "stop-opacity", "gradientUnits", "gradientTransform", "spreadMethod"),
        *("font-family", "font-size", "font-style", "font-weight", "font-variant", "letter-spacing", "word-spacing"),
        *("text-anchor", "dominant-baseline", "alignment-baseline", "text-rendering", "shape-rendering"),
        *("vector-effect", "role", "aria-label"),
    )
)
CSS_FUNCTIONS = frozenset(
    (
        *("rgb", "rgba", "hsl", "hsla", "url", "matrix", "translate", "translatex", "translatey", "scale", "scalex"),
        *("scaley", "rotate", "skewx", "skewy"),
    )
)
"""What may be called in a style; `url` only leads to a part of the same drawing."""
