import { headersFor } from '../../nodes/CustomWebhook/delivery/lead';
import { createRedactor, redactBody } from '../../nodes/CustomWebhook/redact';
import { SECRET_WORDS } from '../../nodes/CustomWebhook/formats/secret-name';
import type { RequestPlan } from '../../nodes/CustomWebhook/request';
import { atTestAddress } from '../../nodes/CustomWebhook/request/test-address';

const SECRET = 'plain-words';
const redactor = createRedactor([]);

/** Each word alone, and as a service would write it into a longer name. */
const NAMES = SECRET_WORDS.flatMap((word) => [
	word,
	word.toUpperCase(),
	`X-Client-${word}`,
	`client_${word}`,
]);

const BOUNDARY = 'multipart/form-data; boundary=b';
const BODIES: Array<[string, string, (name: string) => string]> = [
	['JSON', 'application/json', (name) => JSON.stringify({ list: [{ [name]: SECRET }] })],
	['an XML element', 'application/xml', (name) => `<a><w:${name}>${SECRET}</w:${name}></a>`],
	['an XML attribute', 'application/xml', (name) => `<a ${name}="${SECRET}"/>`],
	['a form', 'application/x-www-form-urlencoded', (name) => `a=1&${name}=${SECRET}`],
	[
		'a multipart form',
		BOUNDARY,
		(name) => `--b\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${SECRET}\r\n--b--\r\n`,
	],
];

it.each(NAMES)('The value of %s is hidden in what is shown and logged', (name) => {
	const shown = redactor.shown({ headers: { [name]: SECRET }, body: { user: { [name]: SECRET } } });
	expect(JSON.stringify(shown)).not.toContain(SECRET);
	expect(redactor.url(`https://a.test/?a=1&${name}=${SECRET}#f`)).not.toContain(SECRET);
	for (const [place, type, body] of BODIES)
		expect([place, redactBody(body(name), type, redactor)]).toEqual([
			place,
			expect.not.stringContaining(SECRET),
		]);
});

it.each(NAMES)('The header %s does not go to another origin', (name) => {
	const request = { method: 'GET', url: 'https://a.test/', headers: [] };
	const rules = { request, policy: { httpsOnly: false } };
	expect(headersFor([[name, SECRET]], true, true, rules)).toEqual([]);
});

it.each(NAMES)('The value of %s does not go to a test address', async (name) => {
	for (const [place, type, body] of BODIES) {
		const plan: RequestPlan = {
			build: () =>
				Promise.resolve({
					method: 'POST',
					url: `https://a.test/?${name}=${SECRET}`,
					headers: [
						['Content-Type', type],
						[name, SECRET],
					],
					body: body(name),
				}),
		};
		const sent = await atTestAddress(plan, 'https://catcher.test', redactor).build(
			{} as never,
			{} as never,
		);
		expect([place, JSON.stringify(sent)]).toEqual([place, expect.not.stringContaining(SECRET)]);
	}
});
