import { startWebServer, type WebServer } from '../support/web-server';
import { runNode } from './engine';

let server: WebServer;
let asked: string[] = [];
beforeEach(async () => {
	asked = [];
	server = await startWebServer((request, response) => {
		const { pathname } = new URL(request.url, 'http://127.0.0.1');
		response.setHeader('Content-Type', 'application/json');
		if (request.method === 'GET') {
			asked.push(pathname);
			response.end('{"done":true}');
			return;
		}
		response.statusCode = 202;
		response.end(JSON.stringify({ id: `job-${pathname.slice(1)}` }));
	});
});
afterEach(async () => await server.close());

it.each([
	'{{ response.body.id.toUpperCase() }}',
	"{{ response.body.id + '-of-' + n }}",
	'{{response.body.id}}',
])('a status URL reads the response of its own item: %s', async (placeholder) => {
	const { success } = await runNode({
		parameters: {
			method: 'POST',
			url: `${server.url}/{{n}}`,
			options: {
				allowPrivateNetwork: true,
				result: {
					values: {
						waitFor: 'url',
						statusUrl: `${server.url}/jobs/${placeholder}`,
						pollInterval: 0.01,
						donePath: 'done',
						doneValues: 'true',
					},
				},
			},
		},
		items: [1, 2, 3, 4, 5].map((n) => ({ n })),
	});
	expect(success).toHaveLength(5);
	const expected = [1, 2, 3, 4, 5].map((n) =>
		placeholder.includes('Upper')
			? `/jobs/JOB-${n}`
			: placeholder.includes('of')
				? `/jobs/job-${n}-of-${n}`
				: `/jobs/job-${n}`,
	);
	expect(asked.sort()).toEqual(expected);
});
