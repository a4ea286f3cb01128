// Draws each table[data-chart] into the canvas beside it, with Chart.js, which stands above. What is drawn is what the table
// says: there is no second copy of a figure that could differ from it.
"use strict";
(() => {
  const colour = (name) => getComputedStyle(document.documentElement).getPropertyValue(`--${name}`).trim();
  const number = (cell) => {
    const value = Number(cell.textContent.replaceAll(",", ""));
    return Number.isFinite(value) ? value : null;
  };
  const column = (table, index) => [...table.tBodies[0].rows].map((row) => row.cells[index]);
  const looks = {
    line: (i) => ({ borderColor: colour(["bad", "note"][i]), backgroundColor: colour(["bad", "note"][i]), borderWidth: 2, order: -i,
      borderDash: i ? [5, 4] : [], pointStyle: i ? "rect" : "circle", pointRadius: 4 }),
    bars: (i) => ({ backgroundColor: colour(["note", "good"][i]), categoryPercentage: 0.8, barPercentage: 1 }),
    stacked: (i) => ({ backgroundColor: colour(["good", "line", "bad"][i]), borderColor: colour("soft"), borderWidth: 1, barThickness: 28 }),
  };
  const axis = (more) => ({ grid: { color: colour("line"), borderColor: colour("soft") }, ticks: { color: colour("soft"), maxRotation: 0,
    autoSkipPadding: 12, precision: 0 }, ...more });
  const draw = (table) => {
    const kind = table.dataset.chart, lies = kind === "stacked";
    const datasets = [...table.tHead.rows[0].cells].slice(1).map((head, i) => ({
      label: head.textContent, data: column(table, i + 1).map(number), ...looks[kind](i) }));
    const scales = { x: axis({ stacked: lies }), y: axis({ stacked: lies, beginAtZero: true }) };
    if (kind !== "stacked") scales.x.grid = { display: false };
    else scales.y.grid = { display: false };
    return new Chart(table.closest(".picture").querySelector("canvas"), {
      type: kind === "line" ? "line" : "bar",
      data: { labels: column(table, 0).map((cell) => cell.textContent), datasets },
      options: {
        animation: false, maintainAspectRatio: false, indexAxis: lies ? "y" : "x", locale: "en", interaction: { mode: "index", axis: lies ? "y" : "x", intersect: false },
        scales, plugins: { legend: { display: datasets.length > 1, position: "bottom", labels: { color: colour("ink"), boxWidth: 14, boxHeight: kind === "line" ? 7 : 12, usePointStyle: kind === "line" } } },
      },
    });
  };
  const tables = [...document.querySelectorAll("table[data-chart]")];
  Chart.defaults.font.family = getComputedStyle(document.body).fontFamily;
  let charts = tables.map(draw);
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => {
    for (const chart of charts) chart.destroy();
    charts = tables.map(draw);
  });
})();
