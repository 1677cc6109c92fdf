/** Bars as SVG, without a library: for each case a bar for each contender, with its time an item. */
import { NAMES } from './cases.mjs';

/** Pixels. */
const WIDTH = 860;
const LABELS = 330;
const BAR = 16;
const GAP = 20;
const TOP = 64;
const AFTER_BARS = 170;

const COLOURS = { httpRequest: '#ea4b71', customWebhook: '#2f7d4f', undici: '#8a8f98' };

/**
 * @typedef {{ title: string, microseconds: Partial<Record<keyof typeof COLOURS, number>> }} Group
 * @param {Group[]} groups
 * @param {string} caption
 * @returns {string} SVG
 */
export function chart(groups, caption) {
	const longest = Math.max(...groups.flatMap(({ microseconds }) => Object.values(microseconds)));
	/** @type {string[]} */
	const parts = [];
	let y = TOP;
	for (const { title, microseconds } of groups) {
		const bars = /** @type {Array<[keyof typeof COLOURS, number]>} */ (Object.entries(microseconds));
		parts.push(text(LABELS - 12, y + (bars.length * BAR) / 2 + 4, title, 'end'));
		for (const [contender, value] of bars) {
			const width = Math.max(1, (value / longest) * (WIDTH - LABELS - AFTER_BARS));
			parts.push(
				`<rect x="${LABELS}" y="${y}" width="${width.toFixed(1)}" height="${BAR - 3}" fill="${COLOURS[contender]}"/>`,
				text(LABELS + width + 6, y + BAR - 5, `${Math.round(value).toLocaleString('en')} µs an item`),
			);
			y += BAR;
		}
		y += GAP;
	}
	const legend = /** @type {Array<keyof typeof COLOURS>} */ (Object.keys(COLOURS)).map((contender, at) => {
		const x = LABELS + at * 150;
		return `<rect x="${x}" y="34" width="12" height="12" fill="${COLOURS[contender]}"/>${text(x + 18, 45, NAMES[contender])}`;
	});
	return `<svg xmlns="http://www.w3.org/2000/svg" width="${WIDTH}" height="${y}" viewBox="0 0 ${WIDTH} ${y}" font-family="system-ui, sans-serif" font-size="13">
<rect width="100%" height="100%" fill="#ffffff"/>
${text(16, 22, caption)}
${[...legend, ...parts].join('\n')}
</svg>
`;
}

/** @param {number} x @param {number} y @param {string} content @param {'start' | 'end'} [anchor] */
function text(x, y, content, anchor = 'start') {
	const escaped = content.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
	return `<text x="${x.toFixed(1)}" y="${y.toFixed(1)}" text-anchor="${anchor}" fill="#1f2328">${escaped}</text>`;
}
