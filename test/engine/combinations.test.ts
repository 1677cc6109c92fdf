import fc from 'fast-check';
import type { IDataObject, INodeExecutionData } from 'n8n-workflow';

import { items, settings, type Made, type MadeItem } from './combinations/settings';
import { startScriptedService, type ScriptedService } from './combinations/service';
import { runNode, type EngineRun } from './engine';

/** CONTRACT 6. */
const KINDS =
	'template request credentials blocked dns connect tls timeout network circuit redirect status rule response mapping cancelled';
/** The kinds of failures of items that were not sent. */
const UNSENT = ['template', 'request', 'blocked'];
const SECRET = 'sk_live_9f8e7d6c5b';

let service: ScriptedService;
beforeAll(async () => (service = await startScriptedService()));
afterAll(async () => await service.close());

interface Failure {
	kind: string;
	message: string;
	retryable: boolean;
}

const indexOf = ({ pairedItem }: INodeExecutionData) => (pairedItem as { item: number }).item;
const failureOf = ({ json }: INodeExecutionData) => json.failure as Failure | undefined;
const isPreview = ({ json }: INodeExecutionData) => json.request !== undefined && json.response === undefined;

async function run({ url, options, ...others }: Made, made: readonly MadeItem[]): Promise<EngineRun> {
	service.follow(made.map(({ script }) => script));
	return await runNode({
		parameters: {
			...others,
			url: `${service.newOrigin()}${String(url)}`,
			authentication: 'bearer',
			options: { allowPrivateNetwork: true, ...options },
		},
		items: made.map(({ name, hasFile }, id) => ({
			json: { id, ...(name === undefined ? {} : { name }) } as IDataObject,
			...(hasFile ? { binary: { data: { data: 'aGk=', mimeType: 'text/plain' } } } : {}),
		})),
		credentials: {
			customWebhookBearerApi: { token: SECRET },
			...(options.signing ? { customWebhookSigningApi: { secret: `${SECRET}-signing` } } : {}),
		},
	});
}

/** Everything that a person reads of a run. */
function shownBy({ success, failure, error, run: { data } }: EngineRun): string {
	const { hints } = data.resultData.runData['Custom Webhook']?.at(-1) ?? {};
	return JSON.stringify([[...success, ...failure].map(({ json }) => json), hints, error?.message]);
}

/** Whether the service may be asked again although it may have acted. */
function mayRepeat({ method, options }: Made): boolean {
	const isSafe = ['GET', 'PUT', 'DELETE'].includes(String(method)) || options.idempotency !== undefined;
	return isSafe && options.retry?.values.retryMode !== 'never';
}

it('Whatever settings come together, each item leaves once, is acted on once, and shows no secret', async () => {
	let completed = 0;
	await fc.assert(
		fc.asyncProperty(settings, items, async (made, input) => {
			const ended = await run(made, input);
			const { success, failure, error } = ended;
			const shown = shownBy(ended);
			expect(shown).not.toContain(SECRET);
			expect(shown).not.toMatch(/bug in this node|is not a function|Cannot read prop/i);
			// Some settings exclude each other: that is a mistake in the set-up, told before anything is sent.
			if (error) return expect(service.arrivals).toBe(0);
			completed++;

			for (const output of [success, failure].map((each) => each.map(indexOf)))
				expect(output).toEqual([...output].sort((a, b) => a - b));
			const left = [...success, ...failure].map(indexOf).sort((a, b) => a - b);
			expect(left).toEqual(input.map((_item, index) => index));

			const failed = [...success, ...failure].filter(failureOf);
			expect(
				failed.filter((item) => success.includes(item) === (made.onFailure === 'continue')),
			).toEqual(failed);
			expect(failed).toEqual(expect.arrayContaining(failure));
			for (const item of failed) {
				const { kind, message, retryable } = failureOf(item)!;
				expect(KINDS.split(' ')).toContain(kind);
				expect(message).not.toBe('');
				expect(typeof retryable).toBe('boolean');
				if (UNSENT.includes(kind))
					expect([kind, service.acts.get(indexOf(item))]).toEqual([kind, undefined]);
			}

			if (made.operation === 'preview') return expect(service.arrivals).toBe(0);
			const delivered = success.filter((item) => !failureOf(item) && !isPreview(item));
			for (const index of delivered.map(indexOf)) expect([...service.acts.keys()]).toContain(index);
			// Each page is a request of its own.
			if (made.options.pagination) return;
			if (!mayRepeat(made)) for (const times of service.acts.values()) expect(times).toBe(1);
			for (const keys of service.keys.values()) expect(keys.size).toBe(1);
		}),
		{ numRuns: 300 },
	);
	expect(completed).toBeGreaterThan(150);
});
