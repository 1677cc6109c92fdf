import { WebhookFailure } from '../../nodes/CustomWebhook/failure';
import type { Outcome } from '../../nodes/CustomWebhook/outcome';
import { failureRoute, stoppingError, toOutputs } from '../../nodes/CustomWebhook/outcome/outputs';
import { contextWith } from '../n8n/context';

const context = (type = 'customWebhook', continueOnFail = false) =>
	contextWith({
		getNode: () => ({ name: 'Deliver', type }),
		continueOnFail: () => continueOnFail,
	});

const outcome = (id: number, fails: boolean): Outcome => ({
	item: { json: { id } },
	...(fails ? { failure: new WebhookFailure('dns', 'no') } : {}),
});

it('Items that failed go where the author says', () => {
	for (const route of ['route', 'continue', 'stop'] as const)
		expect(failureRoute(context(), route)).toBe(route);
});

it('An On Error that goes on turns "stop" into "route", and changes nothing else', () => {
	const route = (wanted: Parameters<typeof failureRoute>[1]) => failureRoute(context('x', true), wanted);
	expect([route('stop'), route('route'), route('continue')]).toEqual(['route', 'route', 'continue']);
});

it('A tool has one output, whatever the author says', () => {
	for (const route of ['route', 'stop'] as const)
		expect(failureRoute(context('customWebhookTool'), route)).toBe('continue');
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
