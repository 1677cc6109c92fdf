import { asFailure, FAILURE_KINDS, isKind, WebhookFailure } from '../nodes/CustomWebhook/failure';

it('The kinds are those of the contract, and nothing else is one', () => {
	for (const kind of Object.keys(FAILURE_KINDS)) expect([kind, isKind(kind)]).toEqual([kind, true]);
	for (const kind of ['toString', 'Status', '', 1, undefined, null]) expect(isKind(kind)).toBe(false);
});

it('Only what time can mend may go through later, unless the failure knows better', () => {
	const kinds = Object.keys(FAILURE_KINDS) as Array<keyof typeof FAILURE_KINDS>;
	expect(kinds.filter((kind) => new WebhookFailure(kind, '').retryable)).toEqual([
		'dns',
		'connect',
		'timeout',
		'network',
		'circuit',
	]);
	expect(new WebhookFailure('status', '', { retryable: true }).retryable).toBe(true);
	expect(new WebhookFailure('dns', '', { retryable: false }).retryable).toBe(false);
});

it('A failure has the details that it was given, also a zero, and no others', () => {
	const details = { description: '', field: 'url', line: 1, column: 2, retryAfterMs: 0, cause: 'x' };
	expect({ ...new WebhookFailure('dns', 'm', details) }).toEqual({
		name: 'WebhookFailure',
		kind: 'dns',
		retryable: true,
		description: '',
		field: 'url',
		line: 1,
		column: 2,
		retryAfterMs: 0,
	});
	expect(new WebhookFailure('dns', 'm', details)).toMatchObject({ message: 'm', cause: 'x' });
	expect('cause' in new WebhookFailure('dns', 'm')).toBe(false);
});

it('What is no failure of an item is a bug, and is thrown again as it is', () => {
	const failure = new WebhookFailure('dns', '');
	expect(asFailure(failure)).toBe(failure);
	const bug = new TypeError('x is undefined');
	expect(() => asFailure(bug)).toThrow(bug);
});

it('Texts of megabytes are cut, and their end says so', () => {
	const long = 'x'.repeat(6_000_000);
	const { message, description, field } = new WebhookFailure('request', long, {
		description: long,
		field: long,
	});
	for (const text of [message, description, field]) {
		expect(text!.length).toBeLessThan(5_000);
		expect(text).toMatch(/x…$/);
	}
});
