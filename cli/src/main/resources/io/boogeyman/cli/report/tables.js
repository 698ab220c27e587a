(function () {
  'use strict';
  const data = JSON.parse(document.getElementById('data').textContent);
  const dark = window.matchMedia('(prefers-color-scheme: dark)');
  const root = document.documentElement;
  // Okabe and Ito's palette, as in the report of a theft.
  const LIGHT = {ink: '#1d2329', soft: '#59636d', line: '#dfe3e6', raised: '#ffffff', mark: '#0072b2', other: '#d55e00'};
  const DARK = {ink: '#e6eaed', soft: '#a3adb6', line: '#343c44', raised: '#1c2227', mark: '#56b4e9', other: '#ff8c4d'};
  const FONT = getComputedStyle(document.body).fontFamily;
  const ROW = 26;
  const MOST_BARS = 80;
  const MOST_NAMED = 12;
  const charts = {};
  const printing = () => root.hasAttribute('data-print');
  const palette = () => dark.matches && !printing() ? DARK : LIGHT;
  const percent = (share) => (100 * share).toFixed(1) + ' %';

  const place = (table, column) => table.columns.indexOf(column);

  function axis(p, more) {
    return Object.assign({
      nameLocation: 'middle', nameTextStyle: {color: p.soft}, axisLabel: {color: p.soft},
      splitLine: {lineStyle: {color: p.line}}, axisLine: {lineStyle: {color: p.line}},
    }, more);
  }

  function base(p) {
    return {
      animation: false, textStyle: {fontFamily: FONT, color: p.ink},
      tooltip: {confine: true, backgroundColor: p.raised, borderColor: p.line, textStyle: {color: p.ink, fontSize: 13}},
    };
  }

  // A whisker over each bar: a line that is broken after each interval.
  function whiskers(p, rows) {
    const ends = [];
    rows.forEach((row, i) => ends.push([row.low, i], [row.high, i], [null, null]));
    return {
      type: 'line', silent: true, z: 3, data: ends, symbol: 'rect', symbolSize: [1.5, 9], color: p.ink,
      lineStyle: {color: p.ink, width: 1.3}, tooltip: {show: false},
    };
  }

  function bars(p, table, element) {
    const at = place(table, table.chart.column);
    const names = table.chart.names.map((name) => place(table, name))
      .filter((i) => new Set(table.rows.map((row) => row[i].text)).size > 1);
    const rows = table.rows.filter((row) => row[at].figure).slice(0, MOST_BARS).map((row) => ({
      name: names.map((i) => row[i].text).join(', '), estimate: row[at].figure.estimate,
      low: Math.max(0, row[at].figure.low), high: Math.min(1, row[at].figure.high),
    })).reverse();
    const longest = Math.max(...rows.map((row) => row.name.length));
    const left = Math.min(element.clientWidth / 2, 28 + 6.6 * longest);
    const option = Object.assign(base(p), {
      grid: {left: left, right: 24, top: 8, bottom: 40},
      xAxis: axis(p, {type: 'value', min: 0, max: 1, name: table.chart.column, nameGap: 28, axisLabel: {color: p.soft, formatter: (v) => Math.round(100 * v) + ' %'}}),
      yAxis: axis(p, {type: 'category', data: rows.map((row) => row.name), axisLabel: {color: p.ink, width: left - 12, overflow: 'truncate', interval: 0}}),
      series: [
        {type: 'bar', color: p.mark, itemStyle: {opacity: 0.75}, barWidth: '62%', data: rows.map((row) => row.estimate),
          tooltip: {formatter: (bar) => rows[bar.dataIndex].name + ': ' + percent(rows[bar.dataIndex].estimate) + ' (' + percent(rows[bar.dataIndex].low) + ' to ' + percent(rows[bar.dataIndex].high) + ')'}},
        whiskers(p, rows),
      ],
    });
    return {option: option, height: 60 + ROW * rows.length};
  }

  function points(p, table) {
    const across = place(table, table.chart.across);
    const up = place(table, table.chart.up);
    const name = place(table, table.chart.name);
    const rows = table.rows.filter((row) => row[across].figure && row[up].figure);
    const option = Object.assign(base(p), {
      grid: {left: 72, right: 24, top: 24, bottom: 48},
      xAxis: axis(p, table.chart.logarithmic
        ? {type: 'log', name: table.chart.across + ' (0 drawn at 0.5)', nameGap: 30}
        : {type: 'value', min: 0, name: table.chart.across, nameGap: 30}),
      yAxis: axis(p, {type: 'value', min: 0, max: 1, name: table.chart.up, nameGap: 52, axisLabel: {color: p.soft, formatter: (v) => Math.round(100 * v) + ' %'}}),
      series: [{type: 'scatter', color: p.mark, symbolSize: 10, itemStyle: {opacity: 0.8},
        label: {show: rows.length <= MOST_NAMED, position: 'top', color: p.ink, formatter: (point) => rows[point.dataIndex][name].text},
        labelLayout: {moveOverlap: 'shiftY'},
        data: rows.map((row) => [Math.max(table.chart.logarithmic ? 0.5 : 0, row[across].figure.estimate), row[up].figure.estimate]),
        tooltip: {formatter: (point) => rows[point.dataIndex][name].text + ': ' + rows[point.dataIndex][across].text + ', ' + rows[point.dataIndex][up].text}}],
    });
    return {option: option, height: 340};
  }

  const drawings = {bars: bars, points: points};

  function draw() {
    document.querySelectorAll('.chart').forEach((element) => {
      const table = data.tables.find((one) => one.id === element.dataset.table);
      const drawn = drawings[table.chart.kind](palette(), table, element);
      element.style.height = drawn.height + 'px';
      charts[table.id] = charts[table.id] || echarts.init(element, null, {renderer: 'svg'});
      charts[table.id].resize({width: printing() ? 660 : 'auto'});
      charts[table.id].setOption(drawn.option, {notMerge: true});
      charts[table.id].getZr().flush();
    });
  }

  root.classList.add('drawn');
  draw();
  window.addEventListener('beforeprint', () => { root.setAttribute('data-print', ''); draw(); });
  window.addEventListener('afterprint', () => { root.removeAttribute('data-print'); draw(); });
  dark.addEventListener('change', draw);
  window.addEventListener('resize', () => { if (!printing()) { draw(); } });
})();
