import { spawnSync } from 'node:child_process';

test('loading delivery leaves the process as it was', () => {
	const script = `
		const ts = require('typescript');
		require.extensions['.ts'] = (module, file) =>
			module._compile(ts.transpileModule(require('fs').readFileSync(file, 'utf8'), {
				compilerOptions: { module: 'CommonJS', target: 'ES2022', esModuleInterop: true },
			}).outputText, file);
		const http = require('http'), https = require('https'), tls = require('tls'), net = require('net');
		const dispatcher = Symbol.for('undici.globalDispatcher.1');
		const look = () => JSON.stringify([
			Reflect.ownKeys(globalThis).map(String).sort(),
			Object.keys(process.env).sort(),
			[Object, Array, String, Buffer, Promise, Function].map((one) => Reflect.ownKeys(one.prototype).map(String)),
			globalThis[dispatcher] === undefined,
			process.listeners('uncaughtException').length,
			process.listeners('unhandledRejection').length,
		]);
		const agents = [http.globalAgent, https.globalAgent, http.request, tls.connect, net.connect, globalThis.fetch];
		const before = look();
		require('./nodes/CustomWebhook/delivery/index.ts');
		if (look() !== before) throw new Error('changed: ' + look());
		const after = [http.globalAgent, https.globalAgent, http.request, tls.connect, net.connect, globalThis.fetch];
		if (agents.some((one, i) => one !== after[i])) throw new Error('an agent or a function was replaced');
	`;
	const { status, stderr } = spawnSync(process.execPath, ['-e', script], { encoding: 'utf8' });
	expect(stderr).toBe('');
	expect(status).toBe(0);
});

test('idle connections do not hold up the end of the process', async () => {
	const script = `
		const ts = require('typescript');
		require.extensions['.ts'] = (module, file) =>
			module._compile(ts.transpileModule(require('fs').readFileSync(file, 'utf8'), {
				compilerOptions: { module: 'CommonJS', target: 'ES2022', esModuleInterop: true },
			}).outputText, file);
		const { openDelivery, systemTools } = require('./nodes/CustomWebhook/delivery/index.ts');
		const { poolCount } = require('./nodes/CustomWebhook/delivery/connection/pools.ts');
		const server = require('http').createServer((_request, response) => response.end('ok'));
		server.keepAliveTimeout = 60000;
		server.listen(0, '127.0.0.1', async () => {
			const delivery = openDelivery({
				timeoutMs: 5000, totalTimeoutMs: 60000, maxResponseBytes: 1000, concurrency: 1, requestsPerSecond: 0,
				circuitBreaker: 0, retry: { mode: 'never', maxRetries: 0, baseDelayMs: 0, maxDelayMs: 0, isRetryable: () => false },
				redirects: { follow: true, max: 5 }, allowPrivateNetwork: true, httpsOnly: false, tls: { ignoreSslIssues: false },
			}, systemTools({ environment: {} }));
			const url = 'http://127.0.0.1:' + server.address().port;
			const { response } = await delivery.deliver(delivery.check({ method: 'GET', url, headers: [] }), { read: (_head, body) => body.bytes() });
			process.once('exit', () => console.log(response.statusCode, poolCount()));
			server.unref();
			for (const handle of process._getActiveHandles()) if (handle !== server) handle.unref?.();
		});
	`;
	const { stdout, stderr } = spawnSync(process.execPath, ['-e', script], {
		encoding: 'utf8',
		timeout: 120_000,
	});
	expect(stderr).toBe('');
	// its pool is still there: the process did not wait until the connection was dropped
	expect(stdout).toBe('200 1\n');
});
