/** Draws what a simulation sent: for each case how much was in flight, what was refused, and the latency, over time. */
const WIDTH = 760;
const HEIGHT = 150;
const LEFT = 46;
const TOP = 30;
const PLOT = { width: WIDTH - LEFT - 16, height: HEIGHT - TOP - 30 };
/** Points of a line. */
const STEPS = 240;

/**
 * @param {Array<{ name: string, result: { ms: number, sent: Array<{ at: number, endedAt: number, status: number, inFlight: number }> } }>} cases
 * @returns {string} an SVG
 */
export function picture(cases) {
	const height = cases.length * HEIGHT + 24;
	const panels = cases.map(({ name, result }, at) => panel(name, result, at * HEIGHT));
	return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${height}" font-family="sans-serif" font-size="12">
<rect width="100%" height="100%" fill="#fff"/>
${panels.join('\n')}
<g transform="translate(${LEFT} ${height - 10})"><text fill="#2563eb">— in flight</text><text x="110" fill="#b45309">— latency (10 ms)</text><text x="240" fill="#dc2626">● refused</text></g>
</svg>
`;
}

/** @param {string} name @param {Parameters<typeof picture>[0][number]['result']} result @param {number} y */
function panel(name, { sent, ms }, y) {
	const times = Array.from({ length: STEPS + 1 }, (_, i) => (i * ms) / STEPS);
	const flying = times.map((time) => sent.filter(({ at, endedAt }) => at <= time && time < endedAt).length);
	const latencies = times.map((time) => {
		const near = sent.filter(({ at, status }) => status === 200 && Math.abs(at - time) <= ms / STEPS);
		return near.length
			? near.reduce((sum, { at, endedAt }) => sum + endedAt - at, 0) / near.length / 10
			: undefined;
	});
	const top = Math.max(...flying, ...latencies.map((value) => value ?? 0), 1);
	const x = (/** @type {number} */ time) => (LEFT + (time / ms) * PLOT.width).toFixed(1);
	const toY = (/** @type {number} */ value) => (TOP + PLOT.height * (1 - value / top)).toFixed(1);
	const line = (/** @type {Array<number | undefined>} */ values, /** @type {string} */ color) => {
		const points = values.flatMap((value, i) =>
			value === undefined ? [] : [`${x(Number(times[i]))},${toY(value)}`],
		);
		return `<polyline fill="none" stroke="${color}" stroke-width="1.5" points="${points.join(' ')}"/>`;
	};
	const refused = sent
		.filter(({ status }) => status !== 200)
		.map(({ at }) => `<circle cx="${x(at)}" cy="${TOP + PLOT.height}" r="2.5" fill="#dc2626"/>`);
	return `<g transform="translate(0 ${y})">
<text x="${LEFT}" y="18" font-weight="bold">${name}</text>
<path d="M${LEFT} ${TOP}V${TOP + PLOT.height}H${LEFT + PLOT.width}" fill="none" stroke="#9ca3af"/>
<text x="${LEFT - 6}" y="${TOP + 8}" text-anchor="end">${top.toFixed(0)}</text>
<text x="${LEFT - 6}" y="${TOP + PLOT.height}" text-anchor="end">0</text>
<text x="${LEFT + PLOT.width}" y="${TOP + PLOT.height + 15}" text-anchor="end">${(ms / 1000).toFixed(1)} s</text>
${line(flying, '#2563eb')}
${line(latencies, '#b45309')}
${refused.join('')}
</g>`;
}
