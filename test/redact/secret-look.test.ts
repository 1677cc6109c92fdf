import { looksLikeKey, secretOfAddress } from '../../nodes/CustomWebhook/redact/secret-look';
import { expectProportional } from '../support/growth';

it.each([
	'sk_live_4eC39HqLyjWDarjtT1',
	'Bearer ghp_0123456789abcdefghij0123',
	'xoxb-123-456-abc',
	'SG.abcdefghijkl.mnopqrstuvwx',
	'eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0In0.c2lnbmF0dXJl',
])('a key is known by its look: %s', (text) => {
	expect(looksLikeKey(text)).toBe(true);
});

it.each([
	'sk_test_',
	'task-list-of-the-whole-company',
	'ghost_writer',
	'SG.1',
	'cus_NffrFeUfNV2Hib',
	'tok_visa',
	'',
])('what is no key is not: %s', (text) => {
	expect(looksLikeKey(text)).toBe(false);
});

it.each([
	['https://hooks.slack.com/services/T0/B0/abc', 'abc'],
	['https://discord.com/api/webhooks/1/abc?wait=true', 'abc'],
	['https://discordapp.com/api/v10/webhooks/1/abc', 'abc'],
	['https://api.telegram.org/bot1:abc/getMe', '1:abc'],
	['https://a.webhook.office.com/webhookb2/abc', 'abc'],
	['https://hooks.zapier.com/hooks/catch/1/abc/', '1/abc/'],
	['https://maker.ifttt.com/trigger/e/with/key/abc', 'abc'],
	['https://api.example.com/services/T0/B0/abc', undefined],
])('an address that is a secret by itself: %s', (url, secret) => {
	expect(secretOfAddress(url)).toBe(secret);
});

it.each([
	'eyJa-',
	'SG.a-',
	'//hooks.slack.com/services/',
	'//api.telegram.org/',
	'sk-a.',
	'//a.webhook.office.com',
])('%s is read in time proportional to its length', (piece) => {
	expectProportional((length) => {
		const text = piece.repeat(length / piece.length);
		looksLikeKey(text);
		secretOfAddress(text);
	}, 128_000);
});
