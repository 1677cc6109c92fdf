import { timedOut } from '../../nodes/CustomWebhook/delivery/errors';
import { WebhookFailure } from '../../nodes/CustomWebhook/failure';
import { logDelivery, logRun, logUnsent } from '../../nodes/CustomWebhook/n8n/log';
import { isSecretName } from '../../nodes/CustomWebhook/formats';
import { createRedactor } from '../../nodes/CustomWebhook/redact';
import { shortened } from '../../nodes/CustomWebhook/request';
import type { Settings } from '../../nodes/CustomWebhook/settings';
import { contextWith } from '../n8n/context';
import { blocks, codesIn, textOf } from './pages';

const PAGE = 'docs/logs-and-privacy.md';
const settings = { webhookName: 'WH5', logging: { responseBody: false } } as unknown as Settings;

/** The line that a delivery leaves in the log. */
function lineOf(
	method: string,
	url: string,
	attempts: number,
	durationMs: number,
	statusCode?: number,
	hidden = '',
) {
	const lines: string[] = [];
	const keep = (line: string) => lines.push(line);
	const request = { method, url, headers: [] };
	const response = { statusCode: statusCode!, statusMessage: '', headers: {}, url, method, redirects: [] };
	const failure = timedOut(new URL(url).host, 30_000, false);
	const report = {
		attempts: Array.from({ length: attempts }, () => ({ durationMs: 1, waitedMs: 0 })),
		durationMs,
	};
	const delivered = statusCode === undefined ? { ...report, failure } : { ...report, response };
	logDelivery(contextWith({ logger: { debug: keep, warn: keep } }), {
		plan: { settings, redactor: createRedactor([], [hidden]) },
		request,
		delivered,
		...(statusCode === undefined ? { failure } : {}),
	});
	return lines[0]!;
}

function runLine() {
	const lines: string[] = [];
	const context = contextWith({ logger: { info: (line: string) => lines.push(line) } });
	logRun(
		context,
		{ settings, redactor: createRedactor([]) },
		{
			delivered: 97,
			failed: new Map([
				['timeout', 2],
				['template', 1],
			]),
			requests: 104,
			retries: 5,
			durationMs: 92_310,
			unwritten: 0,
		},
	);
	return lines[0]!;
}

function unsentLine() {
	const lines: string[] = [];
	const failure = new WebhookFailure('template', 'secret', { field: 'jsonBody', line: 2, column: 11 });
	const context = contextWith({ logger: { warn: (line: string) => lines.push(line) } });
	logUnsent(context, { settings: { ...settings, method: 'POST' }, redactor: createRedactor([]) }, failure);
	return lines[0]!;
}

it('the log has the lines that docs/logs-and-privacy.md shows', () => {
	expect(blocks(PAGE, 'text')).toEqual([
		[
			runLine(),
			lineOf('GET', 'https://api.example.com/codes?town=Kyiv&token=x', 1, 84, 200),
			lineOf('POST', 'https://api.example.com/orders', 3, 92_014),
			unsentLine(),
		].join('\n'),
	]);
});

it('an address of a person is in the log with the query, unless its field is hidden', () => {
	const url = 'https://api.example.com/?email=ann@example.com';
	expect(lineOf('GET', url, 1, 1, 200)).toContain('ann@example.com');
	expect(lineOf('GET', url, 1, 1, 200, 'email')).not.toContain('ann');
});

it('the page names the telling names', () => {
	const [, listed] = /The names, in capitals or not: ([^]*?), and\s+those/.exec(textOf(PAGE))!;
	const names = codesIn(listed!);
	expect(names).toHaveLength(15);
	expect(names.filter((name) => !isSecretName(name) || !isSecretName(name.toUpperCase()))).toEqual([]);
});

it('a body is cut where the page says', () => {
	const [, kilobytes] = /A body is cut at (\d+) KB/.exec(textOf(PAGE))!;
	const bytes = Buffer.byteLength(shortened('x'.repeat(100_000)));
	expect(Math.floor(bytes / 1000)).toBe(Number(kilobytes));
});
