import { WebhookFailure } from '../../nodes/CustomWebhook/failure';
import { messageOf, Spot, ValueFault } from '../../nodes/CustomWebhook/template/spot';

const spot = new Spot('line\n a {{b}}', 'jsonBody', 8, '{{b}}');

describe('failures of a placeholder', () => {
	it('say field, line, column and excerpt', () => {
		expect(spot.failure('is bad', 'Do this.')).toMatchObject({
			kind: 'template',
			message: 'JSON Body, line 2, column 4: is bad. Do this.',
			description: 'Near: `a {{b}}`',
			...{ field: 'jsonBody', line: 2, column: 4 },
		});
	});

	it('take over a failure as it is', () => {
		const failure = new WebhookFailure('request', 'x');
		expect(spot.failureOf(failure)).toBe(failure);
	});

	it.each([
		[new ValueFault('is no port', 'request'), 'request', /{{b}} is no port/],
		[new RangeError('Maximum call stack size exceeded'), 'template', /nested too deeply/],
		[new TypeError('circular'), 'template', /refers to itself/],
		[new Error('boom'), 'template', /failed: boom/],
		['text', 'template', /failed: text/],
	])('turn %s into one', (error, kind, message) => {
		expect(spot.failureOf(error)).toMatchObject({
			kind,
			message: expect.stringMatching(message) as string,
		});
	});

	it('messages come from anything thrown', () => {
		expect([messageOf(new Error('a')), messageOf('b'), messageOf(undefined)]).toEqual([
			'a',
			'b',
			'undefined',
		]);
	});
});
