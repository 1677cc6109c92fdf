import { WebhookFailure } from '../../nodes/CustomWebhook/failure';
import { ReplyBody } from '../../nodes/CustomWebhook/delivery/body';
import { Opened } from '../../nodes/CustomWebhook/delivery/opened';
import { asText } from '../support/delivery';

/** A response whose body is fed by hand. */
function opened(maxResponseBytes = 1000) {
	const aborted: WebhookFailure[] = [];
	const exchange = {
		abort: (failure: WebhookFailure) => void aborted.push(failure),
		refuse: () => undefined,
	};
	const body = new ReplyBody(() => undefined);
	const head = { statusCode: 200, statusMessage: '', headers: {}, url: 'https://a.test/', method: 'GET' };
	return { body, aborted, response: new Opened(head as never, body, exchange as never, maxResponseBytes) };
}

it('a small response that is not the last one stays, and can be read later', async () => {
	const { response, body, aborted } = opened();
	const kept = response.keep();
	body.push(Buffer.from('a'));
	body.end();
	await kept;
	expect(aborted).toEqual([]);
	expect(await response.readKept(asText)).toBe('a');
});

it('a large one closes its connection, and cannot be read', async () => {
	const { response, body, aborted } = opened();
	const kept = response.keep();
	body.push(Buffer.alloc(70_000));
	await kept;
	expect(aborted).toHaveLength(1);
	expect(await response.readKept(asText)).toBeUndefined();
});

it('one that breaks off cannot be read, and one that was not kept is not read twice', async () => {
	const { response, body } = opened();
	expect(await response.readKept(asText)).toBeUndefined();
	const kept = response.keep();
	body.fail(new WebhookFailure('network', 'broke off'));
	await kept;
	expect(await response.readKept(asText)).toBeUndefined();
});

it('the failure of the body wins over what its reader makes of it', async () => {
	const { response, body } = opened(1);
	body.push(Buffer.from('too large'));
	body.end();
	await expect(
		response.read(async (_head, content) => await content.bytes().catch(() => 'read nonetheless')),
	).rejects.toMatchObject({ kind: 'response' });
	const other = opened();
	await expect(
		other.response.read(async () => await Promise.reject(new Error('of the reader'))),
	).rejects.toThrow('of the reader');
});
