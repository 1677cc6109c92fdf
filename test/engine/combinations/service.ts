import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What a service does with an item when it arrives; the credential's header is echoed wherever there is room. */
export const DEEDS = [
	'ok',
	'list',
	'text',
	'file',
	'empty',
	'later',
	'garbled',
	'moved',
	'missing',
	'invalid',
	'too many',
	'busy',
	'down',
	'reset',
] as const;
export type Deed = (typeof DEEDS)[number];

/** The answers by which a service says that it did not act. */
const REFUSALS: readonly Deed[] = ['too many', 'busy'];

/** A service that does with each item what its script says, one deed an arrival; the last one is repeated. */
export interface ScriptedService {
	/** An origin that no run had before: what one run learns of a service must not slow the next one. */
	newOrigin(): string;
	/** Forgets what arrived. @param scripts by the item's id */
	follow(scripts: readonly Deed[][]): void;
	arrivals: number;
	/** How often the service may have acted on an item, by its id. */
	acts: Map<number, number>;
	/** The idempotency keys that came with an item, by its id. */
	keys: Map<number, Set<string>>;
	close(): Promise<void>;
}

export async function startScriptedService(): Promise<ScriptedService> {
	let scripts: readonly Deed[][] = [];
	let origins = 0;
	const had = new Map<number, number>();
	const server = createServer((request, response) => {
		const chunks: Buffer[] = [];
		request.on('data', (chunk: Buffer) => chunks.push(chunk));
		request.on('end', () => {
			const { pathname } = new URL(request.url ?? '', 'http://127.0.0.1');
			if (pathname === '/status') return json(response, 200, { state: 'done' });
			service.arrivals++;
			const ids = idsIn(request.url ?? '', Buffer.concat(chunks).toString());
			const deeds = ids.map(deedFor);
			// A request for several items has one answer: the worst of theirs.
			const worst = DEEDS.findLast((deed) => deeds.includes(deed)) ?? 'ok';
			for (const id of ids) note(id, worst, request.headers);
			return answer(response, worst, ids, request.headers.authorization ?? '');
		});
	});

	function deedFor(id: number): Deed {
		const script = scripts[id] ?? [];
		const times = had.get(id) ?? 0;
		had.set(id, times + 1);
		return script[Math.min(times, script.length - 1)] ?? 'ok';
	}

	function note(id: number, deed: Deed, headers: IncomingHttpHeaders): void {
		if (!REFUSALS.includes(deed)) service.acts.set(id, (service.acts.get(id) ?? 0) + 1);
		const key = headers['idempotency-key'];
		if (typeof key === 'string') service.keys.set(id, (service.keys.get(id) ?? new Set()).add(key));
	}

	await new Promise<void>((resolve) => server.listen(0, '0.0.0.0', resolve));
	const { port } = server.address() as AddressInfo;
	const service: ScriptedService = {
		newOrigin() {
			origins++;
			return `http://127.${1 + (origins >> 8)}.${origins & 255}.7:${port}`;
		},
		follow(given) {
			scripts = given;
			service.arrivals = 0;
			for (const notes of [had, service.acts, service.keys]) notes.clear();
		},
		arrivals: 0,
		acts: new Map(),
		keys: new Map(),
		async close() {
			server.closeAllConnections();
			await new Promise((resolve) => server.close(resolve));
		},
	};
	return service;
}

/** Of all items in a request, however it writes them; of the URL only if the body has none. */
function idsIn(url: string, body: string): number[] {
	const inBody = body.matchAll(/"id":\s*(\d+)|name="id"\r\n\r\n(\d+)|(?:^|&)id=(\d+)|<id>(\d+)/g);
	const ids = [...inBody].map((match) => Number(match.slice(1).find(Boolean)));
	if (ids.length > 0) return ids;
	return [...url.matchAll(/[?&]id=(\d+)/g)].map(([, id]) => Number(id));
}

function answer(response: ServerResponse, deed: Deed, ids: readonly number[], echo: string): void {
	const [id] = ids;
	switch (deed) {
		case 'ok':
			return json(response, 200, { id, echo, results: ids.map((each) => ({ id: each })) });
		case 'list':
			return json(
				response,
				200,
				ids.map((each) => ({ id: each })),
			);
		case 'text':
			return send(response, 200, 'text/plain', `fine ${echo}`);
		case 'file':
			return send(response, 200, 'application/octet-stream', 'bytes');
		case 'empty':
			return void response.writeHead(204).end();
		case 'later':
			return json(response, 202, { id }, { location: '/status' });
		case 'garbled':
			return send(response, 200, 'application/json', '{"id":');
		case 'moved':
			return void response.writeHead(303, { location: '/status' }).end();
		case 'missing':
			return json(response, 404, { error: { message: `nothing here for ${echo}` } });
		case 'invalid':
			return json(response, 422, { message: `not valid ${echo}` });
		case 'too many':
			return json(response, 429, {}, { 'retry-after': '0' });
		case 'busy':
			return json(response, 503, {}, { 'retry-after': '0' });
		case 'down':
			return json(response, 503, {});
		case 'reset':
			return void response.destroy();
	}
}

function json(response: ServerResponse, status: number, value: unknown, headers: object = {}): void {
	response.writeHead(status, { 'content-type': 'application/json', ...headers });
	response.end(JSON.stringify(value));
}

function send(response: ServerResponse, status: number, type: string, body: string): void {
	response.writeHead(status, { 'content-type': type }).end(body);
}
