import type { INodeExecutionData, INodeParameters } from 'n8n-workflow';
import { Webhook } from 'standardwebhooks';

import { answerOk, startWebServer, type WebServer } from '../support/web-server';
import { runNode } from './engine';

let server: WebServer;
beforeEach(async () => {
	server = await startWebServer();
});
afterEach(async () => await server.close());

const calling = (parameters: INodeParameters): INodeParameters => ({
	url: server.url,
	...parameters,
	options: { allowPrivateNetwork: true, ...(parameters.options as INodeParameters) },
});

const fileItem = (content: Buffer, fileName: string, mimeType: string): INodeExecutionData => ({
	json: { id: 7 },
	binary: { data: { data: content.toString('base64'), fileName, mimeType } },
});

/** What a standard decoder makes of a multipart body. */
async function decoded({ bytes, headers }: WebServer['requests'][number]): Promise<FormData> {
	return await new Response(bytes, { headers: { 'content-type': headers['content-type']! } }).formData();
}

describe('Bodies in the engine', () => {
	it('multipart sends text and files with names, types and a known length', async () => {
		const content = Buffer.from([0, 255, 1, 254]);
		await runNode({
			parameters: calling({
				contentType: 'multipart',
				multipartFields: {
					field: [
						{ kind: 'text', name: 'na"me', value: '{{name}}' },
						{
							kind: 'file',
							name: 'file',
							binaryProperty: 'data',
							fileName: 'räport-{{id}}.bin',
							mimeType: '',
						},
					],
				},
			}),
			items: [{ ...fileItem(content, 'x.bin', 'image/png'), json: { id: 7, name: 'a\r\n"b"' } }],
		});
		const [request] = server.requests;
		expect(Number(request!.headers['content-length'])).toBe(request!.bytes.length);
		const form = await decoded(request!);
		expect(form.get('na"me')).toBe('a\r\n"b"');
		const file = form.get('file') as File;
		expect([file.name, file.type]).toEqual(['räport-7.bin', 'image/png']);
		expect(Buffer.from(await file.arrayBuffer())).toEqual(content);
	});

	it('a file is the body, with its own type', async () => {
		await runNode({
			parameters: calling({ contentType: 'binary' }),
			items: [fileItem(Buffer.from('%PDF'), 'a.pdf', 'application/pdf')],
		});
		expect(server.requests[0]).toMatchObject({ body: '%PDF' });
		expect(server.requests[0]!.headers).toMatchObject({
			'content-type': 'application/pdf',
			'content-length': '4',
		});
	});

	it('a file that the item does not have fails the item and names what it has', async () => {
		const { failure } = await runNode({
			parameters: calling({ contentType: 'binary', binaryProperty: 'report' }),
			items: [fileItem(Buffer.from('x'), 'a', 'text/plain')],
		});
		expect(failure[0]!.json.failure).toMatchObject({
			kind: 'request',
			field: 'binaryProperty',
			description: expect.stringContaining('data') as string,
		});
		expect(failure[0]!.binary).toHaveProperty('data');
	});

	it('a file is sent again, whole, on a retry', async () => {
		await server.close();
		server = await startWebServer((request, response) => {
			response.statusCode = server.requests.length === 1 ? 503 : 200;
			answerOk(request, response);
		});
		const { success } = await runNode({
			parameters: calling({
				method: 'PUT',
				contentType: 'binary',
				options: { retry: { values: { retryBaseDelay: 1 } } },
			}),
			items: [fileItem(Buffer.from('the content'), 'a.txt', 'text/plain')],
		});
		expect(server.requests.map(({ body }) => body)).toEqual(['the content', 'the content']);
		expect((success[0]!.json.response as { attempts: unknown[] }).attempts).toHaveLength(2);
	});

	it('SOAP without an envelope is wrapped, and a SOAP Fault fails', async () => {
		await server.close();
		server = await startWebServer((_request, response) => {
			response
				.setHeader('Content-Type', 'text/xml')
				.end(
					'<s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/"><s:Body><s:Fault><faultcode>s:Client</faultcode><faultstring>no such id</faultstring></s:Fault></s:Body></s:Envelope>',
				);
		});
		const { failure } = await runNode({
			parameters: calling({
				contentType: 'xml',
				xmlBody: '<add><name>{{name}}</name></add>',
				soapAction: 'urn:add',
			}),
			items: [{ name: 'A & <B>' }],
		});
		expect(server.requests[0]!.headers).toMatchObject({
			'content-type': 'text/xml; charset=utf-8',
			soapaction: '"urn:add"',
		});
		expect(server.requests[0]!.body).toContain('<add><name>A &amp; &lt;B&gt;</name></add>');
		expect(failure[0]!.json).toMatchObject({
			failure: { kind: 'rule', message: expect.stringContaining('no such id') as string },
			response: { ok: false, statusCode: 200 },
		});
	});

	it('signs the exact bytes by Standard Webhooks, with the idempotency key as its id', async () => {
		const secret = `whsec_${Buffer.from('a secret of enough bytes').toString('base64')}`;
		await runNode({
			parameters: calling({
				jsonBody: '{ "name": "{{name}}" }',
				options: {
					signing: { values: { signing: 'standardWebhooks' } },
					idempotency: { values: { idempotencyKey: 'auto' } },
				},
			}),
			credentials: { customWebhookSigningApi: { secret } },
			items: [{ name: 'Zoë' }],
		});
		const { headers, body } = server.requests[0]!;
		expect(new Webhook(secret).verify(body, headers as Record<string, string>)).toEqual({ name: 'Zoë' });
		expect(headers['webhook-id']).toBe(headers['idempotency-key']);
	});
});

