import type { Delivered } from '../../nodes/CustomWebhook/delivery';
import { WebhookFailure } from '../../nodes/CustomWebhook/failure';
import { RunLog } from '../../nodes/CustomWebhook/n8n';
import type { LoggedDelivery } from '../../nodes/CustomWebhook/n8n/log';
import { createRedactor } from '../../nodes/CustomWebhook/redact';
import type { Settings } from '../../nodes/CustomWebhook/settings';
import { contextWith } from './context';

/** A run's log in an n8n that writes lines up to this level, and what it wrote. */
function runLog({ level, bodies = false }: { level?: string; bodies?: boolean } = {}) {
	const lines: string[] = [];
	let now = 0;
	const write = (name: string) => (line: string) => lines.push(`${name} ${line}`);
	const logger = { level, debug: write('debug'), info: write('info'), warn: write('warn') };
	const log = new RunLog(contextWith({ getNode: () => ({ name: 'Deliver' }), logger }), () => now);
	const settings = {
		webhookName: 'key-of-WH5',
		method: 'POST',
		logging: { requestBody: bodies, responseBody: false },
	} as unknown as Settings;
	const url = jest.fn(() => 'https://h.test/');
	const plan = { settings, redactor: { ...createRedactor([['key-of-']]), url } };
	const item = (attempts: number, failure?: WebhookFailure) => {
		const report = { attempts: Array(attempts).fill({ durationMs: 1, waitedMs: 0 }), durationMs: 5 };
		const delivered = { ...report, failure: failure ?? new WebhookFailure('dns', 'x') };
		if (attempts === 0 && failure) log.unsent(plan, failure);
		else
			log.delivery({
				plan,
				request: { method: 'POST', url: 'https://h.test/', headers: [] },
				delivered: delivered as Delivered<never>,
				failure,
			} satisfies LoggedDelivery);
		log.count({ failure });
	};
	return { log, lines, item, urlShown: url, end: () => ((now = 1_234), log.end(plan)) };
}

const TIMEOUT = new WebhookFailure('timeout', 'no response');

it('A run is one line: what became of its items, requests, retries and time', () => {
	const { item, end, lines, log } = runLog({ level: 'info' });
	item(1);
	item(3);
	item(3, TIMEOUT);
	item(1, new WebhookFailure('status', '404'));
	item(0, new WebhookFailure('template', 'no'));
	end();
	expect(lines.at(-1)).toBe(
		'info ***WH5: 2 delivered, 3 failed (1 × timeout, 1 × status, 1 × template), 8 requests, 4 retries, 1234 ms',
	);
	expect(log.outcome).toBe('mixed');
});

it('Deliveries that went well are for who looks closely; bodies that were asked for are shown', () => {
	for (const [level, bodies, count] of [
		['info', false, 0],
		['debug', false, 1],
		['info', true, 1],
		[undefined, false, 1],
	] as const) {
		const { item, lines } = runLog({ level, bodies });
		item(1);
		expect(lines).toHaveLength(count);
	}
});

it('The first twenty failures have a warning each, and the rest is counted', () => {
	const { item, end, lines } = runLog({ level: 'warn' });
	for (let count = 0; count < 25; count++) item(count % 2, TIMEOUT);
	end();
	expect(lines).toHaveLength(21);
	expect(lines.at(-1)).toBe('warn ***WH5: 5 more items failed');
});

it('A line that n8n does not write is not made', () => {
	const { item, end, lines, urlShown } = runLog({ level: 'error' });
	item(1, TIMEOUT);
	end();
	expect(lines).toEqual([]);
	expect(urlShown).not.toHaveBeenCalled();
});

it('A run whose items all went one way says so', () => {
	const well = runLog();
	well.item(1);
	const badly = runLog();
	badly.item(1, TIMEOUT);
	expect([well.log.outcome, badly.log.outcome, runLog().log.outcome]).toEqual([
		'delivered',
		'failed',
		'delivered',
	]);
});
