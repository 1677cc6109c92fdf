import {
	judgeAddresses,
	judgeLiteral,
	lookUp,
} from '../../../nodes/CustomWebhook/delivery/connection/addresses';
import type { EgressGuard } from '../../../nodes/CustomWebhook/delivery';
import { WebhookFailure } from '../../../nodes/CustomWebhook/failure';

const v4 = (address: string) => ({ address, family: 4 });
const guard = (allowPrivateNetwork: boolean, egress?: EgressGuard) => ({
	allowPrivateNetwork,
	tools: { lookup: async () => [], ...(egress ? { egress } : {}) },
});
const operator: EgressGuard = {
	checkUrl: () => undefined,
	checkAddress: (address) => {
		if (address === '8.8.8.8') throw new Error('not on my watch');
	},
};

test('a literal address needs no look-up', async () => {
	expect(await lookUp('8.8.8.8', guard(false))).toEqual([v4('8.8.8.8')]);
	expect(await lookUp('::1', guard(false))).toEqual([{ address: '::1', family: 6 }]);
});

test('no address is a failure of the name', async () => {
	await expect(lookUp('a.test', guard(false))).rejects.toMatchObject({ kind: 'dns' });
});

test('of several addresses the public ones are kept, and the first refusal is told', () => {
	const { allowed, refusal } = judgeAddresses('a.test', [v4('10.0.0.1'), v4('1.1.1.1')], guard(false));
	expect(allowed).toEqual([v4('1.1.1.1')]);
	expect(refusal).toMatchObject({ kind: 'blocked', message: expect.stringContaining('private') });
});

test('with private networks allowed only the operator is asked', () => {
	const addresses = [v4('10.0.0.1'), v4('8.8.8.8')];
	expect(judgeAddresses('a.test', addresses, guard(true))).toEqual({ allowed: addresses });
	const { allowed, refusal } = judgeAddresses('a.test', addresses, guard(true, operator));
	expect(allowed).toEqual([v4('10.0.0.1')]);
	expect(refusal).toMatchObject({
		kind: 'blocked',
		description: expect.stringContaining('not on my watch'),
	});
});

test('literal addresses and localhost are judged before a look-up, names are not', () => {
	expect(judgeLiteral('127.0.0.1', guard(false))?.kind).toBe('blocked');
	expect(judgeLiteral('localhost', guard(false))?.kind).toBe('blocked');
	expect(judgeLiteral('a.test', guard(false))).toBeUndefined();
	expect(judgeLiteral('127.0.0.1', guard(true))).toBeUndefined();
	expect(judgeLiteral('8.8.8.8', guard(true, operator))?.kind).toBe('blocked');
});

describe('names', () => {
	const lookup = (addresses: () => Promise<{ address: string; family: number }[]>) => ({
		allowPrivateNetwork: false,
		tools: { lookup: addresses },
	});

	test('have the addresses that the look-up gives', async () => {
		expect(
			await lookUp(
				'a.test',
				lookup(async () => [v4('1.1.1.1')]),
			),
		).toEqual([v4('1.1.1.1')]);
	});

	test('that cannot be looked up are a failure of the name, whatever the look-up throws', async () => {
		const failing = lookup(async () => await Promise.reject(new Error('ENOTFOUND')));
		await expect(lookUp('a.test', failing)).rejects.toMatchObject({ kind: 'dns' });
	});

	test('whose look-up was refused keep that failure', async () => {
		const refused = new WebhookFailure('blocked', 'no');
		const failing = lookup(async () => await Promise.reject(refused));
		await expect(lookUp('a.test', failing)).rejects.toBe(refused);
	});
});

describe('a refusal tells', () => {
	const way = expect.stringMatching(
		/^Requests to private networks are refused.*add the option Allow Private/,
	);

	test('of an address that was typed, of localhost, or of what a name led to', () => {
		const { refusal } = judgeAddresses('a.test', [v4('10.0.0.1')], guard(false));
		expect([
			judgeLiteral('10.0.0.1', guard(false)),
			judgeLiteral('localhost', guard(false)),
			refusal,
		]).toMatchObject([
			{
				message: 'Not sent: 10.0.0.1 is an address that is not public (private)',
				field: 'url',
				description: way,
			},
			{
				message: expect.stringMatching(/^Not sent: localhost is this machine \(private network\)$/),
				description: way,
			},
			{
				message: 'Not sent: a.test leads to an address that is not public (private)',
				field: 'url',
				description: way,
			},
		]);
	});

	test('that it was the operator, and what the guard said', () => {
		expect(judgeLiteral('8.8.8.8', guard(true, operator))).toMatchObject({
			kind: 'blocked',
			message: 'This n8n does not allow requests to 8.8.8.8',
			description:
				'Whoever runs this n8n has limited where it may connect to. It said: not on my watch',
		});
	});

	test('what the operator’s guard says in our own words', () => {
		const own = new WebhookFailure('blocked', 'no');
		const checkAddress = () => {
			throw own;
		};
		expect(judgeLiteral('8.8.8.8', guard(true, { checkUrl: () => undefined, checkAddress }))).toBe(own);
	});
});

test('an operator’s guard that judges URLs only refuses no address', () => {
	expect(judgeLiteral('8.8.8.8', guard(true, { checkUrl: () => undefined }))).toBeUndefined();
});
