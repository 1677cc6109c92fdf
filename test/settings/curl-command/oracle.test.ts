import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

import { CustomWebhook } from '../../../nodes/CustomWebhook/CustomWebhook.node';
import { nodeContext, type NodeSetUp } from '../../support/node-context';
import { startWebServer, type Arrived, type WebServer } from '../../support/web-server';
import { COMMANDS, WINDOWS } from './commands';

let server: WebServer;
beforeAll(async () => (server = await startWebServer()));
afterAll(async () => await server.close());

const HOST =
	/(?<![\w@./-])(https?:\/\/(?:[\w%.:]+@)?)?(?:[a-z0-9-]+\.)+(?:com|net|sh|example)(?::\d+)?(?=["'/?#\s]|$)/gi;

/** The command for the server on loopback. */
function onLoopback(command: string): string {
	const host = server.url.slice('http://'.length);
	return command.replace(
		HOST,
		(_found, scheme: string | undefined) => (scheme ?? '').replace(/^https/i, 'http') + host,
	);
}

async function byCurl(command: string): Promise<Arrived> {
	server.requests.length = 0;
	await promisify(execFile)('bash', ['-c', command]);
	return server.requests[0]!;
}

async function byNode(curlCommand: string, setUp: Partial<NodeSetUp> = {}): Promise<Arrived> {
	server.requests.length = 0;
	const { context } = nodeContext({
		items: [{ json: {} }],
		...setUp,
		parameters: {
			...setUp.parameters,
			requestFrom: 'curl',
			curlCommand,
			options: { allowPrivateNetwork: true, retry: { values: { retryMode: 'never' } } },
		},
	});
	const [success, failure] = await new CustomWebhook().execute.call(context);
	if (server.requests.length !== 1) throw new Error(JSON.stringify([success, failure]));
	return server.requests[0]!;
}

/** Headers of the connection, and those that each program adds by itself. */
const OWN = new Set(['connection', 'accept-encoding', 'content-length', 'keep-alive', 'transfer-encoding']);
const DEFAULTS = [/^curl\/[\d.]+$/, /^n8n-nodes-custom-webhook$/, /^\*\/\*$/];

/** What two programs must agree about. */
function essence({ method, url, rawHeaders, bytes }: Arrived) {
	const headers: Record<string, string> = {};
	for (let at = 0; at < rawHeaders.length; at += 2) {
		const name = rawHeaders[at]!.toLowerCase();
		const value = rawHeaders[at + 1]!;
		const isDefault =
			['user-agent', 'accept'].includes(name) && DEFAULTS.some((pattern) => pattern.test(value));
		if (OWN.has(name) || isDefault) continue;
		headers[name] = name in headers && headers[name] !== value ? `${headers[name]}, ${value}` : value;
	}
	const boundary = /boundary=(-{20,}\S+|-{4}CustomWebhook\S+)/.exec(headers['content-type'] ?? '')?.[1];
	const plain = (text: string) => (boundary === undefined ? text : text.replaceAll(boundary, 'B'));
	for (const name of Object.keys(headers)) headers[name] = plain(headers[name]!);
	// the case of an escape's digits means nothing (RFC 3986, section 6.2.2.1), and cURL's versions differ in it
	const target = url.replace(/%[\da-f]{2}/gi, (escape) => escape.toUpperCase());
	return { method, url: target, headers, body: plain(bytes.toString('latin1')) };
}

it('there are at least 150 commands', () => {
	expect(COMMANDS.length + WINDOWS.length).toBeGreaterThanOrEqual(150);
});

it.each(COMMANDS)('the node sends what cURL sends: %s', async (command) => {
	const typed = onLoopback(command);
	const [sent, expected] = [await byNode(typed), await byCurl(typed)];
	expect(essence(sent)).toEqual(essence(expected));
});

it.each(WINDOWS)('the node reads the quotes of Windows: %s', async (windows, posix) => {
	const [sent, expected] = [await byNode(onLoopback(windows)), await byCurl(onLoopback(posix))];
	expect(essence(sent)).toEqual(essence(expected));
});

it.each([
	['accept', "-H 'Accept:'"],
	['user-agent', "-H 'User-Agent:'"],
	['user-agent', "-A ''"],
	['content-type', "-H 'Content-Type:' -d a=1"],
])('%s is not sent if the command takes it away: %s', async (name, options) => {
	const command = onLoopback(`curl ${options} https://x.example.com/`);
	const [sent, expected] = [await byNode(command), await byCurl(command)];
	expect([sent.headers[name], expected.headers[name]]).toEqual([undefined, undefined]);
});

it('the chosen credential wins over what is typed', async () => {
	const command = onLoopback('curl -u a:b -H "X-Key: 1" https://x.example.com/');
	const { headers } = await byNode(command, {
		parameters: { authentication: 'bearer' },
		credentials: { customWebhookBearerApi: { token: 'chosen' } },
	});
	expect(headers).toMatchObject({ authorization: 'Bearer chosen', 'x-key': '1' });
});

it('a mistake in the command stops the run before anything is sent, and names the field', async () => {
	await expect(byNode(onLoopback('curl -d @body.json https://x.example.com/'))).rejects.toThrow(
		/cURL Command, line 1, column 9.*curlCommand/,
	);
	expect(server.requests).toEqual([]);
});

it('without -L the redirect is the response, and the failure says how to follow it', async () => {
	const redirecting = await startWebServer((_request, response) =>
		response.writeHead(302, { Location: '/elsewhere' }).end(),
	);
	const { context } = nodeContext({
		items: [{ json: {} }],
		parameters: {
			requestFrom: 'curl',
			curlCommand: `curl ${redirecting.url}`,
			options: { allowPrivateNetwork: true },
		},
	});
	const [, failure] = await new CustomWebhook().execute.call(context);
	await redirecting.close();
	expect(redirecting.requests).toHaveLength(1);
	expect(failure![0]!.json).toMatchObject({
		failure: { kind: 'status', statusCode: 302, description: expect.stringContaining('-L') as unknown },
	});
});
