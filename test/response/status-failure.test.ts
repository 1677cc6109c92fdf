import { statusFailure } from '../../nodes/CustomWebhook/response/status-failure';

const never = { isRetryable: () => false };
const answer = (statusCode: number, statusMessage = '', body: string | null = null) => ({
	statusCode,
	statusMessage,
	body,
});

describe('statusFailure', () => {
	test('says the status, its phrase and what the service says', () => {
		const failure = statusFailure(answer(404, 'Not Here', 'No such contact'), never);
		expect(failure).toMatchObject({
			kind: 'status',
			message: 'The service answered 404 Not Here: "No such contact"',
		});
	});

	test('knows the phrase where the service sends none', () => {
		expect(statusFailure(answer(503), never).message).toBe(
			'The service answered 503 Service Unavailable.',
		);
		expect(statusFailure(answer(599), never).message).toBe('The service answered 599.');
	});

	test.each([
		[401, 'credential'],
		[403, 'rights'],
		[404, 'Check the URL'],
		[410, 'gone for good'],
		[415, 'Content-Type'],
		[422, 'Preview'],
		[429, 'too many requests'],
		[500, 'problem of its own'],
		[302, 'Follow redirects'],
		[304, 'nothing has changed'],
		[418, 'documentation'],
		[201, 'list of success statuses'],
	])('%i comes with a way out', (statusCode, text) => {
		expect(statusFailure(answer(statusCode), never).description).toContain(text);
	});

	test('is retryable where the list of statuses says so, but never after 410', () => {
		const always = { isRetryable: () => true, retryAfterMs: 5000 };
		expect(statusFailure(answer(503), always)).toMatchObject({ retryable: true, retryAfterMs: 5000 });
		expect(statusFailure(answer(503), never)).toMatchObject({ retryable: false });
		expect(statusFailure(answer(503), never).retryAfterMs).toBeUndefined();
		expect(statusFailure(answer(410), always).retryable).toBe(false);
	});

	test('stays short, whatever the service sends', () => {
		const failure = statusFailure(answer(500, 'x'.repeat(65_536), 'y'.repeat(1_000_000)), never);
		expect(failure.message.length).toBeLessThan(500);
	});
});