describe('Answers in the engine', () => {
	const answering = async (answer: Parameters<typeof startWebServer>[0]) => {
		await server.close();
		server = await startWebServer(answer);
	};

	it('a file lands in the binary field, with name and type', async () => {
		await answering((_request, response) => {
			response
				.writeHead(200, {
					'Content-Type': 'application/pdf',
					'Content-Disposition': 'attachment; filename="../in voice.pdf"',
				})
				.end('%PDF-1.7');
		});
		const { success } = await runNode({
			parameters: calling({
				method: 'GET',
				options: { response: { values: { outputBinaryProperty: 'invoice' } } },
			}),
			items: [fileItem(Buffer.from('kept'), 'a.txt', 'text/plain')],
		});
		expect(success[0]!.json.response).toMatchObject({
			body: null,
			file: { property: 'invoice', fileName: 'in voice.pdf', mimeType: 'application/pdf', bytes: 8 },
		});
		expect(Object.keys(success[0]!.binary!).sort()).toEqual(['data', 'invoice']);
	});

	it('XML becomes an object, and big integers keep their digits', async () => {
		await answering((_request, response) => {
			response
				.setHeader('Content-Type', 'application/xml')
				.end('<?xml version="1.0"?><a id="007"><b>1</b><b>x</b></a>');
		});
		const { success } = await runNode({ parameters: calling({ method: 'GET' }), items: [{}] });
		expect(success[0]!.json.response).toMatchObject({ body: { a: { '@_id': '007', b: ['1', 'x'] } } });
	});

	it('"variables" leaves the response out on Success, and without input fields only what is new stays', async () => {
		const { success } = await runNode({
			parameters: calling({
				responseVariables: { variable: [{ name: 'ok', path: 'ok' }] },
				options: { response: { values: { output: 'variables', includeInput: false } } },
			}),
			items: [{ a: 1 }],
		});
		expect(success[0]!.json).toEqual({ variables: { ok: true } });
	});

	it('a response over the size limit fails with status and headers kept', async () => {
		await answering((_request, response) => {
			response.setHeader('X-Kept', '1').end(Buffer.alloc(50_000, 'a'));
		});
		const { failure } = await runNode({
			parameters: calling({ method: 'GET', options: { maxResponseSize: 0.01 } }),
			items: [{}],
		});
		expect(failure[0]!.json).toMatchObject({
			failure: { kind: 'response', statusCode: 200 },
			response: { ok: false, statusCode: 200, headers: { 'x-kept': '1' }, body: null },
		});
	});

	it('a redirect is followed on the same origin and named', async () => {
		await answering((request, response) => {
			if (request.url === '/') return response.writeHead(307, { Location: '/next' }).end();
			return answerOk(request, response);
		});
		const { success } = await runNode({ parameters: calling({ jsonBody: '{"a":1}' }), items: [{}] });
		expect(server.requests.map(({ method, url, body }) => [method, url, body])).toEqual([
			['POST', '/', '{"a":1}'],
			['POST', '/next', '{"a":1}'],
		]);
		expect(success[0]!.json.response).toMatchObject({
			url: `${server.url}/next`,
			redirects: [{ statusCode: 307, url: `${server.url}/next` }],
		});
	});

	it('a required variable that is missing fails the item', async () => {
		const { failure } = await runNode({
			parameters: calling({
				responseVariables: { variable: [{ name: 'id', path: 'data.id', required: true }] },
			}),
			items: [{}],
		});
		expect(failure[0]!.json).toMatchObject({
			failure: { kind: 'mapping', message: expect.stringContaining('data.id') as string },
			response: { ok: false, body: { ok: true } },
		});
	});

	it('a POST is not sent again after a 500, but after a 503 with Retry-After', async () => {
		const statuses = [500, 503, 200];
		await answering((request, response) => {
			response.statusCode = statuses[server.requests.length - 1]!;
			if (response.statusCode === 503) response.setHeader('Retry-After', '0');
			answerOk(request, response);
		});
		const first = await runNode({ parameters: calling({ jsonBody: '{}' }), items: [{}] });
		expect(first.failure[0]!.json.failure).toMatchObject({
			kind: 'status',
			statusCode: 500,
			retryable: true,
		});
		const second = await runNode({ parameters: calling({ jsonBody: '{}' }), items: [{}] });
		expect(second.success[0]!.json.response).toMatchObject({
			statusCode: 200,
			attempts: [{ statusCode: 503 }, { statusCode: 200 }],
		});
		expect(server.requests).toHaveLength(3);
	});
});
