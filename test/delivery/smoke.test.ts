import * as http from 'node:http';
import type { AddressInfo } from 'node:net';
import { openDelivery, systemTools, parseStatusCodes } from '../../nodes/CustomWebhook/delivery';
test('smoke', async () => {
	const server = http.createServer((q, s) => { s.setHeader('x', q.url!); s.end('hi'); }).listen(0);
	const port = (server.address() as AddressInfo).port;
	const d = openDelivery({ timeoutMs: 1000, totalTimeoutMs: 5000, maxResponseBytes: 1e6, concurrency: 10, requestsPerSecond: 0, circuitBreaker: 25, retry: { mode: 'safe', maxRetries: 2, baseDelayMs: 1, maxDelayMs: 10, isRetryable: parseStatusCodes('5xx')! }, redirects: { follow: true, max: 5 }, allowPrivateNetwork: true, httpsOnly: false, tls: { ignoreSslIssues: false } }, systemTools());
	let conns = 0; server.on('connection', () => conns++);
	const t = Date.now();
	const r = await Promise.all(Array.from({ length: 5000 }, (_, i) => d.deliver({ method: 'POST', url: `http://127.0.0.1:${port}/a?${i}`, headers: [], body: 'abc' }, async (_h, b) => (await b.bytes()).toString())));
	console.log(Date.now() - t, conns, r[0]);
	console.log(await d.deliver({ method: 'POST', url: `http://127.0.0.1:9/a`, headers: [] }, async (_h, b) => (await b.bytes()).toString()));
	expect(r.every((x) => x.answer?.body === 'hi')).toBe(true);
	server.close(); 
});
