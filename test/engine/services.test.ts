import type { INodeExecutionData, INodeParameters } from 'n8n-workflow';
import { SaxesParser } from 'saxes';

import { startWebServer, type Arrived, type WebServer } from '../support/web-server';
import { runNode, type EngineSetUp } from './engine';

/** What people really have in their records. */
const NAME = `O'Brien "Bob" <b@x.io> é 😀 100% & more\nsecond\r\nthird\t\\ </soap:Body> {{contact.email}} \${x} $1 + ]]>`;
const BIG = '9007199254740993123';
const contact = { name: NAME, email: 'bob+tag@x.io', tags: ['a,b', 'c "d"'], score: 5.5, fax: null };

let server: WebServer;
afterEach(async () => await server.close());

/** Sends one item to a service that answers so; gives what arrived, and the item that left on Success. */
async function deliver(
	answer: { status?: number; type?: string; body: string },
	{ parameters, items, credentials }: Partial<EngineSetUp>,
): Promise<{ arrived: Arrived; json: INodeExecutionData['json'] }> {
	server = await startWebServer((_request, response) => {
		response.statusCode = answer.status ?? 200;
		response.setHeader('Content-Type', answer.type ?? 'application/json').end(answer.body);
	});
	const { success, failure } = await runNode({
		parameters: {
			...parameters,
			url: `${server.url}${String(parameters?.url)}`,
			options: { allowPrivateNetwork: true, ...(parameters?.options as INodeParameters) },
		},
		items: items ?? [{ contact }],
		credentials,
	});
	expect(failure.map(({ json }) => json.failure)).toEqual([]);
	return { arrived: server.requests[0]!, json: success[0]!.json };
}

const pairs = (...rows: string[][]) => rows.map(([name, value]) => ({ name: name!, value: value! }));
const variables = (...rows: string[][]) => ({
	variable: rows.map(([name, path]) => ({ name: name!, source: 'body', path: path!, required: true })),
});

/** The text of the one element of this name, by a strict reader. */
function elementText(xml: string, name: string): string {
	let text = '';
	let inside = false;
	const parser = new SaxesParser({ xmlns: true });
	parser.on('error', (error) => {
		throw error;
	});
	parser.on('opentag', (tag) => (inside ||= tag.local === name));
	parser.on('closetag', (tag) => (inside &&= tag.local !== name));
	parser.on('text', (part) => (text += inside ? part : ''));
	parser.write(xml).close();
	return text;
}

