(function () {
  'use strict';
  const data = JSON.parse(document.getElementById('data').textContent);
  const dark = window.matchMedia('(prefers-color-scheme: dark)');
  const root = document.documentElement;
  // Okabe and Ito's palette, as in the report of a theft.
  const LIGHT = {ink: '#1d2329', soft: '#59636d', line: '#dfe3e6', raised: '#ffffff',
    lines: ['#0072b2', '#d55e00', '#009e73', '#cc79a7', '#e69f00', '#56b4e9', '#7d8790', '#8f6200', '#5b3a99', '#2f6b2f']};
  const DARK = {ink: '#e6eaed', soft: '#a3adb6', line: '#343c44', raised: '#1c2227',
    lines: ['#56b4e9', '#ff8c4d', '#35c79d', '#dd93bc', '#f0b93a', '#a5d8f5', '#a3adb6', '#e9b23c', '#b79df0', '#8fce8f']};
  const SYMBOLS = ['circle', 'rect', 'triangle', 'diamond', 'roundRect', 'pin'];
  const FONT = getComputedStyle(document.body).fontFamily;
  const charts = {};
  const detector = document.getElementById('detector');
  const attacker = document.getElementById('attacker');
  const percent = (share) => (100 * share).toFixed(1) + ' %';
  const printing = () => root.hasAttribute('data-print');
  const palette = () => dark.matches && !printing() ? DARK : LIGHT;

  function axis(p, name, more) {
    return Object.assign({
      type: 'value', name: name, nameLocation: 'middle', nameGap: 30, nameTextStyle: {color: p.soft},
      axisLabel: {color: p.soft}, splitLine: {lineStyle: {color: p.line}}, axisLine: {lineStyle: {color: p.line}},
    }, more);
  }

  function base(p, x, y, legend) {
    return {
      animation: false, textStyle: {fontFamily: FONT, color: p.ink},
      grid: {left: 58, right: 18, top: legend ? 66 : 14, bottom: 48},
      legend: legend ? {type: 'scroll', top: 0, textStyle: {color: p.ink}, pageTextStyle: {color: p.soft}} : undefined,
      tooltip: {confine: true, backgroundColor: p.raised, borderColor: p.line, textStyle: {color: p.ink, fontSize: 13}},
      xAxis: x, yAxis: y,
    };
  }

  const shares = (p, name, gap) => axis(p, name, {min: 0, max: 1, nameGap: gap,
    axisLabel: {color: p.soft, formatter: (v) => Math.round(100 * v) + ' %'}});
  const chosen = () => data.attackers[attacker.selectedIndex].encounters[detector.selectedIndex];

  function roc(p) {
    return Object.assign(base(p, shares(p, 'own images flagged', 30), shares(p, 'its queries flagged', 42), true), {
      series: data.attackers.map((one, i) => ({
        name: one.name, type: 'line', showSymbol: false, color: p.lines[i % p.lines.length],
        lineStyle: {width: i === attacker.selectedIndex ? 3.5 : 1.5},
        data: one.encounters[detector.selectedIndex].roc,
        tooltip: {formatter: () => one.name + ': AUROC ' + one.encounters[detector.selectedIndex].auroc.estimate.toFixed(4)},
      })),
    });
  }

  function histogram(p) {
    const h = chosen().histogram;
    const labels = h.own.map((unused, i) => ((h.edges[i] + h.edges[i + 1]) / 2).toPrecision(3));
    const bars = (name, values, colour) => ({
      name: name, type: 'bar', barGap: '-100%', barCategoryGap: '8%', color: colour, itemStyle: {opacity: 0.6}, data: values,
      tooltip: {formatter: (bar) => name + ', score about ' + bar.name + ': ' + percent(bar.value)},
    });
    const x = Object.assign(axis(p, 'score; higher is more foreign', {}), {type: 'category', data: labels});
    const y = axis(p, 'share of images', {nameGap: 42, axisLabel: {color: p.soft, formatter: (v) => (100 * v).toFixed(0) + ' %'}});
    return Object.assign(base(p, x, y, true), {
      series: [bars('own images', h.own, p.lines[0]), bars(data.attackers[attacker.selectedIndex].name, h.attacker, p.lines[1])],
    });
  }

  function evidence(p) {
    const points = chosen().evidence;
    const bound = data.detectors[detector.selectedIndex].evidence;
    const top = 3 * bound;
    const line = (name, who, at, colour, style) => ({
      name: name, type: 'line', showSymbol: false, color: colour, lineStyle: {width: at === 1 ? 2.4 : 1, type: style},
      data: points.map((point) => [point.queries, Math.min(point[who][at], top)]),
    });
    const x = axis(p, 'queries so far', {type: 'log', min: 1});
    const y = axis(p, 'evidence (log of the fortune)', {max: top, nameGap: 42, axisLabel: {color: p.soft, formatter: (v) => v.toFixed(0)}});
    const series = [];
    [['customer', 'customers', p.lines[0]], ['thief', 'thieves', p.lines[1]]].forEach(([who, name, colour]) => {
      series.push(line(name + ', median', who, 1, colour, 'solid'));
      series.push(line(name + ', 5th to 95th percentile', who, 0, colour, 'dashed'));
      series.push(line(name + ', 5th to 95th percentile', who, 2, colour, 'dashed'));
    });
    series[0].markLine = {silent: true, symbol: 'none', lineStyle: {color: p.ink, type: 'solid', width: 1},
      label: {formatter: 'accused', position: 'insideEndTop', color: p.ink}, data: [{yAxis: bound}]};
    return Object.assign(base(p, x, y, true), {series: series});
  }

  function fidelity(p) {
    const series = [];
    data.attackers.forEach((one, i) => {
      const colour = p.lines[i % p.lines.length];
      const accused = one.encounters[detector.selectedIndex].accused;
      series.push({
        name: one.name, type: 'line', color: colour, symbol: SYMBOLS[i % SYMBOLS.length], symbolSize: 7,
        data: one.loot.map((loot) => [loot.budget, loot.fidelity.estimate]),
        tooltip: {formatter: (point) => one.name + ', ' + point.value[0] + ' answers: fidelity ' + percent(point.value[1])},
        markLine: accused.never < 0.5 && one.loot.length > 0 ? {
          silent: true, symbol: 'none', lineStyle: {color: colour, type: 'dotted'}, label: {show: false},
          data: [{xAxis: accused.median}],
        } : undefined,
      });
    });
    return Object.assign(base(p, axis(p, 'answers', {type: 'log'}), shares(p, 'fidelity of the copy', 42), true), {series: series});
  }

  const drawings = {roc: roc, histogram: histogram, evidence: evidence};
  if (document.getElementById('loot')) {
    drawings.loot = fidelity;
  }

  function draw() {
    Object.keys(drawings).forEach((id) => {
      const element = document.getElementById(id);
      element.style.height = (printing() ? 260 : 340) + 'px';
      charts[id] = charts[id] || echarts.init(element, null, {renderer: 'svg'});
      charts[id].resize({width: printing() ? 328 : 'auto'});
      charts[id].setOption(drawings[id](palette()), {notMerge: true});
      charts[id].getZr().flush();
    });
  }

  function choices(select, names) {
    names.forEach((name) => {
      const option = document.createElement('option');
      option.textContent = name;
      select.appendChild(option);
    });
    select.addEventListener('change', draw);
  }

  root.classList.add('drawn');
  choices(detector, data.detectors.map((one) => one.name));
  choices(attacker, data.attackers.map((one) => one.name));
  draw();
  window.addEventListener('beforeprint', () => { root.setAttribute('data-print', ''); draw(); });
  window.addEventListener('afterprint', () => { root.removeAttribute('data-print'); draw(); });
  dark.addEventListener('change', draw);
  window.addEventListener('resize', () => { if (!printing()) { draw(); } });
})();
