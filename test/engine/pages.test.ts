import type { INodeParameters } from 'n8n-workflow';

import { startWebServer, type Answer, type WebServer } from '../support/web-server';
import { runNode } from './engine';

let server: WebServer;
afterEach(async () => await server.close());

type Query = URLSearchParams;
type Page = { body: unknown; link?: string };

/** A service that responds by the query of a request. */
async function start(pageOf: (query: Query, url: string, body: string) => Page): Promise<void> {
	const answer: Answer = ({ url, body }, response) => {
		const page = pageOf(new URL(url, server.url).searchParams, server.url, body);
		if (page.link) response.setHeader('link', page.link);
		response.setHeader('content-type', 'application/json').end(JSON.stringify(page.body));
	};
	server = await startWebServer(answer);
}

const run = async (parameters: INodeParameters, pagination: INodeParameters) =>
	await runNode({
		parameters: {
			method: 'GET',
			url: server.url,
			...parameters,
			options: { allowPrivateNetwork: true, pagination: { values: pagination } },
		},
		items: [{}],
	});

const pagesOf = ({ success }: Awaited<ReturnType<typeof run>>) => success[0]?.json.response;

it('GitHub: Link headers', async () => {
	await start((query, url) => {
		const page = Number(query.get('page') ?? 1);
		const at = (number: number, rel: string) => `<${url}/?per_page=2&page=${number}>; rel="${rel}"`;
		const links = [at(1, 'first'), ...(page < 3 ? [at(page + 1, 'next')] : []), at(3, 'last')];
		return { body: [{ id: page }], link: links.join(', ') };
	});
	const paged = await run({ url: `${server.url}/?per_page=2` }, { pagination: 'link' });
	expect(pagesOf(paged)).toMatchObject({ body: [{ id: 1 }, { id: 2 }, { id: 3 }], pages: 3 });
});

it('Shopify: Link headers with page_info', async () => {
	await start((query, url) => ({
		body: { products: [{ page: query.get('page_info') }] },
		link: query.has('page_info')
			? `<${url}/?limit=1>; rel="previous"`
			: `<${url}/?limit=1>; rel="previous", <${url}/?limit=1&page_info=eyJkIjoi,x>; rel="next"`,
	}));
	const paged = await run({}, { pagination: 'link', listPath: 'products' });
	expect(pagesOf(paged)).toMatchObject({ body: [{ page: null }, { page: 'eyJkIjoi,x' }], pages: 2 });
});

it('HubSpot: a cursor at paging.next.after', async () => {
	await start((query) => ({
		body: {
			results: [{ id: query.get('after') }],
			...(query.get('after') === 'MjA=' ? {} : { paging: { next: { after: 'MjA=', link: '?' } } }),
		},
	}));
	const paged = await run(
		{},
		{ pagination: 'cursor', nextPath: 'paging.next.after', pageParameter: 'after', listPath: 'results' },
	);
	expect(pagesOf(paged)).toMatchObject({ body: [{ id: null }, { id: 'MjA=' }], pages: 2 });
});

it.each(['["@odata.nextLink"]', '@odata.nextLink'])('Microsoft Graph: a next URL at %s', async (nextPath) => {
	await start((query, url) => ({
		body: {
			'@odata.context': 'x',
			value: query.get('$skiptoken') === 'b' ? [] : [query.get('$skiptoken')],
			...(query.get('$skiptoken') === 'c'
				? {}
				: { '@odata.nextLink': `${url}/?$skiptoken=${query.has('$skiptoken') ? 'c' : 'b'}` }),
		},
	}));
	const paged = await run({}, { pagination: 'nextUrl', nextPath, listPath: 'value' });
	expect(pagesOf(paged)).toMatchObject({ body: [null, 'c'], pages: 3 });
});

it('Airtable: an offset that is a cursor', async () => {
	await start((query) => ({
		body: { records: [query.get('offset')], ...(query.has('offset') ? {} : { offset: 'itr/rec' }) },
	}));
	const paged = await run(
		{},
		{ pagination: 'cursor', nextPath: 'offset', pageParameter: 'offset', listPath: 'records' },
	);
	expect(pagesOf(paged)).toMatchObject({ body: [null, 'itr/rec'], pages: 2 });
});
