"""Names that would do harm if a page took them for markup, code or part of an address."""

ATTACKS = (
    "<img src=x onerror=window.hacked=1>",
    "<script>window.hacked=1</script>",
    '"><svg onload=window.hacked=1>',
    "'-(window.hacked=1)-'",
    "javascript:window.hacked=1",
    "</textarea><img src=x onerror=window.hacked=1>",
    "${window.hacked=1}{{window.hacked=1}}",
    "\u202e\u2066园区\u0000&lt;b&gt;",
)