describe('A request as a documentation prints it brings what the author meant', () => {
	it('Slack: blocks with a list of any length', async () => {
		const { arrived, json } = await deliver(
			{ body: '{"ok":true,"ts":"1503435956.000247"}' },
			{
				parameters: {
					url: '/api/chat.postMessage',
					jsonBody: `{"channel":"C1","text":"Hi {{contact.name}}","blocks":[{"type":"context","elements":[
						{{#each contact.tags}}{"type":"plain_text","text":"{{this}}"}{{#unless @last}},{{/unless}}{{/each}}]}]}`,
					options: {
						success: { values: { successRule: 'path', successPath: 'ok', successValue: 'true' } },
					},
					responseVariables: variables(['ts', 'ts']),
				},
			},
		);
		const elements = contact.tags.map((text) => ({ type: 'plain_text', text }));
		expect(JSON.parse(arrived.body)).toEqual({
			channel: 'C1',
			text: `Hi ${NAME}`,
			blocks: [{ type: 'context', elements }],
		});
		expect(json.variables).toEqual({ ts: '1503435956.000247' });
	});

	it('GitHub: a GraphQL query written closely is no placeholder', async () => {
		const query = 'query($login:String!){user(login:$login){repositories(first:3){nodes{name}}}}';
		const { arrived } = await deliver(
			{ body: '{"data":{}}' },
			{
				parameters: {
					url: '/graphql',
					jsonBody: `{"query":"${query}","variables":{"login":"{{ $json.contact.name }}"}}`,
				},
			},
		);
		expect(JSON.parse(arrived.body)).toEqual({ query, variables: { login: NAME } });
	});

	it('Stripe: nested and repeated keys, a key without a password, an id with all its digits', async () => {
		const { arrived, json } = await deliver(
			{ body: `{"id":"pi_1","created":${BIG}}` },
			{
				parameters: {
					url: '/v1/payment_intents',
					authentication: 'basic',
					contentType: 'form',
					formFields: {
						field: pairs(
							['metadata[note]', '{{contact.name}}'],
							['expand[]', 'customer'],
							['expand[]', 'latest_charge'],
						),
					},
					responseVariables: variables(['id', 'id'], ['created', 'created']),
				},
				credentials: { customWebhookBasicApi: { username: 'sk_test_1', password: '' } },
			},
		);
		expect([...new URLSearchParams(arrived.body)]).toEqual([
			['metadata[note]', NAME],
			['expand[]', 'customer'],
			['expand[]', 'latest_charge'],
		]);
		expect(arrived.headers.authorization).toBe(`Basic ${Buffer.from('sk_test_1:').toString('base64')}`);
		expect(json.variables).toEqual({ id: 'pi_1', created: BIG });
	});

	it('Salesforce: a SOAP login, and the session out of the response', async () => {
		const envelope = (body: string) =>
			`<e:Envelope xmlns:e="http://schemas.xmlsoap.org/soap/envelope/"><e:Body>${body}</e:Body></e:Envelope>`;
		const { arrived, json } = await deliver(
			{
				type: 'text/xml;charset=UTF-8',
				body: envelope(
					'<loginResponse><result><sessionId>00D!A&amp;x</sessionId></result></loginResponse>',
				),
			},
			{
				parameters: {
					url: '/services/Soap/u/60.0',
					contentType: 'xml',
					soapAction: 'login',
					xmlBody: envelope(
						'<n1:login xmlns:n1="urn:partner"><n1:password>{{contact.name}}</n1:password></n1:login>',
					),
					responseVariables: variables(['session', '*.*.loginResponse.result.sessionId']),
				},
			},
		);
		expect(arrived.headers.soapaction).toBe('"login"');
		expect(elementText(arrived.body, 'password')).toBe(NAME);
		expect(json.variables).toEqual({ session: ['00D!A&x'] });
	});

	it('Discord: JSON and a file in one form, and an id beyond 2^53', async () => {
		const { arrived, json } = await deliver(
			{ body: '{"id":1157345345345345345}' },
			{
				parameters: {
					url: '/api/webhooks/1/token?wait=true',
					contentType: 'multipart',
					multipartFields: {
						field: [
							{
								kind: 'text',
								name: 'payload_json',
								value: '{"content": {{json contact.name}}}',
							},
							{ kind: 'file', name: 'files[0]', binaryProperty: 'data' },
						],
					},
					responseVariables: variables(['id', 'id']),
				},
				items: [
					{
						json: { contact },
						binary: { data: { data: 'AAEC', fileName: 'é "q".png', mimeType: 'image/png' } },
					},
				],
			},
		);
		const headers = { 'content-type': arrived.headers['content-type']! };
		const form = await new Response(arrived.bytes, { headers }).formData();
		expect(JSON.parse(form.get('payload_json') as string)).toEqual({ content: NAME });
		expect(form.get('files[0]')).toMatchObject({ name: 'é "q".png', type: 'image/png', size: 3 });
		expect(json.variables).toEqual({ id: '1157345345345345345' });
	});

	it('OData: quotes and dates in the filter of the URL', async () => {
		const { arrived } = await deliver(
			{ body: '{}' },
			{
				parameters: {
					method: 'GET',
					url: `/odata/P?$filter=Name eq '{{ $json.last.replaceAll("'", "''") }}'&$select=A,B`,
				},
				items: [{ last: "O'Brien & Söhne +1 #2" }],
			},
		);
		const { searchParams } = new URL(arrived.url, server.url);
		expect([...searchParams]).toEqual([
			['$filter', "Name eq 'O''Brien & Söhne +1 #2'"],
			['$select', 'A,B'],
		]);
	});

	it('Amazon S3: a presigned address stays as it was signed, and the file has its length', async () => {
		const presigned =
			'/bucket/my%20file%2Bx.pdf?X-Amz-Credential=AKIA%2F20260101%2Fs3&X-Amz-Signature=abc';
		const { arrived } = await deliver(
			{ body: '' },
			{
				parameters: { method: 'PUT', url: '{{{path}}}', contentType: 'binary' },
				items: [
					{
						json: { path: presigned },
						binary: { data: { data: 'AAEC', mimeType: 'application/pdf', fileName: 'x.pdf' } },
					},
				],
			},
		);
		expect(arrived.url).toBe(presigned);
		expect(arrived.headers).toMatchObject({ 'content-length': '3', 'content-type': 'application/pdf' });
		expect(arrived.headers).not.toHaveProperty('transfer-encoding');
		expect([...arrived.bytes]).toEqual([0, 1, 2]);
	});
});
