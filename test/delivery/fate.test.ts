import { notRepeatedNote, withFate } from '../../nodes/CustomWebhook/delivery/fate';
import { timedOut } from '../../nodes/CustomWebhook/delivery/errors';
import { WebhookFailure, type FailureKind } from '../../nodes/CustomWebhook/failure';
import { requestTo, send } from '../support/delivery';
import { FaultServer } from '../support/fault-server';

const late = timedOut('a.test', 1000, false);

test('a failure in the middle says whether the request may have arrived, and keeps everything else', () => {
	const told = withFate(late, 'POST', true, undefined);
	expect(told).toMatchObject({ kind: 'timeout', message: late.message, retryable: true });
	expect(told.description).toBe(
		`The request may have arrived: check the service before you send it again. ${late.description}`,
	);
	expect(withFate(late, 'PUT', false, undefined).description).toBe(
		`The request was not sent. ${late.description}`,
	);
});

test('it says why a POST was not retried, and what to do', () => {
	expect(withFate(late, 'POST', true, 'POST').description).toContain(notRepeatedNote('POST'));
	expect(notRepeatedNote('PATCH')).toBe(
		'PATCH is not retried, because the service may have acted on it already. ' +
			'To retry it, add an Idempotency Key, or set Retry Mode to Always if duplicates do no harm.',
	);
});

test.each<[FailureKind, string]>([
	['timeout', 'GET'],
	['network', 'HEAD'],
	['dns', 'POST'],
	['connect', 'POST'],
	['tls', 'POST'],
	['response', 'POST'],
	['credentials', 'POST'],
])('a %s of a %s says nothing more: nothing can have happened, or it is clear', (kind, method) => {
	const failure = new WebhookFailure(kind, 'message');
	expect(withFate(failure, method, kind !== 'dns', undefined)).toBe(failure);
});

test.each([
	['reset-before-response', { idempotencyKey: undefined }, true],
	['reset-before-response', { idempotencyKey: 'k' }, false],
	['reset-before-response', { method: 'PUT' }, false],
])('%s of a request %j is explained by why it was not retried: %s', async (fault, more, explained) => {
	const server = await FaultServer.start();
	const { failure, notRepeated } = await send(requestTo(server.url(fault), { body: '{}', ...more }));
	await server.stop();
	expect(failure?.description).toContain('The request may have arrived');
	expect(failure?.description?.includes('is not retried')).toBe(explained);
	expect(notRepeated).toBe(explained ? 'POST' : undefined);
});
