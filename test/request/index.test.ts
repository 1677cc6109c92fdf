import { applyCredential, planRequest } from '../../nodes/CustomWebhook/request';
import { readSettings, type Settings } from '../../nodes/CustomWebhook/settings';
import type { INodeParameters } from 'n8n-workflow';
import { compile, noFiles, scopeOf } from './support';

function settingsOf(parameters: INodeParameters): Settings {
	return readSettings(
		{
			getNodeParameter: (name, _index, fallback) => parameters[name] ?? fallback,
			evaluateExpression: (code) => code,
		},
		0,
	).settings;
}

const build = async (
	parameters: INodeParameters,
	json: object = {},
	credential = applyCredential('none', {}),
) =>
	await planRequest(settingsOf({ url: 'https://example.com/', ...parameters }), credential, compile).build(
		scopeOf(json),
		noFiles,
	);

const idempotency = (values: INodeParameters) => ({ options: { idempotency: { values } } });

describe('Headers', () => {
	it('the body names its content type, the author wins over it, and a credential over both', async () => {
		const { headers } = await build(
			{
				jsonBody: '{}',
				headers: {
					header: [
						{ name: 'content-type', value: 'application/vnd.api+json' },
						{ name: 'authorization', value: 'mine' },
					],
				},
			},
			{},
			applyCredential('bearer', { token: 't' }),
		);
		expect(Object.fromEntries(headers)).toMatchObject({
			'content-type': 'application/vnd.api+json',
			Authorization: 'Bearer t',
		});
		expect(
			headers.map(([name]) => name.toLowerCase()).filter((name) => name === 'authorization'),
		).toHaveLength(1);
	});

	it.each([
		['multipart/form-data; boundary=mine', 'multipart/form-data; boundary='],
		['multipart/form-data; boundary="my own"', 'multipart/form-data; boundary='],
		['multipart/mixed; charset=utf-8; boundary=----X', 'multipart/mixed;charset=utf-8;boundary='],
		['multipart/form-data', 'multipart/form-data; boundary='],
		['multipart/form-data; boundary==', 'multipart/form-data; boundary='],
	])('a form has a random boundary of its own, whatever its author typed: %s', async (typed, start) => {
		const value = '\r\n--mine\r\nContent-Disposition: form-data; name="evil"\r\n\r\n1\r\n--mine--';
		const { body, headers } = await build(
			{
				contentType: 'multipart',
				multipartFields: { field: [{ name: 'a{{n}}', value: '{{value}}' }] },
				headers: { header: [{ name: 'content-type', value: typed }] },
			},
			{ value, n: 1 },
		);
		const contentType = Object.fromEntries(headers)['content-type']!;
		expect(contentType.replaceAll('; ', ';')).toMatch(
			new RegExp(`^${start.replaceAll('; ', ';')}----CustomWebhook-[\\w-]{36}$`),
		);
		const form = await new Response(body as Buffer, {
			headers: { 'content-type': contentType.replace('mixed', 'form-data') },
		}).formData();
		expect([...form]).toEqual([['a1', value]]);
	});

	it('the host of the URL is not sent twice, another one is as typed', async () => {
		const sent = async (value: string) =>
			Object.fromEntries((await build({ headers: { header: [{ name: 'Host', value }] } })).headers)
				.Host;
		expect([await sent('example.com'), await sent('other.test')]).toEqual([undefined, 'other.test']);
	});

	it('a typed content type that is no form stays as it is', async () => {
		for (const typed of ['text/x', 'nothing']) {
			const { headers } = await build({
				contentType: 'multipart',
				multipartFields: { field: [{ name: 'a', value: 'b' }] },
				headers: { header: [{ name: 'Content-Type', value: typed }] },
			});
			expect(Object.fromEntries(headers)['Content-Type']).toBe(typed);
		}
	});

	it('a body that is empty, or white space only, is not sent and has no content type', async () => {
		for (const jsonBody of ['', ' \n', '{{#if never}}{}{{/if}}']) {
			const { body, headers } = await build({ jsonBody });
			expect(body).toBeUndefined();
			expect(Object.fromEntries(headers)).not.toHaveProperty('Content-Type');
		}
	});
});

