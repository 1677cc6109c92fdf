import { parseXml } from '../../nodes/CustomWebhook/formats/xml';
import { markAsXml } from '../../nodes/CustomWebhook/response/from-xml';
import type { JsonValue } from '../../nodes/CustomWebhook/formats/json';
import { judge, listedValueIn } from '../../nodes/CustomWebhook/response';
import { listedValues } from '../../nodes/CustomWebhook/settings/checks';

const found = (path: string, values: string, body: JsonValue) =>
	listedValueIn(listedValues(path, values), body);

test.each<[string, string, JsonValue, string | undefined]>([
	['error.code', 'RATE_LIMITED, LOCKED', { error: { code: 'LOCKED' } }, 'LOCKED'],
	['error.code', 'RATE_LIMITED', { error: { code: 'INVALID' } }, undefined],
	['error.code', 'RATE_LIMITED', { error: { code: 'RATE_LIMITED_NOT' } }, undefined],
	['error.code', 'RATE_LIMITED', {}, undefined],
	['code', '17', { code: 17 }, '17'],
	['busy', 'true', { busy: true }, 'true'],
	['code', 'null', { code: null }, 'null'],
	['errors.*.code', 'BUSY', { errors: [{ code: 'OTHER' }, { code: 'BUSY' }] }, 'BUSY'],
	['errors', 'BUSY', { errors: ['BUSY'] }, undefined],
	['', 'try again', 'try again\n', 'try again'],
	['r.code', '17', markAsXml(parseXml('<r><code a="1">17</code></r>')), '17'],
	['code', ' , ', { code: '' }, undefined],
])('at %j one of %j is looked for in %j: %s', (path, values, body, expected) => {
	expect(found(path, values, body)).toBe(expected);
});

describe('a response whose body says that nothing was done', () => {
	const rule = { isSuccess: (status: number) => status < 300, rule: 'auto', path: '', value: '' } as const;
	const body = { error: 'BUSY' };
	const retry = { isRetryable: () => false, when: listedValues('error', 'BUSY'), retryAfterMs: 5 };

	test('is a failure that may go through later, although its status says success', () => {
		expect(judge(rule, { statusCode: 200, statusMessage: '', body }, retry)).toMatchObject({
			kind: 'rule',
			retryable: true,
			retryAfterMs: 5,
			message:
				'The service responded with "BUSY" at "error", which Retry When Values lists: it did not act on the request.',
		});
	});

	test('may go through later whatever its status, but not after a 410', () => {
		const retryable = (statusCode: number) =>
			judge(rule, { statusCode, statusMessage: '', body }, retry)?.retryable;
		expect([400, 410].map(retryable)).toEqual([true, false]);
	});
});
