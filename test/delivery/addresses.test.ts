import { judgeAddresses, judgeLiteral, lookUp } from '../../nodes/CustomWebhook/delivery/addresses';
import type { EgressGuard } from '../../nodes/CustomWebhook/delivery';

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
