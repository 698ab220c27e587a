(function () {
  'use strict';
  const data = JSON.parse(document.getElementById('data').textContent);
  const root = document.documentElement;
  const dark = window.matchMedia('(prefers-color-scheme: dark)');
  // Okabe and Ito's palette; on dark the two blues and the red are lightened.
  const LIGHT = {
    ink: '#1d2329', soft: '#59636d', line: '#dfe3e6', raised: '#ffffff', victim: '#9aa3ab',
    lines: ['#0072b2', '#d55e00', '#009e73', '#cc79a7', '#e69f00', '#56b4e9'],
  };
  const DARK = {
    ink: '#e6eaed', soft: '#a3adb6', line: '#343c44', raised: '#1c2227', victim: '#7d8790',
    lines: ['#56b4e9', '#ff8c4d', '#35c79d', '#dd93bc', '#f0b93a', '#a5d8f5'],
  };
  // Shapes and dashes repeat what the colours say, for grey printers.
  const SYMBOLS = ['circle', 'rect', 'triangle', 'diamond', 'roundRect', 'pin'];
  const DASHES = ['solid', 'dashed', 'dotted', [8, 3, 2, 3], [12, 4], [2, 6]];
  const FONT = getComputedStyle(document.body).fontFamily;
  const FEW = 25;

  const charts = {};
  const escape = (text) => echarts.format.encodeHTML(String(text));
  const count = (n) => n.toLocaleString('en-US');
  const money = (amount) => amount === 0 ? 'free'
    : amount.toLocaleString('en-US', {minimumFractionDigits: 2, maximumFractionDigits: 2});
  const percent = (share) => (100 * share).toFixed(1) + ' %';
  const measured = (t) => percent(t[0]) + ' (' + (100 * t[1]).toFixed(1) + '–' + (100 * t[2]).toFixed(1) + ')';
  const palette = () => dark.matches && !printing() ? DARK : LIGHT;
  const printing = () => root.hasAttribute('data-print');
  const narrow = () => window.innerWidth < 560 && !printing();

  function base(p) {
    return {
      animation: false,
      textStyle: {fontFamily: FONT, color: p.ink},
      tooltip: {
        confine: true, extraCssText: 'max-width:300px;white-space:normal;overflow-wrap:anywhere', backgroundColor: p.raised, borderColor: p.line,
        textStyle: {color: p.ink, fontSize: 13},
      },
    };
  }

  function shareAxis(p, more) {
    return Object.assign({
      type: 'value', min: 0, max: 1, interval: 0.2,
      axisLabel: {color: p.soft, formatter: (v) => Math.round(100 * v) + ' %'},
      splitLine: {lineStyle: {color: p.line}},
    }, more);
  }

  /* Curves over the budget: a logarithmic axis labelled at the measured budgets only. */
  function curves(p, which, width) {
    const kinds = [...new Set(data.points.map((point) => point.answers))];
    const budgets = [...new Set(data.points.map((point) => point.budget))].sort((a, b) => a - b);
    const costs = new Map(data.points.map((point) => [point.budget, point.cost]));
    const at = budgets.map(Math.log10);
    const span = Math.max(at[at.length - 1] - at[0], 0.3);
    const alone = budgets.length === 1;
    const top = Math.max(1, ...data.points.map((point) => Math.max(point[which][0], Math.min(point[which][2], 1.3))));
    const rowsOfLegend = Math.ceil(kinds.length * 96 / width);
    const series = [];
    kinds.forEach((kind, i) => {
      const points = data.points.filter((point) => point.answers === kind).sort((a, b) => a.budget - b.budget);
      // With one budget the kinds stand side by side, or they would hide one another.
      const aside = alone ? (i - (kinds.length - 1) / 2) * 0.04 : 0;
      const x = (point) => Math.log10(point.budget) + aside;
      series.push({
        name: kind, type: 'line', symbol: SYMBOLS[i % SYMBOLS.length], symbolSize: 9, z: 5,
        lineStyle: {width: 2.2, type: DASHES[i % DASHES.length]},
        itemStyle: {color: p.lines[i % p.lines.length]},
        data: points.map((point) => ({value: [x(point), point[which][0]], point: point})),
      });
      // The same name, so that the legend hides line and band together; the line first, for its symbol.
      series.push(Object.assign({name: kind}, spread(points, which, x, p.lines[i % p.lines.length])));
    });
    series.push(ticks(p, budgets, costs, 1.16 * span * 56 / Math.max(120, width - 80)));
    if (which === 'recovery') {
      series.push(levels(p));
    }
    return Object.assign(base(p), {
      legend: {data: kinds.map((name, i) => ({name: name, lineStyle: {type: DASHES[i % DASHES.length]}})), top: 0, left: 0, itemWidth: 34, textStyle: {color: p.ink}},
      grid: {left: 8, right: 24, top: 18 + 22 * rowsOfLegend, bottom: 66, containLabel: true},
      xAxis: {
        type: 'value', min: at[0] - span * 0.08, max: at[at.length - 1] + span * 0.08,
        axisLabel: {show: false}, axisTick: {show: false}, splitLine: {show: false},
        axisLine: {lineStyle: {color: p.soft}},
        name: costs.size && [...costs.values()].some((c) => c > 0) ? 'answers bought, and their cost (logarithmic)' : 'answers bought (logarithmic)',
        nameLocation: 'middle', nameGap: 44, nameTextStyle: {color: p.soft},
      },
      yAxis: shareAxis(p, {max: Math.ceil(top * 10 - 1e-6) / 10}),
      series: series,
    });
  }

  /*
   * A 95 % band is one line there along the upper ends and back along the lower: its area down to
   * the axis cancels out below the band. (Stacking would add up x, as both axes are numbers.)
   */
  function spread(points, which, x, colour) {
    const upper = points.map((q) => [x(q), q[which][2]]);
    const lower = points.map((q) => [x(q), q[which][1]]);
    const band = points.length > 1;
    return {
      type: 'line', symbol: 'none', silent: true, z: 1, data: upper.concat(lower.reverse()),
      lineStyle: {color: colour, width: band ? 0 : 2}, areaStyle: {color: colour, opacity: band ? 0.18 : 0},
      emphasis: {disabled: true}, tooltip: {show: false},
    };
  }

  /* Labels the budgets from the largest down, each at least a gap (in decades) from the last. */
  function ticks(p, budgets, costs, gap) {
    let last = Infinity;
    const shown = [...budgets].reverse().filter((budget) => {
      const room = last - Math.log10(budget) >= gap;
      last = room ? Math.log10(budget) : last;
      return room;
    });
    return {
      type: 'line', data: [], silent: true,
      markLine: {
        symbol: 'none', silent: true, precision: 6, lineStyle: {color: p.line, type: 'solid', width: 1},
        data: shown.map((budget) => ({
          xAxis: Math.log10(budget),
          label: {
            position: 'start', color: p.soft, lineHeight: 16,
            formatter: () => count(budget) + (costs.get(budget) > 0 ? '\n' + money(costs.get(budget)) : ''),
          },
        })),
      },
    };
  }

  function levels(p) {
    return {
      type: 'line', data: [], silent: true,
      markLine: {
        symbol: 'none', silent: true, lineStyle: {color: p.soft, type: 'dashed', width: 1},
        data: [[0.5, 'partly stolen'], [0.8, 'stolen']].map((level) => ({
          yAxis: level[0],
          label: {position: 'insideStartTop', formatter: level[1], color: p.soft, fontSize: 11},
        })),
      },
    };
  }

  function curveTooltip(which) {
    return (hit) => {
      const point = hit.data && hit.data.point;
      return point ? '<b>' + escape(point.answers) + '</b>, ' + count(point.budget) + ' answers, ' + money(point.cost)
        + '<br>' + which + ' ' + measured(point[which])
        + '<br>over ' + (point.seeds > 1 ? point.seeds + ' seeds' : 'test images') : '';
    };
  }

  const chosen = () => data.surrogates[document.getElementById('copy').selectedIndex];
  const loss = (copy, k) => data.victim[k][0] - copy.accuracy[k][0];
  const tested = () => data.classNames.map((name, k) => k).filter((k) => data.images[k] > 0);

  /* Names of one kind often differ at their ends only, so the middle goes. */
  function shorten(name) {
    const most = narrow() ? 17 : 30;
    return name.length <= most ? name : name.slice(0, Math.ceil(most / 2) - 1) + '…' + name.slice(-Math.floor(most / 2));
  }

  /* Measured on the page: the charts' own estimate of text cuts names off in some fonts. */
  function room(order) {
    const probe = document.createElement('span');
    probe.style.cssText = 'position:absolute;visibility:hidden;white-space:pre;font-size:12px';
    document.body.appendChild(probe);
    const widths = order.map((k) => {
      probe.textContent = shorten(data.classNames[k]);
      return probe.offsetWidth;
    });
    probe.remove();
    return Math.max(...widths) + 14;
  }

  function names(p, order) {
    return {
      type: 'category', inverse: true, data: order.map((k) => shorten(data.classNames[k])),
      axisTick: {show: false}, axisLine: {lineStyle: {color: p.line}},
      axisLabel: {color: p.ink, interval: 0, fontSize: 12},
    };
  }

  function classes(p) {
    const copy = chosen();
    const sorted = tested().sort((a, b) => loss(copy, b) - loss(copy, a));
    const order = document.getElementById('all-classes').checked ? sorted : sorted.slice(0, FEW);
    const bars = (name, colour, values, more) => Object.assign(
      {name: name, type: 'bar', barWidth: printing() ? 6 : 8, barGap: '15%', itemStyle: {color: colour, borderRadius: 2}, data: values}, more);
    const option = Object.assign(base(p), {
      legend: {top: 0, left: 0, textStyle: {color: p.ink}, selectedMode: false},
      grid: {left: room(order), right: 24, top: 56, bottom: 8},
      xAxis: shareAxis(p, {position: 'top', interval: narrow() ? 0.5 : 0.2}),
      yAxis: names(p, order),
      series: [
        bars('victim', p.victim, order.map((k) => data.victim[k][0])),
        bars('copy', p.lines[0], order.map((k) => copy.accuracy[k][0])),
        {name: 'fidelity', type: 'scatter', symbol: 'diamond', symbolSize: 10, z: 5,
          itemStyle: {color: p.lines[1], borderColor: p.raised, borderWidth: 1},
          data: order.map((k, i) => [copy.fidelity[k][0], i])},
      ],
    });
    Object.assign(option.tooltip, {trigger: 'axis', axisPointer: {type: 'shadow'}, formatter: (hits) => {
      const k = order[hits[0].dataIndex];
      return '<b>' + escape(data.classNames[k]) + '</b>, ' + count(data.images[k]) + ' test images'
        + '<br>victim ' + measured(data.victim[k]) + '<br>copy ' + measured(copy.accuracy[k])
        + '<br>fidelity ' + measured(copy.fidelity[k]);
    }});
    return {option: option, height: order.length * (printing() ? 22 : 30) + 64};
  }

  const namedMost = () => data.named.reduce((a, b) => (b.budget > a.budget ? b : a));
  const namedFor = (copy) => data.named.find((n) => n.budget === copy.budget) || namedMost();

  function named(p) {
    const counts = namedMost().counts;
    const sorted = counts.map((n, k) => k).sort((a, b) => counts[b] - counts[a]);
    const order = document.getElementById('all-named').checked ? sorted : sorted.slice(0, FEW);
    const option = Object.assign(base(p), {
      grid: {left: room(order), right: 52, top: 8, bottom: 8},
      xAxis: {type: 'value', show: false},
      yAxis: names(p, order),
      series: [{
        type: 'bar', barWidth: 10, itemStyle: {color: p.lines[0], borderRadius: 2},
        label: {show: true, position: 'right', color: p.soft, fontSize: 12, formatter: (hit) => count(hit.value)},
        data: order.map((k) => counts[k]),
      }],
    });
    option.tooltip.formatter = (hit) => '<b>' + escape(data.classNames[order[hit.dataIndex]]) + '</b><br>'
      + count(hit.value) + ' of ' + count(namedMost().budget) + ' answers';
    return {option: option, height: order.length * (printing() ? 16 : 22) + 24};
  }

  /* Never named stands half a decade left of once, for a logarithm has no place for 0. */
  function losses(p) {
    const copy = chosen();
    const counts = namedFor(copy).counts;
    const place = (n) => n === 0 ? -0.5 : Math.log10(n);
    const kept = tested();
    const worst = Math.min(0, ...kept.map((k) => loss(copy, k)));
    const option = Object.assign(base(p), {
      grid: {left: 8, right: 24, top: 34, bottom: 34, containLabel: true},
      xAxis: {
        type: 'value', min: -0.75, max: Math.ceil(Math.max(1, ...counts.map(place)) * 2) / 2 + 0.25, interval: 0.25,
        name: 'answers naming the class (logarithmic)', nameLocation: 'middle', nameGap: 30, nameTextStyle: {color: p.soft},
        axisLabel: {color: p.soft, showMinLabel: false, showMaxLabel: false, formatter: (v) => v === -0.5 ? 'never' : v >= 0 && Number.isInteger(v) ? count(Math.pow(10, v)) : ''},
        axisTick: {show: false}, splitLine: {show: false}, axisLine: {onZero: false, lineStyle: {color: p.soft}},
      },
      yAxis: shareAxis(p, {min: Math.floor(worst * 5) / 5, name: 'loss, points', nameTextStyle: {color: p.soft, align: 'left'}, axisLine: {onZero: false},
        axisLabel: {color: p.soft, formatter: (v) => Math.round(100 * v)}}),
      series: [{
        type: 'scatter', symbolSize: 9,
        itemStyle: {color: p.lines[0], opacity: 0.75, borderColor: p.raised, borderWidth: 1},
        data: kept.map((k) => [place(counts[k]), loss(copy, k)]),
      }],
    });
    option.tooltip.formatter = (hit) => {
      const k = kept[hit.dataIndex];
      return '<b>' + escape(data.classNames[k]) + '</b><br>named by ' + count(counts[k]) + ' answers<br>loss '
        + (100 * loss(copy, k)).toFixed(1) + ' points';
    };
    return {option: option, height: printing() ? 300 : 380};
  }

  function curve(which) {
    return (p, width) => {
      const option = curves(p, which, width);
      option.tooltip.formatter = curveTooltip(which);
      return {option: option, height: printing() ? 270 : 360};
    };
  }

  const drawings = {recovery: curve('recovery'), fidelity: curve('fidelity'), classes: classes};
  if (data.named.length > 0) {
    Object.assign(drawings, {named: named, losses: losses});
  }

  function draw(only, width) {
    const p = palette();
    Object.keys(drawings).filter((id) => !only || only.includes(id)).forEach((id) => {
      const element = document.getElementById(id);
      const drawing = drawings[id](p, width ? width(id) : element.clientWidth);
      element.style.height = drawing.height + 'px';
      charts[id] = charts[id] || echarts.init(element, null, {renderer: 'svg'});
      charts[id].resize({height: drawing.height, width: width ? width(id) : 'auto'});
      charts[id].setOption(drawing.option, {notMerge: true});
      charts[id].getZr().flush();
    });
  }

  function chooser() {
    const select = document.getElementById('copy');
    select.textContent = '';
    data.surrogates.forEach((copy) => {
      const option = document.createElement('option');
      option.textContent = copy.answers + ', ' + count(copy.budget) + ' answers, seed ' + copy.seed;
      select.appendChild(option);
    });
    select.selectedIndex = data.best;
    select.addEventListener('change', () => draw(['classes', 'losses']));
  }

  function toggle(id, chart, total) {
    const box = document.getElementById(id);
    if (!box) {
      return;
    }
    box.nextElementSibling.textContent = 'all ' + total + ' classes';
    box.closest('label').hidden = total <= FEW;
    box.addEventListener('change', () => draw([chart]));
  }

  root.classList.add('drawn');
  chooser();
  toggle('all-classes', 'classes', tested().length);
  toggle('all-named', 'named', data.classNames.length);
  draw();

  // A4 within its margins is 688 px wide; charts drawn for a screen would be cut or dark.
  const onPaper = (id) => id === 'classes' ? 680 : 328;
  window.addEventListener('beforeprint', () => {
    root.setAttribute('data-print', '');
    draw(null, onPaper);
  });
  window.addEventListener('afterprint', () => {
    root.removeAttribute('data-print');
    draw();
  });
  dark.addEventListener('change', () => draw());
  let settled = 0;
  let width = window.innerWidth;
  window.addEventListener('resize', () => {
    if (printing() || window.innerWidth === width) {
      return;
    }
    width = window.innerWidth;
    clearTimeout(settled);
    settled = setTimeout(() => draw(), 120);
  });
})();
