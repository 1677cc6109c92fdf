import { WebhookFailure } from '../../nodes/CustomWebhook/failure';
import type { Outcome } from '../../nodes/CustomWebhook/outcome';
import { failedRunError, stoppingError, toOutputs } from '../../nodes/CustomWebhook/outcome/outputs';
import { contextWith } from '../n8n/context';

const context = () => contextWith({ getNode: () => ({ name: 'Deliver', type: 'customWebhook' }) });

const outcome = (id: number, fails: boolean): Outcome => ({
	item: { json: { id, ...(fails ? { failure: { message: 'no' } } : {}) } },
	attempts: 1,
	...(fails ? { failure: new WebhookFailure('dns', 'no') } : {}),
});

it('Each item leaves once, in input order within its output', () => {
	const outcomes = [outcome(0, true), outcome(1, false), outcome(2, true), outcome(3, false)];
	const ids = (route: Parameters<typeof toOutputs>[1]) =>
		toOutputs(outcomes, route).map((output) => output.map(({ json }) => json.id));
	expect(ids('route')).toEqual([
		[1, 3],
		[0, 2],
	]);
	expect(ids('continue')).toEqual([[0, 1, 2, 3], []]);
	expect(toOutputs([], 'route')).toEqual([[], []]);
});

it('The error that stops the workflow says what the item says, which hides secrets, and the field', () => {
	const json = { failure: { message: 'with ***', description: 'Look at it.', field: 'headers.***' } };
	expect(stoppingError(context(), 4, { json })).toMatchObject({
		message: 'with ***',
		description: 'Look at it.\nField: headers.***',
		context: { itemIndex: 4 },
	});
	const bare = stoppingError(context(), 0, { json: { failure: { message: 'm' } } });
	expect([bare.message, bare.description ?? '']).toEqual(['m', '']);
});

it('The error after all items has the counts, the first reason once, the hints, and what became of the others', () => {
	const outcomes = [outcome(0, false), outcome(1, true), outcome(2, false), outcome(3, true)];
	const error = failedRunError(context(), outcomes, ['2 of 4 items failed: no.', 'Check the spelling.'])!;
	expect(error).toMatchObject({ message: '2 of 4 items failed: no.', context: { itemIndex: 1 } });
	expect(error.description?.split('\n')).toEqual([
		'Check the spelling.',
		'2 other items were processed without a failure, but the next steps do not run for them.',
		expect.stringContaining('connect the Failure output'),
	]);
	expect(failedRunError(context(), [outcome(0, false)], [])).toBeUndefined();
});

it('One item that was processed is said in the singular, and none is not said', () => {
	const descriptionOf = (...fails: boolean[]) =>
		failedRunError(
			context(),
			fails.map((each, id) => outcome(id, each)),
			[],
		)?.description;
	expect(descriptionOf(true, false)).toContain(
		'1 other item was processed without a failure, but the next steps do not run for it.',
	);
	expect(descriptionOf(true)).not.toContain('other item');
});