describe('The idempotency key', () => {
	it('is off unless asked for', async () => {
		expect((await build({})).idempotencyKey).toBeUndefined();
	});

	it('is one UUID an item with "auto"', async () => {
		const [first, second] = [
			await build(idempotency({ idempotencyKey: 'auto' })),
			await build(idempotency({ idempotencyKey: 'auto' })),
		];
		expect(first.idempotencyKey).toMatch(/^[0-9a-f]{8}-[0-9a-f-]{27}$/);
		expect(first.idempotencyKey).not.toBe(second.idempotencyKey);
		expect(Object.fromEntries(first.headers)['Idempotency-Key']).toBe(first.idempotencyKey);
	});

	it('is the rendered text with "custom", in the header of the author\'s choice', async () => {
		const request = await build(
			idempotency({
				idempotencyKey: 'custom',
				idempotencyKeyValue: 'order-{{order.id}}',
				idempotencyKeyHeader: 'X-Key',
			}),
			{ order: { id: 5 } },
		);
		expect(request).toMatchObject({ idempotencyKey: 'order-5', idempotencyHeader: 'X-Key' });
	});

	it('that renders empty fails the item', async () => {
		await expect(
			build(idempotency({ idempotencyKey: 'custom', idempotencyKeyValue: '{{order.id}}' })),
		).rejects.toMatchObject({ kind: 'request', field: 'options.idempotencyKeyValue' });
	});

	it('in a header whose name is none fails the item', async () => {
		await expect(
			build(idempotency({ idempotencyKey: 'auto', idempotencyKeyHeader: 'X Key' })),
		).rejects.toMatchObject({ kind: 'request', field: 'options.idempotencyKeyHeader' });
	});

	it('counts where the author typed the header', async () => {
		const request = await build(
			{ headers: { header: [{ name: 'idempotency-key', value: 'k{{n}}' }] } },
			{ n: 1 },
		);
		expect(request).toMatchObject({ idempotencyKey: 'k1', idempotencyHeader: 'idempotency-key' });
	});
});

it('a signature in a header whose name is none fails the item', async () => {
	await expect(
		build({ options: { signing: { values: { signing: 'hmac', signatureHeader: 'X Signature' } } } }),
	).rejects.toMatchObject({ kind: 'request', field: 'options.signatureHeader' });
});

describe('Bodies', () => {
	it('JSON is sent byte for byte as it is rendered', async () => {
		const jsonBody = '{ "b" : 1.0,\n\t"a": 12345678901234567890, "a": {{n}} }';
		expect((await build({ jsonBody }, { n: 0.1 })).body).toBe(jsonBody.replace('{{n}}', '0.1'));
	});

	it('a form keeps order and repeats', async () => {
		const formFields = {
			field: [
				{ name: 'b', value: '1' },
				{ name: 'a', value: '{{tags}}' },
				{ name: 'b', value: 'x y' },
			],
		};
		const { body } = await build({ contentType: 'form', formFields }, { tags: ['p', 'q'] });
		expect(body).toBe('b=1&a=p%2Cq&b=x+y');
	});

	it('XML from JSON keeps numbers as they are written', async () => {
		const { body } = await build({
			contentType: 'xml',
			xmlSource: 'json',
			xmlBody: '{"order":{"@_id":1,"price":10.00,"n":12345678901234567890}}',
		});
		expect(body).toContain('<price>10.00</price><n>12345678901234567890</n>');
	});

	it('SOAP wraps what has no envelope and sets its header', async () => {
		const { body, headers } = await build({
			contentType: 'xml',
			xmlBody: '<add/>',
			soapAction: 'urn:add',
		});
		expect(body).toContain('Envelope');
		expect(Object.fromEntries(headers)).toMatchObject({
			'Content-Type': 'text/xml; charset=utf-8',
			SOAPAction: '"urn:add"',
		});
	});
});

describe('DELETE', () => {
	const url = 'https://example.com/contacts/{{id}}';

	it('with an empty part in its path fails, because it could delete all of them', async () => {
		await expect(build({ method: 'DELETE', url: `${url}?key=s3cret` }, { id: '' })).rejects.toMatchObject(
			{
				kind: 'request',
				field: 'url',
				message:
					'URL: a value is empty, so this DELETE would go to https://example.com/contacts/. ' +
					'Give the item a value, or remove the placeholder.',
			},
		);
	});

	it.each(['GET', 'POST'])('and %s is sent', async (method) => {
		expect(await build({ method, url }, {})).toMatchObject({ url: 'https://example.com/contacts/' });
	});

	it('with a value is sent', async () => {
		expect(await build({ method: 'DELETE', url }, { id: 5 })).toMatchObject({
			url: 'https://example.com/contacts/5',
		});
	});
});
