import { decide, type AttemptEnd } from '../../nodes/CustomWebhook/delivery/retry';
import { policyWith } from '../support/delivery';
import { rowsOf, tablesOf, textOf } from './pages';
import { everyField } from './panel';

const PAGE = 'docs/retries.md';
const { retry } = policyWith();
const failed = (failure: AttemptEnd['failure'], written: boolean): AttemptEnd => ({ failure, written });
const answered = (...codes: number[]): AttemptEnd[] =>
	codes.map((statusCode) => ({ statusCode, written: true }));

/** How an attempt ended, for each row of the page. */
const ENDS: Record<string, AttemptEnd[]> = {
	'no address, no connection': [failed('dns', false), failed('connect', false)],
	'a timeout, a broken connection': [failed('timeout', true), failed('network', true)],
	'429': answered(429),
	'a listed status with `Retry-After`, but not 500, 502 and 504': [408, 425, 503].map((statusCode) => ({
		statusCode,
		retryAfterMs: 100,
		written: true,
	})),
	'a body with one of **Retry When Values** at **Retry When Path**': [200, 400, 500].map((statusCode) => ({
		statusCode,
		busy: true,
		written: true,
	})),
	'408, 425, 500, 502, 503, 504': answered(408, 425, 500, 502, 503, 504),
	'another status, such as 404': answered(404, 400, 501),
	'certificate or handshake (`tls`)': [failed('tls', false)],
	'410': answered(410),
};

describe('what is sent again', () => {
	const again = (end: AttemptEnd, method: string, keyed: boolean, list = retry) =>
		decide(list, end, { method, keyed, retries: 0, remainingMs: 120_000, backoffMs: 100 }).again;

	it.each(rowsOf(PAGE, 'it failed with'))('%s: %s; without a key: %s', (what, safe, withoutKey) => {
		for (const end of ENDS[what!]!) {
			for (const method of ['GET', 'HEAD', 'PUT', 'DELETE'])
				expect(again(end, method, false)).toBe(safe!.startsWith('yes'));
			for (const method of ['POST', 'PATCH']) {
				expect(again(end, method, true)).toBe(safe!.startsWith('yes'));
				expect(again(end, method, false)).toBe(withoutKey!.startsWith('yes'));
			}
		}
	});

	it('410 is not sent again, whatever the list says', () => {
		const all = { ...retry, isRetryable: () => true };
		expect(again(ENDS['410']![0]!, 'GET', false, all)).toBe(false);
		expect(again(ENDS['another status, such as 404']![0]!, 'GET', false, all)).toBe(true);
	});
});

describe('defaults', () => {
	const rows = tablesOf(PAGE).flatMap(({ head, rows }) => (head[0] === 'option' ? rows : []));
	const numberOf = (cell: string) => Number.parseInt(cell, 10);

	it.each(rows)('%s is %s', (label, value) => {
		const field = everyField.find(({ displayName }) => displayName === label)!;
		expect(numberOf(value!)).toBe(field.default);
	});

	it('the statuses are those of the panel', () => {
		const [, listed] = /\*\*Retry → Status Codes\*\* \(`([^`]+)`/.exec(textOf(PAGE))!;
		expect(listed).toBe(everyField.find(({ name }) => name === 'retryStatusCodes')!.default);
	});

	it('as many redirects are followed as the page says', () => {
		const [, most] = /Up to (\d+) are followed/.exec(textOf(PAGE))!;
		expect(Number(most)).toBe(everyField.find(({ name }) => name === 'maxRedirects')!.default);
	});
});
