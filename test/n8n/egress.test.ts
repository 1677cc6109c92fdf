import type { ICredentialTestFunctions } from 'n8n-workflow';

import { egressOf, egressOfTest } from '../../nodes/CustomWebhook/n8n/egress';
import { contextWith } from './context';

const REFUSED = new Error('refused by the operator');

/** An n8n whose operator refuses a host and an address; `asked` is what it was asked. */
function guarded() {
	const asked: string[] = [];
	const verdict = (what: string, bad: string) => {
		asked.push(what);
		return what.includes(bad) ? { ok: false, error: REFUSED } : { ok: true };
	};
	const context = contextWith({
		helpers: {
			getSecureEgressFilter: (mode: string) => {
				asked.push(mode);
				return {
					validateUrl: async (url: URL) => await Promise.resolve(verdict(url.href, 'bad.test')),
					validateConnectionHost: (address: string) => verdict(address, '10.'),
				};
			},
		},
	});
	return { asked, guard: egressOf(context)! };
}

it("The operator's guard refuses URLs and addresses, with its own error", async () => {
	const { guard } = guarded();
	await expect(guard.checkUrl(new URL('https://bad.test/a'))).rejects.toBe(REFUSED);
	await expect(guard.checkUrl(new URL('https://good.test/a'))).resolves.toBeUndefined();
	expect(() => guard.checkAddress!('10.0.0.1', 'good.test')).toThrow(REFUSED);
	expect(() => guard.checkAddress!('203.0.113.1', 'good.test')).not.toThrow();
});

it('Each origin is asked about once a run, with what it said the first time; addresses each time', async () => {
	const { asked, guard } = guarded();
	await guard.checkUrl(new URL('https://good.test/a'));
	await guard.checkUrl(new URL('https://good.test/b'));
	await guard.checkUrl(new URL('https://good.test:8443/'));
	for (const path of ['a', 'b'])
		await expect(guard.checkUrl(new URL(`https://bad.test/${path}`))).rejects.toBe(REFUSED);
	guard.checkAddress!('203.0.113.1', 'good.test');
	guard.checkAddress!('203.0.113.1', 'good.test');
	expect(asked).toEqual([
		'safe',
		'https://good.test/a',
		'https://good.test:8443/',
		'https://bad.test/a',
		'203.0.113.1',
		'203.0.113.1',
	]);
});

it('An n8n without such a guard, or with none set, has nothing to say', () => {
	expect(egressOf(contextWith({ helpers: {} }))).toBeUndefined();
	expect(egressOf(contextWith({ helpers: { getSecureEgressFilter: () => undefined } }))).toBeUndefined();
});

/** The context of a credential's Test, in an n8n whose request helper does this. */
const testIn = (request: (options: object) => Promise<unknown>) =>
	({ helpers: { request } }) as unknown as ICredentialTestFunctions;

it("In a credential's Test n8n's request helper tells what its guard refuses, and is made to send nothing", async () => {
	const asked: unknown[] = [];
	const guard = egressOfTest(
		testIn(async (options) => {
			asked.push(options);
			const blocked = Object.assign(new Error('restricted'), { name: 'SsrfBlockedIpError' });
			const isPrivate = JSON.stringify(options).includes('10.0.0.1');
			return await Promise.reject(isPrivate ? blocked : new Error('Domain not allowed'));
		}),
		{ N8N_SSRF_PROTECTION_ENABLED: 'true' },
	)!;
	await expect(guard.checkUrl(new URL('http://10.0.0.1/a'))).rejects.toThrow('restricted');
	await expect(guard.checkUrl(new URL('https://example.com/a'))).resolves.toBeUndefined();
	expect(asked[0]).toEqual({ uri: 'http://10.0.0.1/a', method: 'HEAD', allowedDomains: 'nothing.invalid' });
});

it('An n8n without a guard is asked for nothing', () => {
	expect(egressOfTest(testIn(jest.fn()), {})).toBeUndefined();
});
