import { pageAt, statusAt, type Named } from '../../../nodes/CustomWebhook/delivery/follow/request-at';
import type { OutgoingRequest } from '../../../nodes/CustomWebhook/delivery';

const credential = {
	headers: ['authorization'],
	query: [['key', 'k']],
	allowsHost: () => true,
	refresh: () => undefined,
} as never;

const POST: OutgoingRequest = {
	method: 'POST',
	url: 'https://a.test/list',
	headers: [
		['Host', 'other.test'],
		['Idempotency-Key', '1'],
		['X-A', '1'],
	],
	body: '{}',
	idempotencyKey: '1',
	idempotencyHeader: 'Idempotency-Key',
};

const named = (changed: Partial<OutgoingRequest> = {}, url = POST.url): Named => ({
	request: { ...POST, ...changed },
	response: {
		statusCode: 200,
		statusMessage: '',
		headers: {},
		url,
		method: 'POST',
		redirects: [],
	} as never,
	policy: { httpsOnly: false } as never,
});

const names = ({ headers }: OutgoingRequest) => headers.map(([name]) => name);

it('the next page is asked for as the one before, with its body', () => {
	expect(pageAt('?page=2', named())).toMatchObject({
		method: 'POST',
		url: 'https://a.test/list?page=2',
		body: '{}',
	});
});

it('the state of a result is asked for without the body and what makes it safe to repeat', () => {
	const next = statusAt('/jobs/1#top', false, named());
	expect(next).toMatchObject({ method: 'GET', url: 'https://a.test/jobs/1' });
	expect(next).not.toHaveProperty('body');
	expect(next).not.toHaveProperty('idempotencyKey');
	expect(names(next)).not.toContain('Idempotency-Key');
	expect(names(statusAt('/jobs/1', false, named({ idempotencyHeader: undefined } as never)))).toContain(
		'X-A',
	);
});

it('an address that the author typed on another origin gets no typed Host', () => {
	expect(names(statusAt('https://b.test/jobs/1', true, named()))).not.toContain('Host');
	expect(names(statusAt('/jobs/1', true, named()))).toContain('Host');
});

it('what is no URL leads nowhere', () => {
	expect(() => pageAt('https://', named())).toThrow(
		expect.objectContaining({
			kind: 'mapping',
			message: expect.stringContaining('not a URL') as string,
		}) as Error,
	);
});

it('once the origin was left, no later request is on the way of the author again', () => {
	const next = pageAt('?page=2', named({ method: 'GET', leftOrigin: true }));
	expect(next).toMatchObject({ leftOrigin: true });
	expect(next).not.toHaveProperty('idempotencyHeader');
	expect(statusAt('/jobs', false, named({ leftOrigin: true }))).toMatchObject({ leftOrigin: true });
});

it('then nothing is left of the credential but where it may be used and what it puts into addresses', () => {
	const next = pageAt('?page=2', named({ method: 'GET', credential, leftOrigin: true }));
	expect(Object.keys(next.credential ?? {}).sort()).toEqual(['allowsHost', 'headers', 'query']);
	const bare = pageAt(
		'?page=2',
		named({ method: 'GET', credential: { headers: [] }, leftOrigin: true } as never),
	);
	expect(bare.credential).toEqual({ headers: [] });
});
