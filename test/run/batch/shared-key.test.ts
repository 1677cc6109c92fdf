import type { BatchPart } from '../../../nodes/CustomWebhook/request';
import { SharedKeys } from '../../../nodes/CustomWebhook/run/batch/shared-key';
import type { ItemPlan } from '../../../nodes/CustomWebhook/run/plan';

const SETTINGS = {
	method: 'POST',
	policyKey: 'p',
	retryWhen: ['502'],
	idempotency: { mode: 'none' },
	batch: { size: 2 },
	logging: 'off',
	response: { format: 'auto', charset: 'utf-8', binaryProperty: 'data' },
};
const PLAN = { settings: SETTINGS, delivery: {}, credentials: {} };

const keys = new SharedKeys();
const keyOf = (plan: object = {}, { shared = 'head', isSent = true } = {}) =>
	keys.keyOf({ ...PLAN, ...plan } as unknown as ItemPlan, { shared } as BatchPart, isSent);
const withSettings = (changed: object) => keyOf({ settings: { ...SETTINGS, ...changed } });

it('Items share a request if all that it and its reading depend on is equal, also in settings of their own', () => {
	expect(keyOf()).toBe(keyOf());
	expect(keyOf({ settings: structuredClone(SETTINGS) })).toBe(keyOf());
});

it.each<[string, () => string]>([
	['the rest of the request', () => keyOf({}, { shared: 'other' })],
	['that one is only shown', () => keyOf({}, { isSent: false })],
	['the delivery', () => keyOf({ delivery: {} })],
	['the credentials', () => keyOf({ credentials: {} })],
	['the method', () => withSettings({ method: 'PUT' })],
	['the policy', () => withSettings({ policyKey: 'q' })],
	['what is retried', () => withSettings({ retryWhen: [] })],
	['how keys are made', () => withSettings({ idempotency: { mode: 'auto' } })],
	['the batches', () => withSettings({ batch: { size: 3 } })],
	['the logging', () => withSettings({ logging: 'on' })],
	[
		'the format of the response',
		() => withSettings({ response: { ...SETTINGS.response, format: 'text' } }),
	],
	['its charset', () => withSettings({ response: { ...SETTINGS.response, charset: 'latin1' } })],
	[
		'where its file goes',
		() => withSettings({ response: { ...SETTINGS.response, binaryProperty: 'file' } }),
	],
])('Items share no request if they differ in %s', (_what, other) => {
	expect(other()).not.toBe(keyOf());
});

it('What an item is read by afterwards, alone, does not part them', () => {
	expect(withSettings({ response: { ...SETTINGS.response, variables: ['a'] } })).toBe(keyOf());
});
