"""The other tools: the same bar chart and the same deck of four slides, as a careful user would write them.

Run as a script, it makes one of them as a whole command: tools.py TOOL TASK OUT.
"""

import csv
import sys
from pathlib import Path

ROUNDS = Path(__file__).with_name("rounds.csv")
TITLE = "25 companies raised funding in nine months"
SUBTITLE = "Amount by company, largest first, US dollars"
SOURCE = "Source: rounds.csv, made for measuring"
INK, MUTED, ACCENT = "#1A1E23", "#5A6470", "#0B6BB0"
SLIDES = ["Coverage", "Adoption", "Funding", "Talent"]


def rounds():
    """Company and amount in US dollars, largest first."""
    with ROUNDS.open(encoding="utf-8", newline="") as file:
        rows = [(row["company"], float(row["amount"])) for row in csv.DictReader(file)]
    return sorted(rows, key=lambda row: -row[1])


def words(amount):
    return f"${amount / 1e6:,.0f}M"


def matplotlib(kind, out):
    import matplotlib

    matplotlib.use("Agg")
    from matplotlib import pyplot

    rows = rounds()
    figure, axes = pyplot.subplots(figsize=(19.2, 10.8), dpi=100)
    names, amounts = zip(*rows)
    bars = axes.barh(names, amounts, color=ACCENT)
    axes.bar_label(bars, [words(amount) for amount in amounts], padding=6, color=INK)
    axes.invert_yaxis()
    axes.xaxis.set_visible(False)
    for side in axes.spines.values():
        side.set_visible(False)
    axes.tick_params(length=0)
    figure.text(0.05, 0.94, TITLE, size=25, weight="semibold", color=INK)
    figure.text(0.05, 0.90, SUBTITLE, size=14, color=MUTED)
    figure.text(0.05, 0.03, SOURCE, size=12, color=MUTED)
    figure.subplots_adjust(left=0.12, right=0.95, top=0.87, bottom=0.07)
    figure.savefig(out, format=kind)
    pyplot.close(figure)


def vega_lite():
    values = [{"company": company, "amount": amount, "words": words(amount)} for company, amount in rounds()]
    place = {"y": {"field": "company", "type": "nominal", "sort": None, "title": None}}
    length = {"x": {"field": "amount", "type": "quantitative", "axis": None}}
    text = {"text": {"field": "words"}}
    return {
        "$schema": "https://vega.github.io/schema/vega-lite/v5.json",
        "width": 1700,
        "height": 900,
        "title": {"text": TITLE, "subtitle": [SUBTITLE, SOURCE], "anchor": "start", "fontSize": 32},
        "data": {"values": values},
        "layer": [
            {"mark": {"type": "bar", "color": ACCENT}, "encoding": place | length},
            {"mark": {"type": "text", "align": "left", "dx": 6}, "encoding": place | length | text},
        ],
    }


def vl_convert(kind, out):
    import vl_convert

    spec = vega_lite()
    made = {
        "png": lambda: vl_convert.vegalite_to_png(spec, scale=1),
        "svg": lambda: vl_convert.vegalite_to_svg(spec).encode(),
        "pdf": lambda: vl_convert.vegalite_to_pdf(spec),
    }[kind]()
    Path(out).write_bytes(made)


def plotly(kind, out):
    import plotly.graph_objects as graph

    names, amounts = zip(*reversed(rounds()))
    bars = graph.Bar(
        x=amounts, y=names, orientation="h", marker_color=ACCENT, text=[words(amount) for amount in amounts]
    )
    figure = graph.Figure(bars)
    figure.update_layout(
        title=f"{TITLE}<br><sup>{SUBTITLE}</sup>", template="plotly_white", xaxis_visible=False
    )
    figure.add_annotation(text=SOURCE, x=0, y=-0.06, xref="paper", yref="paper", showarrow=False)
    Path(out).write_bytes(figure.to_image(format=kind, width=1920, height=1080, scale=1))


def python_pptx(kind, out):
    from pptx import Presentation
    from pptx.chart.data import CategoryChartData
    from pptx.enum.chart import XL_CHART_TYPE
    from pptx.util import Inches

    presentation = Presentation()
    presentation.slide_width, presentation.slide_height = Inches(13.333), Inches(7.5)
    rows = rounds()
    for name in SLIDES:
        slide = presentation.slides.add_slide(presentation.slide_layouts[5])
        slide.shapes.title.text = f"{name}: {TITLE}"
        data = CategoryChartData(number_format='"$"#,##0')
        data.categories = [company for company, _ in rows]
        data.add_series("Amount", [amount for _, amount in rows])
        frame = slide.shapes.add_chart(
            XL_CHART_TYPE.BAR_CLUSTERED, Inches(0.7), Inches(1.6), Inches(12), Inches(5), data
        )
        frame.chart.plots[0].has_data_labels = True
        box = slide.shapes.add_textbox(Inches(0.7), Inches(6.8), Inches(12), Inches(0.4))
        box.text_frame.text = SOURCE
        slide.notes_slide.notes_text_frame.text = SOURCE
    presentation.save(out)


def matplotlib_all(kind, out):
    """Seven charts of the size of ours, into a folder."""
    for index in range(7):
        matplotlib(kind, Path(out) / f"{index}.{kind}")


TOOLS = {
    "matplotlib": (matplotlib, ["png", "svg", "pdf"]),
    "matplotlib, 7 charts": (matplotlib_all, ["png"]),
    "vl-convert": (vl_convert, ["png", "svg", "pdf"]),
    "plotly with kaleido": (plotly, ["png", "svg", "pdf"]),
    "python-pptx": (python_pptx, ["pptx"]),
}

if __name__ == "__main__":
    tool, task, target = sys.argv[1:]
    TOOLS[tool][0](task, target)
