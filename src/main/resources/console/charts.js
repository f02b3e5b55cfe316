// Draws each table of a chart as lines. The table stays the source: for screen readers, and where no script runs.
"use strict";
(() => {
  const dashes = [[], [10, 4], [2, 3], [10, 4, 2, 4], [5, 5], [1, 5]];
  // the same in the legend, because colour alone says too little
  const marks = ["———", "— —", "···", "—·—", "– –", "·  ·"];
  const token = name => getComputedStyle(document.documentElement).getPropertyValue(name).trim();
  // light-dark() is not computed in a property of its own: an element has it as its colour
  const probe = document.body.appendChild(document.createElement("span"));
  probe.hidden = true;
  const colour = name => { probe.style.color = token(name); return getComputedStyle(probe).color; };
  const colours = ["--good", "--quiet", "--link", "--warn", "--bad", "--ink"];
  // the samples are minutes; and a part of a record never waits
  const minutes = [1, 5, 10, 15, 30, 60].map(minute => minute * 60);
  const whole = [...Array(13).keys()].flatMap(power => [1, 2, 5].map(digit => digit * 10 ** power));
  const plots = new Map();

  const makePlot = (place, heads, columns) => {
    const axis = { stroke: () => colour("--quiet"), grid: { stroke: () => colour("--line") }, ticks: { stroke: () => colour("--line") } };
    return new uPlot({
      width: place.clientWidth || 600,
      height: 220,
      padding: [null, 24, null, null],
      tzDate: seconds => uPlot.tzDate(new Date(seconds * 1000), "Etc/UTC"),
      scales: { y: { range: (_, least, most) => [0, Math.max(1, (most || 1) * 1.05)] } },
      axes: [{ ...axis, incrs: minutes, values: (_, times) => times.map(time => new Date(time * 1000).toISOString().slice(11, 16)) }, { ...axis, incrs: whole, size: 70 }],
      series: [
        { label: heads[0], value: "{YYYY}-{MM}-{DD} {HH}:{mm}" },
        ...heads.slice(1).map((head, i) => ({
          label: head + " " + marks[i % marks.length], width: 2, dash: dashes[i % dashes.length], spanGaps: false, stroke: () => colour(colours[i % colours.length]),
          value: (_, number, series, index) => index === null ? "–" : number === null ? "unknown" : number.toLocaleString("en", { maximumFractionDigits: 1 })
        }))
      ]
    }, columns, place);
  };

  // the legend of uPlot is a table, too
  const draw = () => {
    for (const figure of document.querySelectorAll("figure.chart")) {
      const rows = [...figure.querySelectorAll("details tbody tr")];
      const heads = [...figure.querySelectorAll("details thead th")].map(head => head.textContent.trim());
      if (rows.length < 2) {
        continue;
      }
      // a cell without a value is unknown: uPlot leaves a gap
      const value = cell => cell.dataset.value === undefined ? null : Number(cell.dataset.value);
      const columns = heads.map((_, i) => rows.map(row => value(row.cells[i])));
      const place = figure.querySelector(".plot");
      const shown = plots.get(place);
      if (shown?.heads.join() === heads.join()) {
        shown.plot.setData(columns);
      } else {
        shown?.plot.destroy();
        plots.set(place, { heads, plot: makePlot(place, heads, columns) });
      }
    }
  };
  draw();
  document.addEventListener("htmx:after:swap", draw);
  addEventListener("resize", () => plots.forEach(({ plot }, place) => plot.setSize({ width: place.clientWidth, height: 220 })));
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => plots.forEach(({ plot }) => plot.redraw()));
})();
