import type { IDataObject, INodeParameters } from 'n8n-workflow';

import { blocks, code, codesIn, rowsOf, tablesOf } from '../docs/pages';
import { evaluate } from '../docs/request';
import { holdRefusedPort } from '../support/refused-port';
import { startWebServer, type WebServer } from '../support/web-server';
import { runNode } from './engine';

let server: WebServer;
beforeEach(async () => {
	server = await startWebServer((request, response) => {
		const busy = request.url === '/busy';
		response.writeHead(busy ? 429 : 200, {
			'Content-Type': 'application/json',
			...(busy ? { 'Retry-After': '100' } : {}),
		});
		response.end('{"id":7}');
	});
});
afterEach(async () => await server.close());

async function itemOf(parameters: INodeParameters, input: IDataObject = {}): Promise<IDataObject> {
	const options = { allowPrivateNetwork: true, retry: { values: { retryMode: 'never' } } };
	const all = { url: server.url, method: 'GET', ...parameters, options };
	const { success, failure } = await runNode({ parameters: all, items: [input] });
	return [...success, ...failure][0]!.json;
}

/** Names of the members of `parent` that the first column of a page's table tells of. */
const told = (page: string, parent: string) =>
	rowsOf(page, 'field', 'what it is')
		.map(([names]) => codesIn(names!))
		.filter(([first]) => first!.startsWith(`${parent}.`))
		.flatMap((names) => names.map((name) => name.replace(`${parent}.`, '')))
		.sort();

const names = (value: unknown) => Object.keys(value as IDataObject);

it('an item on Success has the response that docs/responses.md tells of', async () => {
	const { response } = await itemOf({});
	expect(names(response).sort()).toEqual(told('docs/responses.md', 'response'));
});

it('failures have the fields that docs/errors.md tells of', async () => {
	const refused = await holdRefusedPort();
	const failures = [
		await itemOf({ url: `${server.url}/busy` }),
		await itemOf({ url: `http://127.0.0.1:${refused.port}/` }),
		await itemOf({ method: 'POST', jsonBody: '{"a": “b”}' }),
	].map(({ failure }) => names(failure));
	await refused.stop();
	expect([...new Set(failures.flat())].sort()).toEqual(told('docs/errors.md', 'failure'));
});

it('a preview has the fields that docs/coming-from/hoopai.md tells of, and the rest of the contract', async () => {
	const { request } = await itemOf({ operation: 'preview' }, { a: 1 });
	const shown = told('docs/coming-from/hoopai.md', 'request').map((name) => name.replace('request.', ''));
	expect(names(request)).toEqual(expect.arrayContaining(shown));
	expect(shown).toEqual(['body', 'curl', 'headers', 'method', 'unresolved', 'url']);
});

describe('docs/coming-from/http-request.md', () => {
	const variables = (...rows: IDataObject[]) =>
		({ responseVariables: { variable: rows } }) as INodeParameters;
	const subscriberId = { name: 'subscriberId', source: 'body', path: 'id' };

	it('shows expressions that find the response behind the node', async () => {
		const item = await itemOf(variables(subscriberId));
		const lines = blocks('docs/coming-from/http-request.md', 'js').flatMap((block) => block.split('\n'));
		const found = lines.map((line) => evaluate(/^\{\{(.+)\}\}$/.exec(line)![1]!, item));
		expect(found).toEqual([7, 200, 7]);
	});

	it("shows how the response's own fields come to the top of the item", async () => {
		const item = await itemOf(variables({ name: 'id', source: 'body', path: 'id', type: 'advanced' }));
		expect(evaluate(' $json.id ', item)).toBe(7);
	});
});

describe('docs/templates.md', () => {
	const PAGE = 'docs/templates.md';
	const [item] = blocks(PAGE, 'json').map((text) => JSON.parse(text) as IDataObject);
	/** What is in the head of a table → the field that its templates are for. */
	const FIELDS: Record<string, (text: string) => INodeParameters> = {
		'as text': (textBody) => ({ contentType: 'text', textBody }),
		'in JSON': (jsonBody) => ({ contentType: 'json', jsonBody }),
		'in XML': (xmlBody) => ({ contentType: 'xml', xmlBody }),
		'in the URL': (url) => ({ method: 'GET', url }),
	};
	const examples = tablesOf(PAGE).flatMap(({ head: [place], rows }) =>
		place! in FIELDS
			? rows
					.map(([template, sent]) => ({
						place: place!,
						template: code(template!)!,
						sent: code(sent!)!,
					}))
					.filter(({ template }) => template)
			: [],
	);

	it('has its examples', () => expect(examples.length).toBeGreaterThan(40));

	it.each(examples)('n8n sends $template as the page says', async ({ place, template, sent }) => {
		for (const mode of ['', '=']) {
			const parameters = {
				operation: 'preview',
				method: 'POST',
				url: 'https://api.example.com/',
				...FIELDS[place]!(mode + template),
			};
			const { success } = await runNode({ parameters, items: [item!] });
			const { url, body } = success[0]!.json.request as IDataObject;
			const expected = place === 'in JSON' ? (JSON.parse(sent) as unknown) : sent;
			expect(place === 'in the URL' ? url : body).toEqual(expected);
		}
	});
});
