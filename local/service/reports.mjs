/**
 * What takes more than one request.
 *
 * GET /catalog?after=…   ten products, four a page, with a cursor for the next page
 * POST /reports          takes an order for a report: 202 with a Location
 * GET /reports/<id>      202 until it was asked for the third time, then the report
 */
import { errorAnswer, jsonAnswer } from './answers.mjs';

const PRODUCTS = 10;
const PAGE = 4;
const ASKED_UNTIL_DONE = 3;

/** @returns {Record<string, import('./server.mjs').Route>} */
export function reportRoutes() {
	/** @type {Map<string, { order: unknown, asked: number }>} */
	const reports = new Map();
	return {
		'/catalog': ({ query }) => {
			const first = Number(query.after ?? 0);
			const results = Array.from({ length: PRODUCTS }, (_, index) => ({ sku: `P-${index + 1}` }));
			const after = first + PAGE;
			const next = after < PRODUCTS ? { paging: { next: { after: String(after) } } } : {};
			return jsonAnswer(200, { results: results.slice(first, after), ...next });
		},
		'/reports': ({ method, json }) => {
			if (method !== 'POST') return errorAnswer(405, 'POST an order for a report.');
			const id = `rep_${reports.size + 1}`;
			reports.set(id, { order: json, asked: 0 });
			return jsonAnswer(
				202,
				{ id, status: 'accepted' },
				{ location: `/reports/${id}`, 'retry-after': '1' },
			);
		},
		'/reports/:id': ({ path }) => {
			const id = path.split('/')[2] ?? '';
			const report = reports.get(id);
			if (!report) return errorAnswer(404, `There is no report ${id}.`);
			report.asked++;
			if (report.asked < ASKED_UNTIL_DONE)
				return jsonAnswer(202, { id, status: 'running' }, { 'retry-after': '1' });
			return jsonAnswer(200, { id, status: 'completed', order: report.order });
		},
	};
}
